#!/bin/sh
# Writes the two lock files anew from pyproject.toml: sh installer/lock.sh [--upgrade]
# One lock holds for Python 3.11 to 3.13, on Linux and Windows. Without --upgrade the versions in it are kept.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools/venv"
"$tools/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.8'

# The program itself is installed without build isolation, so what builds it is locked too.
"$tools/venv/bin/python" - >"$tools/build.in" <<'PYTHON'
import tomllib

with open("pyproject.toml", "rb") as file:
    print(*tomllib.load(file)["build-system"]["requires"], sep="\n")
PYTHON

compile() {
    "$tools/venv/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 --only-binary :all: \
        --generate-hashes --no-annotate --custom-compile-command 'sh installer/lock.sh' "$@"
}
compile "$@" --extra district --output-file installer/requirements.txt pyproject.toml "$tools/build.in"
compile "$@" --extra district --extra dev --constraint installer/requirements.txt \
    --output-file installer/requirements-dev.txt pyproject.toml "$tools/build.in"
