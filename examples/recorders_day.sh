#!/bin/sh
# A recorder's day: reads reports, looks, decides, takes a decision back, and checks that everything is on record.
set -eu
cd "$(dirname "$0")/.."
BIN=${BIN:-.venv/bin}
LEDGER=${LEDGER:-day.db}
OUT=${OUT:-day}
export DATELINE_LEDGER="$LEDGER" DATELINE_AUTHOR="${DATELINE_AUTHOR:-A. Recorder}"

dateline() {
    printf '\n$ dateline %s\n\n' "$*"
    "$BIN/dateline" "$@"
}

# The id of the incident with the most dead in a country, and of another incident there.
first() { "$BIN/dateline" incidents --country "$1" --killed-at-least 50 --jsonl | sed -n '1s/^{"id":"\(i-[0-9a-f]*\)".*/\1/p'; }
other() { "$BIN/dateline" incidents --country "$1" --jsonl | sed -n 's/^{"id":"\(i-[0-9a-f]*\)".*/\1/p' | grep -v "$2" | head -n 1; }

# Morning: the reports come in.
dateline add examples
dateline incidents --killed-at-least 1
strike=$(first UKR)
siege=$(first KEN)
dateline show "$strike"
dateline quotes "$strike" killed

# Two incidents are one.
second=$(other UKR "$strike")
if [ -n "$second" ]; then
    dateline rule same "$strike" "$second" --because "the same strike, told twice"
    dateline show "$second"
fi

# A toll is corrected, with a reason.
dateline rule correct "$strike" killed "57-61 (61)" --because "the hospital's list of names"
dateline show "$strike"

# One is discounted, and the decision taken back.
dateline rule discount "$siege" --because "a report said that it was an exercise"
dateline incidents --killed-at-least 1
ruling=$("$BIN/dateline" log "$siege" --jsonl | sed -n 's/.*"subject":"\(r-[0-9a-f]*\)".*/\1/p' | tail -n 1)
dateline rule undo "$ruling" --because "that report was about another town"

# Afternoon: the figures go out, in every form, and are set beside another set: here our own, so that all of it must match.
mkdir -p "$OUT"
for format in csv acled-style ucdp-style geojson parquet plover ftm jsonl dossier; do
    dateline export "$format" --out "$OUT/$format"
done
dateline export csv --profile public --out "$OUT/public"
dateline compare "$OUT/acled-style"

# Evening: who did what, and is everything as it was stored?
dateline log "$strike"
dateline search university
dateline verify
