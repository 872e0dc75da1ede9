#!/bin/sh
# Reads the examples into a ledger and shows what comes out: the incidents, one of them in full, the words behind its dead.
set -eu
cd "$(dirname "$0")/.."
BIN=${BIN:-.venv/bin}
LEDGER=${LEDGER:-demo.db}

dateline() {
    printf '\n$ dateline %s\n\n' "$*"
    "$BIN/dateline" "$@"
}

dateline add examples --ledger "$LEDGER"
dateline incidents --ledger "$LEDGER" --killed-at-least 1
for id in $("$BIN/dateline" incidents --ledger "$LEDGER" --killed-at-least 50 --jsonl | sed -n 's/^{"id":"\(i-[0-9a-f]*\)".*/\1/p'); do
    dateline show "$id" --ledger "$LEDGER"
    dateline quotes "$id" killed --ledger "$LEDGER"
done
dateline verify --ledger "$LEDGER"
