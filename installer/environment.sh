# Makes .venv in the checkout and installs a lock file and the program into it; sourced after system.sh, with $root set.

venv=$root/.venv

# Sets $python to an interpreter that the locked packages are built for.
find_python() {
    for python in python3 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && return 0
    done
    found=$(python3 -V 2>&1) || found='none'
    fail "Python 3.11, 3.12 or 3.13 is needed (found: $found); install one and start this again (on Debian 12 and Ubuntu 22.04: apt-get install python3.11 python3.11-venv)"
}

environment_works() { "$venv/bin/python" -c 'import pip' 2>/dev/null; }

# want_environment: Debian and Ubuntu keep the part of Python that makes environments in a package of its own.
want_environment() {
    environment_works && return 0
    find_python
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        missing_packages="$missing_packages $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
}

# Everything that the content of .venv depends on, in one line.
stamp_of() {
    printf '%s %s %s\n' "$root" "$("$venv/bin/python" -V 2>&1)" \
        "$(cat "$root/installer/$1" "$root/pyproject.toml" "$root/setup.py" | sha256sum)"
}

# install_locked LOCK [LOCK...]: installs the first; the others are those whose packages it holds as well.
install_locked() {
    [ "$(stamp_of "$1")" != "$(cat "$venv/.installed-$1" 2>/dev/null)" ] || return 0
    environment_works || {
        say 'making .venv'
        "$python" -m venv --clear "$venv" >/dev/null || fail "$venv could not be made; check that the disk is not full and that you may write there"
    }
    say 'installing the Python packages (about 150 MB the first time)'
    quiet=--quiet
    [ ! -t 1 ] || quiet=
    [ -n "${HOME:-}" ] || export PIP_NO_CACHE_DIR=1
    # shellcheck disable=SC2086  # no argument at all when not quiet
    "$venv/bin/python" -m pip install $quiet --disable-pip-version-check --no-input --no-deps --only-binary :all: \
        --require-hashes --requirement "$root/installer/$1" ||
        fail 'the Python packages could not be installed (see above); check the network and the free space on the disk, and start this again'
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation \
        --editable "$root" || fail "the program could not be installed into $venv (see above)"
    for lock in "$@"; do
        stamp_of "$lock" >"$venv/.installed-$lock"
    done
}
