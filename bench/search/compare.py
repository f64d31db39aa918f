#!/usr/bin/env python3
"""Builds and asks the index of Koujing and those of its peers in one run, on the same entries and questions.

usage: compare.py ENTRIES.jsonl QUERIES.jsonl [--sizes 1000,10000,100000,0] [--peers us,xapian,...] [--most N]

For each size the first N entries are taken (0: all), each engine builds its index, and one client asks the questions
for 10 results: once to warm up, once for the figures. Markdown tables go to stdout, progress to stderr. An engine
that needs more than --budget seconds answers as many questions as fitted, and the table says how many.

`found` is the part of the questions with at least one result: a peer that finds nothing is fast. Each peer is set up
as a competent user would: peers/*.py say how. In their favour: they return ids and scores, while `us` returns texts,
facets and highlights and keeps the texts on disk (groonga keeps them too); JSON is read for them before the clock
starts; characters and pairs for fts5, groonga and postgres are made before the clock starts.

Debian 12 packages: libxapian-dev (xapian), liblucene8-java and default-jdk-headless (lucene_*), groonga-bin
(groonga), postgresql-15 (postgres); fts5 needs a Python whose SQLite has it. `us` and `xapian` are built with
    cmake --preset release -DKOUJING_BUILD_WEB=OFF
    cmake --build build/release --target build_index ask_index flat_xapian
"""
import argparse
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from peers.fts5 import Fts5
from peers.groonga import Groonga
from peers.postgres import Postgres
from peers.programs import FlatXapian, Koujing, Lucene
from peers.texts import Texts, questions_of

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINES = {
    "us": lambda options: Koujing(options.bin),
    "xapian": lambda options: FlatXapian(options.bin),
    "lucene_cjk": lambda options: Lucene("cjk"),
    "lucene_smartcn": lambda options: Lucene("smartcn"),
    "groonga": lambda options: Groonga(),
    "fts5": lambda options: Fts5(),
    "postgres": lambda options: Postgres(),
}


def say(text):
    print(text, file=sys.stderr, flush=True)


def megabytes(folder):
    """What the files below a folder take on disk: blocks, since some engines leave holes in their files."""
    return sum(f.lstat().st_blocks for f in folder.rglob("*") if f.is_file()) * 512 / 1e6


def measure(engine, texts, questions, budget, folder):
    folder.mkdir()
    try:
        seconds = engine.build(texts, folder)
        disk = engine.megabytes() if hasattr(engine, "megabytes") else megabytes(folder)
        return {"seconds": seconds, "disk": disk, "asked": engine.ask(questions, budget)}
    finally:
        engine.stop()
        shutil.rmtree(folder, ignore_errors=True)


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def times(peer, own):
    return figure(peer / own) if own else "–"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def print_size(count, engines, measured):
    print(f"### {count:,} entries\n")
    us = measured.get("us", {}).get("asked")
    rows = []
    for key, engine in engines.items():
        one = measured.get(key)
        if one is None:
            rows.append([engine.title] + ["failed"] + ["–"] * 9)
            continue
        asked = one["asked"]
        row = [engine.title, figure(one["seconds"]), figure(one["disk"]), f"{asked.count:,}", f"{asked.found:.1%}"]
        row += [figure(value) for value in (asked.p50, asked.p95, asked.p99)]
        row += [times(getattr(asked, p), getattr(us, p)) if us else "–" for p in ("p50", "p95", "p99")]
        rows.append(row)
    table(["engine", "build s", "disk MB", "asked", "found", "p50 ms", "p95 ms", "p99 ms", "p50 : us", "p95 : us",
           "p99 : us"], rows)


def print_growth(counts, engines, results):
    for p in ("p50", "p99"):
        print(f"### How {p} grows, ms (entries grow {counts[-1] / counts[0]:,.0f} times)\n")
        rows = []
        for key, engine in engines.items():
            values = [results[count][key]["asked"] if key in results[count] else None for count in counts]
            values = [getattr(value, p) if value else None for value in values]
            ends = values[0] and values[-1]
            rows.append([engine.title] + ["–" if value is None else figure(value) for value in values]
                        + [times(values[-1], values[0]) if ends else "–"])
        table(["engine"] + [f"{count:,}" for count in counts] + ["grows"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entries", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000,0")
    parser.add_argument("--peers", default=",".join(ENGINES))
    parser.add_argument("--bin", type=Path, default=ROOT / "build/release/bench")
    parser.add_argument("--work", type=Path, help="where a folder for the indexes is made, and removed at the end")
    parser.add_argument("--most", type=int, default=1000, help="questions")
    parser.add_argument("--budget", type=float, default=120, help="seconds of asking, for each engine and size")
    options = parser.parse_args()
    options.bin = options.bin.resolve()
    names = options.peers.split(",")
    if unknown := [name for name in names if name not in ENGINES]:
        parser.error(f"no such engine: {', '.join(unknown)}; there are {', '.join(ENGINES)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers are ended and folders removed

    engines = {}
    for name in names:
        engine = ENGINES[name](options)
        if missing := engine.missing():
            print(f"{name} is left out: {missing}")
        else:
            engines[name] = engine
    questions = questions_of(options.queries, options.most)
    print(f"\n{len(questions)} questions, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; "
          f"one client, warm, 10 results, at most {options.budget:.0f} s of asking for an engine.\n", flush=True)
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="koujing-compare-", dir=options.work)).resolve()
    work.chmod(0o755)  # PostgreSQL's own user has to get through
    results = {}
    try:
        for size in map(int, options.sizes.split(",")):
            say(f"reading {size or 'all'} entries")
            texts = Texts(options.entries.resolve(), size, work / "texts")
            measured = results[texts.count] = {}
            for name, engine in engines.items():
                say(f"{texts.count:,} entries: {name}")
                try:
                    measured[name] = measure(engine, texts, questions, options.budget, work / name)
                except Exception as error:  # one engine's failure is a row of the table, not the end of the run
                    print(f"{name} failed: {' '.join(str(error).split())}\n", flush=True)
            print_size(texts.count, engines, measured)
            texts.remove()
        if len(results) > 1:
            print_growth(sorted(results), engines, results)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
