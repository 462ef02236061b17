#!/bin/sh
# The day over emulated lines, ours and peers in one run: sh tests/bench/line.sh [--quick] (root for real packets)
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
ONECUA_LINE=onecua-line-$$
export ONECUA_LINE
clean() {
    for host in desk district; do
        ip netns delete "$ONECUA_LINE-$host" 2>/dev/null || :
    done
}
trap clean EXIT
trap 'exit 130' INT TERM
cd "$root"
"$root/.venv/bin/python" -m tests.bench.line "$@"
