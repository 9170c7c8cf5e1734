#!/usr/bin/env bash
# What a build costs, beside the floor of the machine measured in the same run, over archives of ../shared/bench:
# a full build, then nothing changed, one notice added, changed, removed, one agency renamed, and nothing changed on the next day.
# Usage: benches/archive.sh [NOTICES ...]   (default: 100 1000; 10000 takes some minutes and about 10 GB of disk)
# ROUNDS=3 benches/archive.sh 1000          full builds and floors in turn; medians are printed
# KETLUAN_BENCH_WORK=DIR keeps the archives and the helper program between runs.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d ../shared/bench ] || { echo "../shared/bench is not beside the project: nothing measured"; exit 0; }
work=${KETLUAN_BENCH_WORK:-$(mktemp -d)}
[ -n "${KETLUAN_BENCH_WORK:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
[ -n "${KETLUAN:-}" ] || cargo build --release --quiet
[ -x "$work/limits/release/limits" ] ||
    cargo build --release --quiet --manifest-path ../shared/bench/limits/Cargo.toml --target-dir "$work/limits"
KETLUAN=${KETLUAN:-$PWD/target/release/ketluan} exec python3 - "$work" "$PWD/../shared/bench/gen.py" "${@:-100 1000}" <<'PY'
import os, pathlib, shutil, statistics, subprocess, sys, time

work, generator = pathlib.Path(sys.argv[1]), sys.argv[2]
sizes = [int(n) for a in sys.argv[3:] for n in a.split()]
program, limits = os.environ["KETLUAN"], str(work / "limits/release/limits")
rounds = int(os.environ.get("ROUNDS", "1"))


def run(*command, ok=(0, 1)):
    """(wall s, CPU s, peak MB) of a process."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=work)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ok:
        sys.exit(f"{' '.join(command)}: exit {process.returncode}\n{said.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def tree(out):
    return {str(p.relative_to(out)): p.stat() for p in out.rglob("*") if p.is_file()}


for n in sizes:
    site, out, flat = work / f"site-{n}", work / f"out-{n}", work / f"floor-{n}"
    shutil.rmtree(site, ignore_errors=True)
    content = site / "content"
    generate = lambda count, start, to: subprocess.run(
        [sys.executable, generator, "--n", str(count), "--start", str(start), "--format", "plain", "--out", str(to)],
        check=True, stdout=subprocess.DEVNULL)
    generate(n, 0, content)
    sources = sum(p.stat().st_size for p in content.rglob("*.md"))
    (site / "ketluan.yaml").write_text("title: Kho thử\n")
    build = lambda today="2026-04-15": run(program, "build", "--config", str(site / "ketluan.yaml"), "--content", str(content),
                                           "--output", str(out), "--today", today)
    full, floors = [], []
    for _ in range(rounds):
        for gone in [out, flat, work / f".out-{n}.previous", site / ".ketluan"]:
            shutil.rmtree(gone, ignore_errors=True)
        full.append(build())
        files = tree(out)
        # the floor renders each source into a file marked "-tb-", and there must be as many of them as sources
        left, manifest = n, work / f"manifest-{n}"
        with open(manifest, "w") as f:
            for path, stat in sorted(files.items()):
                marked = left > 0 and path.startswith("ket-luan/") and "-tb-" in path and path.endswith("/index.html")
                left -= marked
                f.write(f"{stat.st_size}\t{path if marked else path.replace('-tb-', '-')}\n")
        if left:
            sys.exit(f"{left} notices of the archive have no page")
        floors.append(run(limits, "floor", str(content), str(manifest), str(flat)))
    shutil.rmtree(flat, ignore_errors=True)
    wall, cpu, peak = (statistics.median(c) for c in zip(*full))
    floor, floor_cpu = (statistics.median(f[i] for f in floors) for i in (0, 1))
    size = sum(s.st_size for s in files.values())
    pages = sum(p.endswith(".html") for p in files)
    print(f"{n} notices, {sources / 1e6:.0f} MB: {wall:.2f} s, CPU {cpu:.2f} s, peak {peak:.0f} MB; {len(files)} files, {pages} pages, "
          f"{size / 1e6:.0f} MB written; {n / wall:.0f} notices/s; floor {floor:.2f} s, CPU {floor_cpu:.2f} s; {wall / floor:.1f} times the floor, by CPU {cpu / floor_cpu:.1f} times", flush=True)

    first = sorted(content.rglob("*.md"))[n // 2]
    text = first.read_text()
    data = content / "_data"

    def nothing(): pass
    def add(): generate(1, n, content)
    def change(): first.write_text(text.replace("Sở Tài chính", "Sở Xây dựng", 1) + "\n")
    def remove(): first.unlink()
    def rename():
        data.mkdir(exist_ok=True)
        (data / "agencies.yaml").write_text("so-tai-chinh: { name: Sở Tài chính và Ngân sách, aliases: [Sở Tài chính] }\n")

    for what, edit in [("none", nothing), ("added", add), ("changed", change), ("removed", remove), ("agency renamed", rename), ("next day", nothing)]:
        before = tree(out)
        edit()
        w, c, p = build("2026-04-16") if what == "next day" else build()
        now = tree(out)
        new = sum(before.get(f) is None for f in now)
        gone = sum(f not in now for f in before)
        touched = sum(f in before and before[f].st_mtime_ns != s.st_mtime_ns for f, s in now.items())
        print(f"  {what:>14}: {w:.2f} s ({100 * w / wall:.0f} % of the full build), CPU {c:.2f} s ({100 * c / cpu:.0f} %), peak {p:.0f} MB; "
              f"files: {new} new, {touched} rewritten, {gone} gone", flush=True)
    for gone in [site, out, work / f".out-{n}.previous"]:
        shutil.rmtree(gone, ignore_errors=True)
PY
