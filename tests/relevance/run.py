#!/usr/bin/env python3
"""Asks the sample library the questions of questions.tsv and holds the answers to fixed floors.

The floors lie below what was reached when they were set (docs/search-quality.md) by more than one question of each kind, so
that what fails here has become worse and not merely different. usage: run.py KOUJING
"""
import collections
import os
import json
import subprocess
import sys
import tempfile
from pathlib import Path

# kind: part of the questions whose entry must come first, and among the first five
FLOORS = {"plain": (0.83, 0.95), "sound": (0.83, 0.9), "pinyin": (0.83, 0.9), "initials": (0.8, 0.9)}


def main():
    program = sys.argv[1]
    rows = [line.split("\t") for line in (Path(__file__).parent / "questions.tsv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        environment = dict(os.environ, KOUJING_SAMPLE_PASSWORD="a long enough password")
        subprocess.run([program, "--data", data, "init", "--sample"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, env=environment)
        queries, out = Path(folder) / "queries.jsonl", Path(folder) / "out.run"
        queries.write_text("".join(json.dumps({"qid": str(i), "text": row[2]}) + "\n" for i, row in enumerate(rows)))
        subprocess.run([program, "--data", data, "search", "--batch", str(queries), "--run", str(out), "--top", "5"],
                       check=True, stdout=subprocess.DEVNULL)
        found = collections.defaultdict(list)
        for line in out.read_text().splitlines():
            query, _, entry, *_ = line.split()
            found[int(query)].append(entry.lstrip("K"))
    asked, first, five = collections.Counter(), collections.Counter(), collections.Counter()
    for i, (kind, entry, text) in enumerate(rows):
        asked[kind] += 1
        first[kind] += found[i][:1] == [entry]
        five[kind] += entry in found[i][:5]
        if found[i][:1] != [entry]:
            print(f"  {kind} '{text}': {entry} expected, found {' '.join(found[i])}")
    failed = False
    for kind, (at_first, at_five) in FLOORS.items():
        reached = first[kind] / asked[kind], five[kind] / asked[kind]
        good = reached[0] >= at_first and reached[1] >= at_five
        failed = failed or not good
        print(f"{kind}: first {reached[0]:.2f} (floor {at_first}), among five {reached[1]:.2f} (floor {at_five})"
              f"{'' if good else '  FAILED'}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
