#!/usr/bin/env bash
# Installs what checks the scripts of our pages into .venv/javascript: TypeScript, which reads their
# types, and axe-core, which finds what assistive technology would stumble over. Users need neither;
# where there is no npm, the tests that need them are skipped.
set -euo pipefail
exec </dev/null # whoever asks a question here gets no answer

HOME_OF_TOOLS=.venv/javascript
TOOLS=(typescript@5.9.3 axe-core@4.11.0)

if ! command -v npm >/dev/null; then
    echo "There is no npm here: types of scripts and accessibility of pages are not checked."
    exit 0
fi
if [ "$(cat "$HOME_OF_TOOLS/.installed" 2>/dev/null)" = "${TOOLS[*]}" ]; then exit 0; fi
mkdir -p "$HOME_OF_TOOLS"
npm install --silent --no-save --no-audit --no-fund --prefix "$HOME_OF_TOOLS" "${TOOLS[@]}"
echo "${TOOLS[*]}" >"$HOME_OF_TOOLS/.installed"
