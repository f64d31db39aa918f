"""Engines that are a library within a program of their own: Koujing, bare Xapian, Lucene.

The two peers' programs are called as `build PLAIN.tsv DIRECTORY` and `ask DIRECTORY QUESTIONS BUDGET`; the first
prints its seconds, the second a line 'ms results' for every question of the measured pass. The ms take in the making
of the query.
"""
import glob
import json
import re
import shutil
import subprocess
import time
from pathlib import Path

from .asked import Asked


def run(*command):
    # 'replace': ask_index cuts the questions that it prints at a byte, within a character.
    done = subprocess.run([str(part) for part in command], capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return done.stdout


class Koujing:
    """With facets and highlights, as the search page asks. It has no budget: it answers everything."""
    title = "Koujing"

    def __init__(self, folder):
        self.build_index, self.ask_index = folder / "build_index", folder / "ask_index"

    def missing(self):
        return None if self.build_index.exists() and self.ask_index.exists() else \
            f"no {self.build_index} and ask_index; build the targets build_index and ask_index"

    def build(self, texts, folder):
        self.folder = folder
        begun = time.monotonic()
        run(self.build_index, texts.entries, folder / "index")
        return time.monotonic() - begun

    def ask(self, questions, budget):
        queries, answers = self.folder / "queries.jsonl", self.folder / "answers"
        lines = [json.dumps({"qid": str(number), "text": text}) + "\n" for number, text in enumerate(questions)]
        queries.write_text("".join(lines))
        printed = run(self.ask_index, self.folder / "index", queries, "repeat=1", f"run={answers}")
        read = re.search(r"(\d+) asked: .*p50 ([\d.]+) .*p95 ([\d.]+) .*p99 ([\d.]+) .* ms; partial (\d+)", printed)
        if not read:
            raise RuntimeError(f"ask_index printed no figures: {printed[:200]}")
        if int(read[5]):
            print(f"{read[5]} answers of Koujing were partial: it had stopped at its time limit")
        found = len({line.split(" ", 1)[0] for line in open(answers, encoding="utf-8")})
        return Asked(int(read[1]), float(read[2]), float(read[3]), float(read[4]), found / len(questions))

    def stop(self):
        pass


class FlatXapian:
    """One OR of characters, pairs and words over all fields, BM25 as it comes, compacted, no positions."""
    command = ()

    def __init__(self, folder):
        self.program = folder / "flat_xapian"
        self.command = [self.program]

    @property
    def title(self):
        return f"Xapian {run(*self.command, 'version').strip()}, characters + pairs, flat OR"

    def missing(self):
        return None if self.program.exists() else \
            f"no {self.program}; install libxapian-dev and build the target flat_xapian"

    def build(self, texts, folder):
        self.folder = folder
        return float(run(*self.command, "build", texts.plain, folder / "index"))

    def ask(self, questions, budget):
        path = self.folder / "questions"
        path.write_text("".join(question + "\n" for question in questions), encoding="utf-8")
        printed = run(*self.command, "ask", self.folder / "index", path, budget)
        return Asked.of([(float(took), int(results)) for took, results in map(str.split, printed.splitlines())])

    def stop(self):
        pass


class Lucene(FlatXapian):
    """Title with questions, and script, as two fields; an OR of every term in both; BM25 as it comes; one segment.

    As Java compiles while it runs, it warms up until at least 10 seconds have passed.
    """

    def __init__(self, analyzer):
        jars = [glob.glob(f"/usr/share/java/lucene-{part}-8*.jar")
                for part in ("core", "analyzers-common", "analyzers-smartcn")]
        self.found = all(jars)
        self.words = {"cjk": "characters + pairs", "smartcn": "SmartCN words"}[analyzer]
        source = Path(__file__).resolve().parent.parent / "FlatLucene.java"
        self.command = ["java", f"-Danalyzer={analyzer}", "-cp", ":".join(found[0] for found in jars if found), source]

    @property
    def title(self):
        if not hasattr(self, "version"):
            self.version = run(*self.command, "version").strip()
        return f"Lucene {self.version}, {self.words}, OR"

    def missing(self):
        if not self.found:
            return "install liblucene8-java"
        return None if shutil.which("javac") else "install default-jdk-headless"
