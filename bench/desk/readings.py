"""How a text is typed in letters: full pinyin, and the first letter of every syllable.

The readings are those of Debian's rime-data-pinyin-simp, read by search/text/make_pinyin.py: longest words first, each in
its commonest way. Letters and digits stay as they are, everything else is left out, as an agent in a hurry does.
"""
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "search/text"))

import make_pinyin  # noqa: E402

LONGEST_WORD = 6


class Readings:
    def __init__(self, dictionary):
        words = make_pinyin.read(dictionary)
        self.ways = {word: min(ways.items(), key=lambda item: (-item[1], item[0]))[0]
                     for word, ways in words.items() if len(word) <= LONGEST_WORD}

    def syllables(self, text):
        """One for each character of the text; empty for what is not typed."""
        text = unicodedata.normalize("NFKC", text).lower()
        found, at = [], 0
        while at < len(text):
            for length in range(min(LONGEST_WORD, len(text) - at), 0, -1):
                if way := self.ways.get(text[at:at + length]):
                    found += way
                    at += length
                    break
            else:
                found.append(text[at] if text[at].isascii() and text[at].isalnum() else "")
                at += 1
        return found

    def full(self, text):
        return "".join(self.syllables(text))

    def initials(self, text):
        return "".join(sound[:1] for sound in self.syllables(text))
