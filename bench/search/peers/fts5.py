"""SQLite FTS5 through Python's sqlite3: characters and pairs made beforehand, OR, bm25(), no texts kept."""
import sqlite3
import time

from .asked import ask_all
from .texts import grams


class Fts5:
    title = f"SQLite {sqlite3.sqlite_version} FTS5, characters + pairs, OR"
    database = None

    def missing(self):
        try:
            sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE e USING fts5(t)")
        except sqlite3.Error as error:
            return f"{error}; run it with Debian's python3 and libsqlite3-0"
        return None

    def build(self, texts, folder):
        rows = texts.grams(characters=True)
        begun = time.monotonic()
        self.database = sqlite3.connect(folder / "fts5.db", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-500000", "mmap_size=4000000000"):
            self.database.execute("PRAGMA " + pragma)
        self.database.execute("CREATE VIRTUAL TABLE e USING fts5(title, script, content='', "
                              "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co'\")")
        self.database.execute("BEGIN")
        with open(rows, encoding="utf-8", newline="\n") as file:
            self.database.executemany("INSERT INTO e(rowid, title, script) VALUES (?, ?, ?)",
                                      (line.rstrip("\n").split("\t") for line in file))
        self.database.execute("COMMIT")
        self.database.execute("INSERT INTO e(e) VALUES ('optimize')")
        return time.monotonic() - begun

    def ask(self, questions, budget):
        def ask(question):
            terms = " OR ".join(f'"{gram}"' for gram in dict.fromkeys(grams(question, characters=True)))
            if not terms:
                return 0.0, 0
            begun = time.perf_counter()
            rows = self.database.execute("SELECT rowid, rank FROM e WHERE e MATCH ? ORDER BY rank LIMIT 10",
                                         (terms,)).fetchall()
            return (time.perf_counter() - begun) * 1000, len(rows)

        return ask_all(questions, budget, ask)

    def stop(self):
        if self.database:
            self.database.close()
        self.database = None
