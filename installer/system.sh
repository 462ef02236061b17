# Installs the system packages that are missing; sourced by try.sh and tests/run.sh.
# First name what is wanted (want_...), then call install_missing_packages once.

say() { printf '%s\n' "onecua-desk: $*"; }

fail() {
    printf '%s\n' "onecua-desk: $*" >&2
    exit 1
}

missing_packages=''

# want_command COMMAND PACKAGE
want_command() {
    command -v "$1" >/dev/null 2>&1 || missing_packages="$missing_packages $2"
}

# want_file FILE PACKAGE
want_file() {
    [ -e "$1" ] || missing_packages="$missing_packages $2"
}

# want_postgres: Debian keeps its programs in a folder for each version.
want_postgres() {
    for program in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$program" ] && return 0
    done
    command -v initdb >/dev/null 2>&1 || missing_packages="$missing_packages postgresql"
}

# The libraries that Qt's wheel loads but does not carry. They are looked for by library name, because the names of
# the packages differ between releases (libglib2.0-0t64); apt-get understands the old names everywhere.
want_qt_libraries() {
    known_libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || known_libraries=''
    while read -r library package; do
        case $known_libraries in
        *"$library "*) ;;
        *) missing_packages="$missing_packages $package" ;;
        esac
    done <<LIBRARIES
libGL.so.1 libgl1
libEGL.so.1 libegl1
libglib-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
libxcb-cursor.so.0 libxcb-cursor0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libcups.so.2 libcups2
LIBRARIES
}

# Runs a command as root. A password is asked only where somebody can type it.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

install_missing_packages() {
    [ -n "$missing_packages" ] || return 0
    command -v apt-get >/dev/null 2>&1 ||
        fail "this system has no apt-get; install what these Debian packages hold, then start this again:$missing_packages"
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1 ||
        fail "system packages are missing and you are not root and have no sudo; ask an administrator to run: apt-get install --no-install-recommends$missing_packages"
    say "installing system packages:$missing_packages"
    apt_log=$(mktemp)
    # An unreachable third-party source must not stop us: only the installation itself decides.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >"$apt_log" 2>&1 || :
    # shellcheck disable=SC2086  # one word for each package
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 \
        install $missing_packages >>"$apt_log" 2>&1 || {
        tail -n 12 "$apt_log" >&2
        rm -f "$apt_log"
        fail "the system packages could not be installed (see above); check the network and your right to use sudo, or run as root: apt-get update && apt-get install --no-install-recommends$missing_packages"
    }
    rm -f "$apt_log"
    missing_packages=''
}
