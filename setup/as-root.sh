# Sourced by the scripts beside it: runs a command as root, by sudo where need be.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "That needs root, and there is no sudo here." >&2
        return 1
    fi
}
