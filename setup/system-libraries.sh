#!/usr/bin/env bash
# Installs what Manim is compiled against and pip cannot bring: Cairo, Pango, pkg-config, a C
# compiler, and the headers and venv module of the Python named as the only argument.
# Where all of it is there already, nothing is done and no root is needed.
set -euo pipefail
python=$1
. "$(dirname "$0")/as-root.sh"

has_libraries() { pkg-config --exists cairo pangocairo 2>/dev/null; }
has_compiler() { command -v cc >/dev/null; }
has_headers() {
    "$python" -c '
import ensurepip, pathlib, sys, sysconfig
sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())' 2>/dev/null
}

find_missing() {
    missing=""
    has_libraries || missing+=", Cairo and Pango with their headers and pkg-config"
    has_compiler || missing+=", a C compiler"
    has_headers || missing+=", Python 3.11 or newer with its headers and venv module"
    missing=${missing#, }
}

install_missing() {
    local name
    name=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
        name=python3
    if command -v apt-get >/dev/null; then
        set -- build-essential pkg-config libcairo2-dev libpango1.0-dev
        has_headers || set -- "$@" "$name-dev" "$name-venv"
        as_root apt-get update -qq || echo "Going on with the package lists that are here."
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"
    elif command -v dnf >/dev/null; then
        set -- gcc pkgconf-pkg-config cairo-devel pango-devel
        has_headers || set -- "$@" "$name-devel"
        as_root dnf install -y -q "$@"
    elif command -v brew >/dev/null; then
        set -- cairo pango pkg-config
        has_headers || set -- "$@" python3
        brew install --quiet "$@"
    else
        echo "There is no apt-get, dnf or brew here to install with." >&2
        return 1
    fi
}

find_missing
[ -n "$missing" ] || exit 0

echo "Missing on this system: $missing."
if install_missing; then find_missing; fi
[ -z "$missing" ] || {
    echo "Please install by your system's own means, then run 'make setup' again: $missing." >&2
    exit 1
}
