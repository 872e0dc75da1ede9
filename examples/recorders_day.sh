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

# The ids in a list of incidents, and the first one in a country.
ids() { sed -n 's/^{"id":"\(i-[0-9a-f]*\)".*/\1/p'; }
first() { "$BIN/dateline" incidents --country "$1" --killed-at-least 50 --jsonl | ids | head -n 1; }

# Morning: the reports come in.
dateline add examples
dateline incidents --killed-at-least 1
strike=$(first UKR)
siege=$(first KEN)
dateline show "$strike"
dateline quotes "$strike" killed

# A late report names neither place nor day, so that it stays an incident of its own. The recorder knows what it is about: the two are one.
printf '%s\n' 'Hospital completes its list of the dead' '' \
    'Sixty-one people were killed when missiles hit a crowded railway station, the hospital said after it had completed its list of names.' |
    dateline add - --published 2022-05-20
late=$("$BIN/dateline" incidents --killed-at-least 61 --jsonl | ids | grep -v -e "$strike" -e "$siege")
dateline rule same "$strike" "$late" --because "the hospital in Kramatorsk has no other station"
dateline show "$late"

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
