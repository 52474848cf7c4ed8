#!/bin/sh
# Builds the console's pages into the classes of the hub; does nothing while its sources are what they were.
set -eu
cd "$(dirname -- "$0")"
OUT=../../../target
STAMP=$OUT/webui-built
PAGES=$OUT/classes/META-INF/resources/console/index.html

sources() {
    find . -name node_modules -prune -o -type f -print | LC_ALL=C sort | xargs cat | cksum
    find . -name node_modules -prune -o -type f -print | LC_ALL=C sort | cksum
}

sum=$(sources)
if [ -f "$PAGES" ] && [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$sum" ]; then
    exit 0
fi
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "The console's pages are built with Node.js: node (20 or newer) and npm must be on the PATH." >&2
    echo "Install them, for example: apt-get install nodejs npm, or from https://nodejs.org" >&2
    exit 1
fi
major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$major" -lt 20 ]; then
    echo "The console's pages are built with Node.js 20 or newer; $(command -v node) is $(node --version)." >&2
    exit 1
fi
lock=$(cksum <package-lock.json)
if [ ! -f node_modules/.installed ] || [ "$(cat node_modules/.installed)" != "$lock" ]; then
    npm ci --include=dev --no-audit --no-fund --loglevel=error
    echo "$lock" >node_modules/.installed
fi
mkdir -p "$OUT"
npm run --silent build -- --logLevel error
node licences.mjs >"$(dirname "$PAGES")/licences.txt"
echo "$sum" >"$STAMP"
