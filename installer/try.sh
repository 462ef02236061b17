#!/bin/sh
# Prepares this checkout and starts the demonstration: sh installer/try.sh [--no-window] [--folder DIR] [--dossiers N]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/installer/system.sh"
. "$root/installer/environment.sh"

want_qt_libraries
want_file /etc/ssl/certs/ca-certificates.crt ca-certificates
want_environment
install_missing_packages
install_locked requirements.txt
exec "$venv/bin/onecua-desk" demo "$@"
