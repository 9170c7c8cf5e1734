#!/usr/bin/env bash
# All checks: format, lints, unit and integration tests, docs, the scorer where the corpus lies beside the project,
# the browser tests, and the servers' examples. Installs what they need: Debian's chromium, Java, nginx, Caddy, jing, strace, and the npm packages
# of tests/browser.
set -euo pipefail
cd "$(dirname "$0")/.."
before=$(git status --porcelain 2>/dev/null || true)

cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt >/dev/null 2>&1 || true
cargo fmt --version >/dev/null 2>&1 && cargo fmt --check
cargo clippy --version >/dev/null 2>&1 && cargo clippy --all-targets -- -D warnings
cargo test
RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --quiet

missing=()
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
command -v java >/dev/null 2>&1 || missing+=(default-jre-headless)
for tool in nginx caddy curl openssl jing strace; do command -v "$tool" >/dev/null 2>&1 || missing+=("$tool"); done
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
(cd tests/browser && npm ci --silent --no-audit --no-fund)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --quiet -- build --output "$work/site" --today 2026-04-15 --base-url https://vi-du.example/cong/ket-luan
node tests/browser/run.js "$work/site"
node tests/browser/workflows.js
node tests/browser/preview.js target/debug/ketluan
node tests/browser/injection.js target/debug/ketluan
bash tests/servers.sh "$work/site"
bash tests/faults.sh target/debug/ketluan
# the fuzz targets run in `cargo test` for some seconds; the fuzzer proper where that is asked for, since it is built apart
if [ -n "${KETLUAN_FUZZ:-}" ]; then bash tests/fuzz.sh "$KETLUAN_FUZZ"; fi

cargo run --quiet -- build --output "$work/data" --today 2026-04-15 --with xlsx,zip,images --base-url http://127.0.0.1:8473
python3 tests/formats.py "$work/data" 8473

if [ -d ../shared/corpus ]; then
    cargo run --quiet -- build --content ../shared/corpus/notices --output "$work/corpus" --today 2026-04-15
    python3 ../shared/corpus/score.py --labels ../shared/corpus/labels --exports "$work/corpus/du-lieu/notices"
    python3 ../shared/corpus/score.py --labels ../shared/corpus/labels --exports "$work/corpus/du-lieu/notices" --json > "$work/score.json"
    python3 tests/marks.py "$work/score.json"
else
    echo "../shared/corpus is not here: the scorer is skipped"
fi

after=$(git status --porcelain 2>/dev/null || true)
if [ "$before" != "$after" ]; then
    echo "the tests left files behind:"
    git status --porcelain
    exit 1
fi
