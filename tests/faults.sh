#!/usr/bin/env bash
# Makes the system fail one write of a build after the other (no space, no right, a broken disk) over the sample notices and looks
# whether the published folder is byte for byte the site before or the new one, and whether the next build mends what is left.
# Usage: faults.sh KETLUAN [STEP]: every STEP-th write, else about eight of each kind; 1 is all of them. Needs strace.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r content ketluan.yaml "$work"
cd "$work"
calls=write,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,unlink,unlinkat,rmdir
last=$(ls content/*.md | tail -1)
cp "$last" "$work/kept.md"
# what earlier builds published is no part of the comparison: both sites are built upon nothing
build=("$program" build --today 2026-04-15 --previous "$work/nothing" --format json --threads 2)
content() { if [ "$1" = new ]; then sed 's/báo cáo/khẩn trương báo cáo/' kept.md > "$last"; else cp kept.md "$last"; fi; }
# names, kinds and bytes of all files
sum() { (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64); }
for side in old new; do
    content $side
    "${build[@]}" --output "whole-$side" --no-cache >/dev/null
    declare "$side=$(sum "whole-$side")"
done
[ "$old" != "$new" ]
content old && "${build[@]}" --output public >/dev/null
content new && strace -f -qq -e trace=$calls -o trace "${build[@]}" --output public >/dev/null
# the counter of a fault is each thread's own: the busiest one does the writing
most=$(awk '{print $1}' trace | sort | uniq -c | sort -rn | awk 'NR==1 {print $1}')
step=${2:-$((most / 8 + 1))}
standing=new runs=0 stopped=0
for error in ENOSPC EACCES EIO; do
    for ((n = 1; n <= most; n += step)); do
        wanted=$([ $standing = new ] && echo old || echo new)
        content $wanted
        code=0
        strace -f -qq -e trace=$calls -e inject=$calls:error=$error:when=$n -o /dev/null "${build[@]}" --output public >/dev/null 2>&1 || code=$?
        now=$(sum public)
        if [ "$now" = "${!wanted}" ]; then standing=$wanted
        elif [ "$now" != "${!standing}" ]; then echo "$error at write $n: the folder is neither the site before nor the new one"; exit 1
        fi
        if [ $code = 0 ] && [ "$now" != "${!wanted}" ]; then echo "$error at write $n: told as done, and it is not"; exit 1; fi
        runs=$((runs + 1))
        [ $code = 0 ] || stopped=$((stopped + 1))
    done
    # the next build mends what is left
    "${build[@]}" --output public >/dev/null
    standing=$wanted
    [ "$(sum public)" = "${!wanted}" ] && [ ! -e .public.next ] || { echo "$error: not mended"; exit 1; }
done
[ $stopped -gt 0 ] || { echo "no failing write stopped a build: nothing was shown"; exit 1; }
echo "$runs builds with a failing write ($most writes, each ${step}th), $stopped stopped; the folder was always one whole site"
