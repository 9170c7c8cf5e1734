#!/usr/bin/env python3
"""Fails when the reading of the labelled notices falls below the marks. Argument: the scorer's JSON."""
import json
import sys

MARKS = {
    "tasks": 0.98,
    "lead_sets": 0.97,
    "coordinators": 0.95,
    "deadlines": 0.97,
    "clauses": 0.98,
    "indicators": 0.95,
    "spans": 0.90,
    "approvals": 1.0,
    "citations": 1.0,
    "metadata": 1.0,
    "recipients": 1.0,
}
rows = json.load(open(sys.argv[1], encoding="utf-8"))
low = [f"{k}: F1 {rows[k]['f1']} is below {mark}" for k, mark in MARKS.items() if rows[k]["f1"] < mark]
print("\n".join(low) or "the reading is above its marks")
sys.exit(bool(low))
