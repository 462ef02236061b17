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
status=0
"$venv/bin/python" -m ruff check || status=1
"$venv/bin/python" -m mypy || status=1
# A worker for each core; one that is done takes over what another has left.
QT_QPA_PLATFORM=offscreen "$venv/bin/python" -m pytest -n auto --dist worksteal "$@" || status=$?
exit "$status"
