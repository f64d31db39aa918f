#!/usr/bin/env python3
"""Writes the table of shapes.h as C++: which characters look alike.

    python3 search/text/make_shapes.py stroke.dict.yaml pinyin_simp.dict.yaml generated/shapes_table.cc

Reads the strokes of every character from Debian's package rime-data-stroke (lines of character and strokes: h, s, p, n, z)
and which characters are in use from rime-data-pinyin-simp. Two look alike when one stroke more, less or other makes one
of the other, or when they end or begin with the same half of their strokes, at least three: a component that they share. The nearest are kept. The same input gives the same output, byte for byte. Only Python's standard library.
"""
import collections
import math
import os
import sys

FIRST, LAST = 0x4E00, 0x9FFF
MOST = 32  # for each character
# Measured on a public list of characters that are mistaken for one another: a half finds 52% of its pairs, three fifths 40%.
SHARED, FEWEST = 0.5, 3
IN_USE = 30  # frequency in the dictionary: what is rarer is seen in old books


def strokes_of(path):
    strokes = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 2 and len(columns[0]) == 1 and FIRST <= ord(columns[0]) <= LAST:
                strokes.setdefault(columns[0], columns[1])
    return strokes


def frequencies_of(path):
    often = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 3 and len(columns[0]) == 1 and columns[2].isdigit():
                often[columns[0]] = max(often.get(columns[0], 0), int(columns[2]))
    return often


def keys_of(code):
    """What two characters that look alike have in common, each with how near that makes them."""
    for i in range(len(code)):
        yield "d" + code[:i] + code[i + 1:], 1 - 1 / len(code)
    yield "d" + code, 1 - 1 / (len(code) + 1)
    for length in range(max(FEWEST, math.ceil(SHARED * len(code))), len(code) + 1):
        yield "e" + code[-length:], length / len(code)
        yield "b" + code[:length], length / len(code)


def main():
    strokes, often = strokes_of(sys.argv[1]), frequencies_of(sys.argv[2])
    used = sorted(c for c in strokes if often.get(c, 0) > IN_USE)
    buckets = collections.defaultdict(list)
    for character in used:
        for key, near in keys_of(strokes[character]):
            buckets[key].append((character, near))
    alike = collections.defaultdict(dict)
    for bucket in buckets.values():
        if not 2 <= len(bucket) <= 400:
            continue
        for a, near_a in bucket:
            for b, near_b in bucket:
                if a != b:
                    near = min(near_a, near_b)
                    alike[a][b] = max(alike[a].get(b, 0), near)
    starts, others = [0], []
    for code in range(FIRST, LAST + 1):
        found = sorted(alike.get(chr(code), {}).items(), key=lambda one: (-one[1], -often[one[0]], one[0]))[:MOST]
        others += [ord(other) for other, _ in found]
        starts.append(len(others))
    lines = lambda values: "\n".join("    " + ", ".join(map(str, values[i:i + 20])) + "," for i in range(0, len(values), 20))
    text = f"""// Made by search/text/make_shapes.py; do not edit by hand.
#include "search/text/shapes.h"

namespace koujing::search::shapes {{

const std::uint32_t kStarts[] = {{
{lines(starts)}
}};
const char16_t kOthers[] = {{
{lines(others)}
}};

}}  // namespace koujing::search::shapes
"""
    beside = sys.argv[3] + ".tmp"
    with open(beside, "w", encoding="utf-8") as out:
        out.write(text)
    os.replace(beside, sys.argv[3])


if __name__ == "__main__":
    main()
