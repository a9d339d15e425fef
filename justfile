# What is run by hand: `just --list`.

# What .ci/run runs, but for the installing of tools.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo test --workspace
    cargo run -- check

# The site with the bundled seed, on http://127.0.0.1:3000.
serve:
    cargo run --release

# How fast the site answers, against a bare handler and against SeaORM per request.
serving:
    cargo bench --bench serving

# What one, ten and a hundred times the programme cost.
growth:
    cargo bench --bench growth

# Start, memory and page weight of the release build.
footprint:
    cargo build --release
    sh benches/footprint.sh target/release/jalons

# How fast documents are read, and what the archive of a legislature costs.
reading:
    cargo bench --bench reading

# A million broken documents to each form's reader, and a million sentences to the grammar of dates: some twelve minutes on two cores.
fuzz:
    JALONS_FUZZ=1000000 cargo test --test it -- fuzz --nocapture

# A server killed 200 times under edits on SQLite, 50 times on PostgreSQL, and what it acknowledged compared each time.
crash:
    JALONS_CRASH=200 cargo test --test it -- crash --nocapture

# Sixty-four writers on the same ten contracts, on both engines.
contend:
    JALONS_CONTEND=100 cargo test --test it -- contend --nocapture

# Audited edits against the bare insert of the same rows, the worst wait of sixteen, and when a reader sees an edit.
editing:
    cargo bench --bench editing

# Licences, bans and sources of the dependencies.
deny:
    cargo deny check licenses bans sources

# How well the annotated documents are read: precision, recall and F1 of dates and facts, accuracy of the header.
score:
    cargo test --test it -- reading::score --nocapture --test-threads 1

# Asks a real server all that its OpenAPI document describes, signed in and not.
schemathesis:
    python3 -m venv target/python
    target/python/bin/pip install --quiet --disable-pip-version-check schemathesis==4.32.5
    cargo build
    tests/schemathesis.sh
