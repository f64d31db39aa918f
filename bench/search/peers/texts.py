"""The entries of one size, in the forms that the engines read, and the characters and pairs of a text."""
import itertools
import json
import re
import shutil
from pathlib import Path

CHINESE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUNS = re.compile(f"([{CHINESE}]+)|([^\\W_{CHINESE}]+)")
LONGEST_WORD = 60  # bytes of UTF-8 at most 240: within Xapian's 245


def grams(text, characters):
    """Pairs of Chinese characters, with `characters` also each one, and other words, all in small letters."""
    out = []
    for run, word in RUNS.findall(text.lower()):
        if word:
            out.append(word[:LONGEST_WORD])
            continue
        if characters or len(run) == 1:
            out += run
        out += map("".join, zip(run, run[1:]))
    return out


def questions_of(path, most):
    with open(path, encoding="utf-8") as file:
        return [" ".join(json.loads(line)["text"].split()) for line in itertools.islice(file, most)]


class Texts:
    """The first `size` lines of a file of entries; 0 for all. What an engine asks for is made once and kept."""

    def __init__(self, entries, size, folder):
        folder.mkdir()
        self.folder = folder
        self.entries = entries  # JSONL, for us
        self.plain = folder / "plain.tsv"  # id, title and questions, script; for the peers
        self.count = 0
        if size:
            self.entries = folder / "entries.jsonl"
            with open(entries, "rb") as source, open(self.entries, "wb") as target:
                target.writelines(itertools.islice(source, size))
        with open(self.entries, encoding="utf-8") as source, open(self.plain, "w", encoding="utf-8") as target:
            for self.count, line in enumerate(source, 1):
                entry = json.loads(line)
                title = " ".join([entry["title"], *entry.get("questions", [])])
                fields = (entry.get("id", str(self.count)), title, entry.get("script", ""))
                target.write("\t".join(" ".join(field.replace("\0", " ").split()) for field in fields) + "\n")

    def rows(self):
        """(id, title and questions, script)."""
        with open(self.plain, encoding="utf-8", newline="\n") as file:
            for line in file:
                yield line.rstrip("\n").split("\t")

    def grams(self, characters):
        """A file of lines: number, grams of title and questions, grams of the script."""
        path = self.folder / ("characters.tsv" if characters else "pairs.tsv")
        if not path.exists():
            with open(path, "w", encoding="utf-8") as file:
                for number, (_, title, script) in enumerate(self.rows(), 1):
                    title, script = (" ".join(grams(text, characters)) for text in (title, script))
                    file.write(f"{number}\t{title}\t{script}\n")
        return path

    def commands(self):
        """A file with a `load` of the entries for Groonga."""
        path: Path = self.folder / "load.grn"
        if not path.exists():
            with open(path, "w", encoding="utf-8") as file:
                file.write('load --table Entries\n[\n["_key","title","script"]')
                for row in self.rows():
                    file.write(",\n" + json.dumps(row, ensure_ascii=False))
                file.write("\n]\n")
        return path

    def remove(self):
        shutil.rmtree(self.folder)
