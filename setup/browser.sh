#!/usr/bin/env bash
# Installs the browser in which tests open the pages we write: Chromium, or Chrome, with its
# chromedriver. Where both are there already, nothing is done and no root is needed.
set -euo pipefail
exec </dev/null # whoever asks a question here gets no answer
. "$(dirname "$0")/as-root.sh"

has_browser() {
    local candidate
    for candidate in chromium chromium-browser google-chrome chrome; do
        if command -v "$candidate" >/dev/null; then return; fi
    done
    [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Chromium.app" ]
}
has_both() { has_browser && command -v chromedriver >/dev/null; }

install_both() {
    # Ubuntu's packages of these names bring a snap, which sees neither /tmp nor hidden folders.
    if grep -qs '^ID=ubuntu' /etc/os-release; then
        echo "Ubuntu packs Chromium as a snap, which cannot open the pages that tests write." >&2
        return 1
    elif command -v apt-get >/dev/null; then
        as_root apt-get update -qq || echo "Going on with the package lists that are here."
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver
    elif command -v dnf >/dev/null; then
        as_root dnf install -y -q chromium chromedriver
    elif command -v brew >/dev/null; then
        brew install --quiet --cask google-chrome chromedriver
    else
        echo "There is no apt-get, dnf or brew here to install with." >&2
        return 1
    fi
}

has_both && exit 0
echo "Missing on this system: Chromium with chromedriver, in which tests open the pages we write."
if install_both && has_both; then exit 0; fi
echo "Please install Google Chrome or Chromium and the chromedriver of the same version by your" \
    "system's own means, then run 'make test' again." >&2
exit 1
