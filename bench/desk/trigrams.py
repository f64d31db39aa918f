"""The peer of keystrokes.py: SQLite FTS5 with the trigram tokenizer over the same texts, asked after every letter.

Set up as a competent user would: a column for each way of typing (titles, variants and texts as they are; how titles and
variants sound, in full and by first letters), bm25. Under three characters, which trigrams cannot find, the headings
that begin so are taken, shortest first.
"""
import sqlite3
import unicodedata

COLUMNS = {"characters": "{title questions body}", "pinyin": "{pinyin}", "initials": "{initials}"}


def folded(text):
    return unicodedata.normalize("NFKC", text).lower()


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


class Trigrams:
    """`phrase`: what was typed stands in the text as it is. Otherwise any of its trigrams does."""

    def __init__(self, entries, readings, phrase):
        self.phrase = phrase
        self.ids = [entry["id"] for entry in entries]
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE VIRTUAL TABLE e USING fts5(title, questions, body, pinyin, initials, tokenize='trigram')")
        self.database.execute("CREATE TABLE heading(entry INTEGER, characters TEXT, pinyin TEXT, initials TEXT)")
        for row, entry in enumerate(entries, 1):
            headings = [entry["title"], *entry.get("questions", entry.get("aliases", []))]
            full, first = [readings.full(text) for text in headings], [readings.initials(text) for text in headings]
            body = "\n".join(filter(None, (entry.get("script"), entry.get("body"))))
            self.database.execute("INSERT INTO e(rowid, title, questions, body, pinyin, initials) VALUES (?, ?, ?, ?, ?, ?)",
                                  (row, folded(headings[0]), folded("\n".join(headings[1:])), folded(body), "\n".join(full),
                                   "\n".join(first)))
            self.database.executemany("INSERT INTO heading VALUES (?, ?, ?, ?)",
                                      ((row, folded(text), *sounds) for text, *sounds in zip(headings, full, first)))
        for column in COLUMNS:
            self.database.execute(f"CREATE INDEX by_{column} ON heading({column} COLLATE NOCASE)")

    def first(self, mode, typed, count):
        typed = folded(typed).strip()
        if not typed:
            return []
        if len(typed) < 3:
            begins = typed.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
            rows = self.database.execute(f"SELECT entry FROM heading WHERE {mode} LIKE ? ESCAPE '!' GROUP BY entry "
                                         f"ORDER BY min(length({mode})), entry LIMIT ?", (begins, count))
        else:
            parts = [typed] if self.phrase else dict.fromkeys(typed[i:i + 3] for i in range(len(typed) - 2))
            match = f"{COLUMNS[mode]} : ({' OR '.join(map(quoted, parts))})"
            rows = self.database.execute("SELECT rowid FROM e WHERE e MATCH ? ORDER BY rank LIMIT ?", (match, count))
        return [self.ids[row - 1] for row, in rows]
