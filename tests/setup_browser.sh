#!/usr/bin/env bash
# What the accessibility tests need: Chromium, and axe-core (pinned by its hash in tests/accessibility); and LibreOffice
# without its windows, in which the workbook to fill in is opened. On Debian as root (as in CI) all are installed. Elsewhere the script says what is missing and goes on: the tests then
# skip and say so. With CI=true a missing part is an error, here and in the tests.
set -euo pipefail
cd "$(dirname "$0")/accessibility"

missing() {
    echo "tests/setup_browser.sh: $1" >&2
    if [ "${CI:-}" = "true" ]; then exit 1; fi
}

browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

if ! browser > /dev/null && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing Chromium (once) ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-liberation; } > /dev/null || true
fi
browser > /dev/null || missing "Chromium is missing; install it to run the accessibility tests."

if ! command -v npm > /dev/null && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm > /dev/null || true
fi
if [ ! -f node_modules/axe-core/axe.min.js ]; then
    if ! command -v npm > /dev/null || ! npm ci --ignore-scripts --silent; then
        missing "axe-core is missing; install npm to run the accessibility tests."
    fi
fi

office() {
    command -v soffice || command -v libreoffice
}

if ! office > /dev/null && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing LibreOffice Calc (once) ..."
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui > /dev/null || true
fi
office > /dev/null || missing "LibreOffice is missing; install it to test that it keeps the workbook's lists and notes."
