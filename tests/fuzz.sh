#!/usr/bin/env bash
# Runs each fuzz target for some seconds, from the kept inputs on. A panic, a broken promise or a hang fails; on a machine that does other
# things too a hang is five seconds without an answer.
# Usage: fuzz.sh [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-20}
cargo fuzz --version >/dev/null 2>&1 || cargo install --quiet --locked cargo-fuzz
# the fuzzer wants what only a nightly compiler has, or one that is told to take it
export RUSTC_BOOTSTRAP=1
# with the program's own versions of what it stands on; cargo adds the fuzzer's
cp Cargo.lock fuzz/Cargo.lock
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for target in $(cargo fuzz list); do
    mkdir "$work/$target"
    # safe code with checked sums needs no sanitizer of memory, which would make the build three times as long
    cargo fuzz run --sanitizer none "$target" "$work/$target" "fuzz/kept/$target" -- \
        -max_total_time="$seconds" -timeout=5 -verbosity=0 -print_final_stats=1 >"$work/$target.log" 2>&1 || { tail -40 "$work/$target.log"; exit 1; }
    echo "$target: $(grep -o 'number_of_executed_units: [0-9]*' "$work/$target.log" | grep -o '[0-9]*$') inputs in $seconds s, no fault"
done
