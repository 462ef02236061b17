#!/bin/sh
# Prepares this checkout and checks all of it, pytest last: sh tests/run.sh [pytest arguments]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/installer/system.sh"
. "$root/installer/environment.sh"

want_qt_libraries
want_command zbarimg zbar-tools
want_postgres
want_file /usr/sbin/cupsd cups
want_command Xvfb xvfb
want_command xkbcomp x11-xkb-utils
want_command openbox openbox
want_command xdotool xdotool
want_file /etc/ssl/certs/ca-certificates.crt ca-certificates
want_environment
install_missing_packages
install_locked requirements-dev.txt requirements.txt

cd "$root"
unset PYTHONDONTWRITEBYTECODE # or each of the programs that the tests start would compile all of ours first
status=0
"$venv/bin/python" -m ruff check || status=1
# Beside the tests: it has use for one core only.
types_said=$(mktemp)
"$venv/bin/python" -m mypy >"$types_said" 2>&1 &
types=$!
trap 'kill "$types" 2>/dev/null || :; rm -f "$types_said"' EXIT
# A worker for each core; one that is done takes over what another has left.
QT_QPA_PLATFORM=offscreen "$venv/bin/python" -m pytest -n auto --dist worksteal "$@" || status=$?
wait "$types" || status=1
cat "$types_said"
exit "$status"
