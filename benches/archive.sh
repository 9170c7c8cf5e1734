#!/usr/bin/env bash
# Notices and pages per second, peak memory, and the ratio to the floor of the machine, over archives of ../shared/bench.
# Usage: benches/archive.sh [NOTICES ...]   (default: 100 1000)
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d ../shared/bench ] || { echo "../shared/bench is not beside the project"; exit 0; }
cargo build --release --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet --manifest-path ../shared/bench/limits/Cargo.toml --target-dir "$work/limits"
for n in "${@:-100 1000}"; do
    for n in $n; do
        python3 ../shared/bench/gen.py --n "$n" --format plain --out "$work/src-$n" >/dev/null
        python3 - "$work" "$n" <<'PY'
import os, pathlib, resource, shutil, subprocess, sys, time
work, n = pathlib.Path(sys.argv[1]), int(sys.argv[2])
source, out = work / f"src-{n}", work / f"out-{n}"
content = source / "content" if (source / "content").is_dir() else source

def run(*command):
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return time.monotonic() - began, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)

wall, peak, code = run("target/release/ketluan", "build", "--content", str(content), "--output", str(out), "--today", "2026-04-15")
files = [p for p in out.rglob("*") if p.is_file()]
size = sum(p.stat().st_size for p in files)
pages = sum(p.suffix == ".html" for p in files)
# the floor: read and parse the sources, write as many files and bytes as the site has
flat = work / f"flat-{n}"; flat.mkdir()
names = sorted(content.rglob("*.md"))
manifest = work / "manifest"
rows = [(p.stat().st_size, str(p.relative_to(out))) for p in files]
notice = [r for r in rows if r[1].startswith("ket-luan/") and r[1].count("/") == 2]
with open(manifest, "w") as f:
    for i, (s, p) in enumerate(rows):
        f.write(f"{s}\t{p}\n")
with open(manifest, "w") as f:
    left = len(names)
    for s, p in rows:
        tag = "-tb-" in p and p.startswith("ket-luan/") and p.endswith("index.html") and left > 0
        left -= tag
        f.write(f"{s}\t{p if tag else p.replace('-tb-', '-')}\n")
floor, _, floor_code = run(str(work / "limits/release/limits"), "floor", str(content), str(manifest), str(work / f"floor-{n}"))
ratio = f"{wall / floor:.1f}" if floor_code == 0 else "unknown"
print(f"{n} notices: {wall:.2f} s, peak {peak:.0f} MB, {len(files)} files, {pages} pages, {size / 1e6:.0f} MB written; "
      f"{n / wall:.0f} notices/s, {pages / wall:.0f} pages/s; floor {floor:.2f} s, {ratio} times the floor; exit {code}")
PY
    done
done
