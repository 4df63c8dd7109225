#!/usr/bin/env bash
# Makes .venv and installs Warpreel into it, ready for development. `make setup` runs this.
# PYTHON chooses the interpreter; TORCH_INDEX is explained in torch.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
exec </dev/null # whoever asks a question here gets no answer

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        # Run it: a version manager's shim can be on the path with nothing behind it.
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

setup/system-libraries.sh "$(find_python || echo python3)"

if ! .venv/bin/python -c '' 2>/dev/null; then
    python=$(find_python) || {
        echo "Warpreel needs Python 3.11 or newer, and ${PYTHON:-python3} is not: install one," \
            "or name one you have with 'make setup PYTHON=/path/to/python3'." >&2
        exit 1
    }
    echo "Making .venv with $("$python" --version)."
    "$python" -m venv --clear .venv
fi

setup/torch.sh
echo "Installing Warpreel and what it depends on."
.venv/bin/pip install --quiet --editable '.[dev]'
echo "Compiling the kernels that draw."
.venv/bin/python -c 'from scenes.camera.core import warm_up; warm_up()'
echo "Ready: try 'make demo'."
