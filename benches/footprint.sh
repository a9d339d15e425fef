#!/bin/sh
# Start, memory and weight of a release build: sh benches/footprint.sh target/release/jalons
# Prints the time from the start to the first answer with the seed loaded already (median of five), the resident
# memory after every page of the site's map was read, and the compressed weight of the home page with what it loads.
set -eu
binary=$1
folder=$(mktemp -d)
export DATABASE_URL="sqlite:$folder/footprint.db" JALONS_LISTEN=127.0.0.1:3917
site=http://$JALONS_LISTEN
cleanup() { kill "$server" 2>/dev/null || true; rm -rf "$folder"; }
trap cleanup EXIT

start() {
    "$binary" >/dev/null 2>&1 &
    server=$!
}
wait_for() { until curl -sf -o /dev/null "$site/api/v1/timeline"; do sleep 0.002; done; }
stop() { kill "$server"; wait "$server" 2>/dev/null || true; }

start; wait_for; stop
times=$(for _ in 1 2 3 4 5; do
    began=$(date +%s%N)
    start; wait_for
    echo $(( ($(date +%s%N) - began) / 1000000 ))
    stop
done | sort -n)
echo "start with the seed loaded, to the first answer: $(echo "$times" | sed -n 3p) ms (median of five; at most 150)"

start; wait_for
for path in / /regions /regions/32 /territoires /chronologie '/chronologie?phase=1' /questions /recherche?q=val /en-retard \
    /sources /methode /donnees '/api/v1/timeline?phase=all&limit=1000' '/chronologie?phase=1&known_on=2019-07-30'; do
    curl -sfL -o /dev/null "$site$path"
done
echo "resident memory: $(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$server/status") MB (at most 60)"

total=$(curl -sf -H 'accept-encoding: br' -o /dev/null -w '%{size_download}' "$site/")
for asset in $(curl -sf "$site/" | grep -oE '(href|src)="/s/[^"#]+' | sed 's/^[^"]*"//' | sort -u) \
    $(curl -sf "$site/$(curl -sf "$site/" | grep -oE '/s/[0-9a-f]+/jalons.css' | head -n 1)" | grep -oE '/s/[^)"]+woff2' | sort -u); do
    total=$(( total + $(curl -sf -H 'accept-encoding: br' -o /dev/null -w '%{size_download}' "$site$asset") ))
done
echo "home page with what its HTML names, compressed: $(( total / 1000 )) kB (at most 80)"
