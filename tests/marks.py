#!/usr/bin/env python3
"""Fails when the reading of the labelled notices falls below the marks. Argument: the scorer's JSON."""
import json
import sys

MARKS = {
    "tasks": 0.85,
    "lead_sets": 0.80,
    "deadlines": 0.85,
}
rows = json.load(open(sys.argv[1], encoding="utf-8"))
low = [f"{k}: F1 {rows[k]['f1']} is below {mark}" for k, mark in MARKS.items() if rows[k]["f1"] < mark]
print("\n".join(low) or "the reading is above its marks")
sys.exit(bool(low))
