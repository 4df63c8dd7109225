#!/usr/bin/env bash
# Installs torch into .venv unless it is there, as a CPU build where one is to be had: the networks
# filmed here are small, and torch's default build for Linux brings gigabytes of CUDA libraries.
# TORCH_INDEX names a package index to take it from; pip's own settings are heeded as ever.
set -euo pipefail
pip=.venv/bin/pip

if .venv/bin/python -c 'import torch' 2>/dev/null; then
    exit 0
fi

if [ -n "${TORCH_INDEX:-}" ]; then
    echo "Installing torch from $TORCH_INDEX."
    exec "$pip" install --quiet --index-url "$TORCH_INDEX" torch
fi

# The newest version marked "+cpu" among all that pip can see; none on macOS, where every build is.
cpu=$("$pip" index versions torch 2>/dev/null | grep -oE '[0-9.]+\+cpu' | head -n 1) || cpu=""
if [ -n "$cpu" ]; then
    echo "Installing torch $cpu."
elif [ "$(uname -s)" = Linux ]; then
    echo "Installing torch in its default build, gigabytes for the sake of CUDA: for a small one," \
        "stop this and run 'make setup TORCH_INDEX=<an index of CPU builds>'."
fi
"$pip" install --quiet "torch${cpu:+==$cpu}"
