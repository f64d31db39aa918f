#!/usr/bin/env python3
"""How many letters does an agent type until the right entry is among the first three?

usage: keystrokes.py FOLDER [FOLDER...] [--queries N]

Each FOLDER holds a judged collection: docs.jsonl (the entry exchange format), queries.dev.jsonl (qid, text) and qrels.dev.tsv
(qid, id, 1). Its entries are imported into a fresh data directory and served on loopback; each question is typed letter by
letter, as characters, as full pinyin and by first letters, and asked after every letter with limit 3, until a right
entry is there. A question that never brings one counts as all its letters and one more. Characters count one each; the
row below them says the same in letters of pinyin, which is what an input method is given for them. SQLite FTS5 with
trigrams, on the same entries and the same typing, is the peer (trigrams.py): once with what was typed as one
phrase, which is how a search box begins, and once with any of its trigrams, which forgives other words.

Only Python's standard library. Needs Debian's rime-data-pinyin-simp, as building does, for how characters are read.
"""
import argparse
import http.client
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from door import Server, percentile  # noqa: E402
from readings import Readings  # noqa: E402
from trigrams import Trigrams  # noqa: E402

FIRST = 3
MODES = ("characters", "pinyin", "initials")
LONGEST = 128  # characters of a question that are read


class Koujing:
    """A fresh library of the entries, served; asked by as many threads as there are connections."""

    def __init__(self, program, entries, folder):
        self.partial = 0
        self.here = threading.local()
        data = Path(folder) / "data"

        def run(*words):
            done = subprocess.run([program, *words, "--data", str(data)], capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"koujing {words[0]} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
            return done.stdout

        run("init")
        print(f"import: {run('import', '--as', 'entries', str(entries)).splitlines()[0]}", flush=True)
        self.token = run("token", "add", "--role", "agent", "--quiet").strip()
        self.server = Server(program, str(data))

    def get(self, path):
        if not hasattr(self.here, "connection"):
            self.here.connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        self.here.connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
        answer = self.here.connection.getresponse()
        return answer, answer.read()

    def first(self, mode, typed, count):
        if not typed.strip():
            return []
        path = f"/api/v1/search?limit={count}&q={urllib.parse.quote(typed)}"
        try:
            answer, body = self.get(path)
        except http.client.RemoteDisconnected:  # it has rested for longer than the server holds it
            self.here.connection.close()
            answer, body = self.get(path)
        if answer.status != 200:
            raise RuntimeError(f"search for {typed!r} was answered with {answer.status}: {body[:200].decode(errors='replace')}")
        found = json.loads(body)
        self.partial += found["partial"]
        return [result["external_id"] for result in found["results"]]

    def stop(self):
        self.server.stop()


def letters_until_found(ask, mode, text, right):
    for length in range(1, len(text) + 1):
        if right.intersection(ask(mode, text[:length], FIRST)):
            return length
    return None


def typed_as(mode, text, readings):
    return {"characters": lambda: text.strip()[:LONGEST], "pinyin": lambda: readings.full(text)[:LONGEST],
            "initials": lambda: readings.initials(text)[:LONGEST]}[mode]()


def type_all(ask, mode, questions, readings, clients):
    """For each question: letters typed, the same in letters of pinyin, letters of the whole, whether it was found."""
    rows, failures = [None] * len(questions), []

    def work(start):
        try:
            for at in range(start, len(questions), clients):
                text, right = questions[at]
                whole = typed_as(mode, text, readings)
                found = letters_until_found(ask, mode, whole, right)
                spelt = [len(sound) or 1 for sound in readings.syllables(whole)] if mode == "characters" else []
                rows[at] = (found or len(whole) + 1, sum(spelt[:found]) + (found is None), len(whole), found is not None)
        except Exception as error:  # said by the main thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(1, clients)]
    for thread in threads:
        thread.start()
    work(0)
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return rows


def line(engine, mode, values, rows):
    values = list(values)
    never = sum(not found for *_, found in rows) / len(rows)
    print(f"| {engine} | {mode} | {sum(values) / len(values):.1f} | {percentile(values, .5)} | {percentile(values, .9)} | "
          f"{never:.1%} |", flush=True)


def collection(folder):
    paths = [folder / name for name in ("docs.jsonl", "queries.dev.jsonl", "qrels.dev.tsv")]
    if missing := [str(path) for path in paths if not path.is_file()]:
        sys.exit(f"no such file: {', '.join(missing)}")
    entries = [json.loads(row) for row in paths[0].read_text(encoding="utf-8").splitlines() if row.strip()]
    right = {}
    for row in paths[2].read_text(encoding="utf-8").splitlines():
        question, entry, *worth = row.split("\t")
        if worth != ["0"]:
            right.setdefault(question, set()).add(entry)
    queries = (json.loads(row) for row in paths[1].read_text(encoding="utf-8").splitlines() if row.strip())
    return paths[0], entries, [(query["text"], right[query["qid"]]) for query in queries if query["qid"] in right]


def measure(folder, options, readings):
    path, entries, questions = collection(folder)
    if options.queries and options.queries < len(questions):
        questions = random.Random(options.seed).sample(questions, options.queries)
    print(f"\n### {folder.name}: {len(entries):,} entries, {len(questions):,} questions\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="koujing-bench-") as temporary:
        koujing = Koujing(options.bin, path, temporary)
        try:
            engines = [("Koujing", koujing.first, options.clients)]
            for phrase, name in ((True, "FTS5 trigrams, phrase"), (False, "FTS5 trigrams, any")):
                engines.append((name, Trigrams(entries, readings, phrase).first, 1))
            print("\n| engine | typed | mean | median | p90 | never found |\n|---|---|---:|---:|---:|---:|")
            means = {}
            for mode in MODES:
                for name, ask, clients in engines:
                    rows = type_all(ask, mode, questions, readings, clients)
                    means[mode, name] = sum(row[0] for row in rows) / len(rows)
                    line(name, mode, (row[0] for row in rows), rows)
                    if mode == "characters":
                        line(name, "– as letters of pinyin", (row[1] for row in rows), rows)
                lengths = [row[2] for row in rows]
                print(f"| (the whole question) | {mode} | {sum(lengths) / len(lengths):.1f} | {percentile(lengths, .5)} | "
                      f"{percentile(lengths, .9)} | |")
            for name, *_ in engines[1:]:
                ratios = (f"{mode} {means[mode, 'Koujing'] / means[mode, name]:.2f}" for mode in MODES)
                print(f"ratio of means to {name}: {', '.join(ratios)}")
            if koujing.partial:
                print(f"{koujing.partial} answers ran out of time and were partial: the machine was busy")
        finally:
            koujing.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--bin", default=str(ROOT / "build/release/koujing"))
    parser.add_argument("--queries", type=int, default=0, metavar="N", help="a sample of N questions; 0: all of them")
    parser.add_argument("--seed", type=int, default=7, help="of the sample")
    parser.add_argument("--clients", type=int, default=2, help="connections that ask Koujing at once")
    parser.add_argument("--dictionary", default="/usr/share/rime-data/pinyin_simp.dict.yaml", help="how characters are read")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is ended and the folder removed
    if not Path(options.bin).is_file():
        parser.error(f"no such file: {options.bin} (build it, or name it with --bin)")
    if not Path(options.dictionary).is_file():
        parser.error(f"no such file: {options.dictionary} (apt-get install rime-data-pinyin-simp)")
    readings = Readings(options.dictionary)
    for folder in options.folders:
        measure(folder, options, readings)


if __name__ == "__main__":
    main()
