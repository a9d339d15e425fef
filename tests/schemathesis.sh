#!/usr/bin/env bash
# Asks a real server all that its OpenAPI document describes, and much that it does not: signed in as a national official
# whose changes are really made, and not signed in. No 500, no answer that the document does not describe.
# What must be kept: no 500, no status, header, type or body that the document does not describe. Whether every value that
# a schema excludes is refused is not asked: readings are kinder than their patterns.
# Takes the binary from JALONS and schemathesis from SCHEMATHESIS; `just schemathesis` installs it.
set -euo pipefail
cd "$(dirname "$0")/.."

jalons=${JALONS:-target/debug/jalons}
schemathesis=${SCHEMATHESIS:-target/python/bin/schemathesis}
examples=${EXAMPLES:-20}
folder=$(mktemp -d)
server=

end() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" || true; fi
    rm -rf "$folder"
}
trap end EXIT

export DATABASE_URL="sqlite:$folder/jalons.db" JALONS_LOG=error
"$jalons" import seed >/dev/null
"$jalons" account add agent@example.org --name "Agent national" --role national >/dev/null
token=$("$jalons" account token agent@example.org --name schemathesis --scope read_drafts --scope change_dates --scope import \
    --until "$(date -d '+7 days' +%F)")

"$jalons" serve --listen 127.0.0.1:0 >"$folder/said" 2>"$folder/log" &
server=$!
for _ in $(seq 100); do
    site=$(sed -n 's/^Jalons: \(http[^ ]*\) .*/\1/p' "$folder/said")
    if [ -n "$site" ]; then break; fi
    sleep 0.1
done
[ -n "$site" ] || { cat "$folder/log"; exit 1; }

run() {
    "$schemathesis" --config-file tests/schemathesis.toml run "$site/api/openapi.json" \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance --max-examples "$examples" --request-timeout 20 --warnings off "$@"
}

echo "== Signed in"
run --header "Authorization: Bearer $token"
echo "== Not signed in"
run --mode positive

# What it changed holds together, and nothing went wrong that was not answered by a 500.
"$jalons" check >/dev/null
if [ -s "$folder/log" ]; then
    cat "$folder/log"
    exit 1
fi
