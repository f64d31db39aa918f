#!/usr/bin/env python3
"""Learns the weights of the second stage from what dump_features saw, and writes search/rank_weights.h.

usage: learn.py [--drop FEATURE] [--write search/rank_weights.h] SET.bin...

One linear model for all sets: a weight for each feature, and one for each feature times the part of the candidates that
have text. Listwise: the logarithm of the probability (softmax over the candidates of a question) that falls on relevant
ones, the mean over the questions of a set, then over the sets, so that a large set counts no more than a small one.
L2 0.001, Adam, 120 steps. Five folds over the questions of every set, seed 7. Needs python3-numpy.
"""
import argparse
import re
from pathlib import Path

import numpy as np

HEADER = Path(__file__).resolve().parents[2] / "search" / "rank_features.cc"
L2, STEPS, RATE, FOLDS, SEED = 0.001, 120, 0.3, 5, 7
# Decided, not learnt: what was named whole comes first; the judged sets know neither confirmations nor uses, and all
# entries of a set are in one place of the catalogue.
DECIDED = {"named": 12.0, "catalogue": 1.0, "confirmed": 0.1, "lately_confirmed": 0.2, "memory": 8.0}


def names():
    body = re.search(r"kNames = \{(.*?)\};", HEADER.read_text(encoding="utf-8"), re.S).group(1)
    return re.findall(r'"([a-z_0-9]+)"', body)


def starts(query):
    return np.r_[np.flatnonzero(np.r_[True, query[1:] != query[:-1]]), len(query)]


def load(path, count, text, dropped):
    raw = np.fromfile(path, dtype=np.uint32).reshape(-1, 3 + count)
    query, label = raw[:, 0].astype(int), raw[:, 2].astype(np.float32)
    x = raw[:, 3:].view(np.float32).copy()
    first = starts(query)
    group = np.repeat(np.arange(len(first) - 1), np.diff(first))
    share = (np.bincount(group, x[:, text] > 0) / np.diff(first))[group]
    x[:, dropped] = 0
    return query, label, np.hstack([x, x * share[:, None]])


def reciprocal_ranks(query, label, score):
    first, total = starts(query), 0.0
    for a, b in zip(first[:-1], first[1:]):
        s, y = score[a:b], label[a:b]
        if y.max() == 0:
            continue
        rank = min(int((s > s[j]).sum() + (s == s[j])[:j].sum()) for j in np.flatnonzero(y))
        total += 1 / (rank + 1) if rank < 10 else 0
    return total


def train(sets):
    size = sets[0][2].shape[1]
    w, m, v = np.zeros(size), np.zeros(size), np.zeros(size)
    prepared = []
    for query, label, x in sets:
        first = starts(query)
        n = len(first) - 1
        group = np.repeat(np.arange(n), np.diff(first))
        prepared.append((first, n, group, np.bincount(group, label, n) > 0, label, x))
    for step in range(1, STEPS + 1):
        gradient = L2 * w
        for first, n, group, judged, label, x in prepared:
            s = x @ w
            e = np.exp(s - np.maximum.reduceat(s, first[:-1])[group])
            p = e / np.bincount(group, e, n)[group]
            hit = e * label
            target = hit / np.maximum(np.bincount(group, hit, n)[group], 1e-30)
            gradient = gradient + ((p - target) * judged[group]) @ x / judged.sum() / len(prepared)
        m, v = 0.9 * m + 0.1 * gradient, 0.99 * v + 0.01 * gradient * gradient
        rate = RATE if step < STEPS * 2 // 3 else RATE * 0.3
        w = w - rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
        # No part of a score is below nothing, with text and without: what is explained to an editor must make sense.
        half = size // 2
        w[:half] = np.maximum(w[:half], 0)
        w[half:] = np.maximum(w[half:], -w[:half])
    return w


def cross_validated(sets):
    random = np.random.RandomState(SEED)
    folds = [random.randint(0, FOLDS, s[0].max() + 1)[s[0]] for s in sets]
    total = [0.0] * len(sets)
    for fold in range(FOLDS):
        w = train([tuple(a[f != fold] for a in s) for s, f in zip(sets, folds)])
        for i, (s, f) in enumerate(zip(sets, folds)):
            query, label, x = (a[f == fold] for a in s)
            total[i] += reciprocal_ranks(query, label, x @ w)
    return [t / (s[0].max() + 1) for t, s in zip(total, sets)]


def write(path, weights, feature_names, figures):
    half = len(feature_names)
    rows = lambda part: "".join(f"    {value:.3f}F,  // {name}\n" for value, name in zip(part, feature_names))
    path.write_text(
        "// The weights of the second stage. Written by bench/relevance/learn.py; do not edit by hand.\n//\n"
        f"// {figures}\n"
        "#pragma once\n\n#include <array>\n\n#include \"search/rank_features.h\"\n\nnamespace koujing::search {\n\n"
        "inline constexpr std::array<float, kFeatures> kWeights = {\n" + rows(weights[:half]) + "};\n\n"
        "// Added in proportion to how many of the candidates have running text that shares a character with the query:\n"
        "// where entries are bare questions, headings decide; where there are scripts, these count as well.\n"
        "inline constexpr std::array<float, kFeatures> kWeightsOfText = {\n" + rows(weights[half:]) + "};\n\n"
        "}  // namespace koujing::search\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--drop", action="append", default=[], help="learn without this feature")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    features = names()
    dropped = [features.index(name) for name in [*options.drop, *DECIDED]]
    sets = [load(path, len(features), features.index("text_characters"), dropped) for path in options.sets]
    figures = cross_validated(sets)
    labels = [path.stem.split("_")[0] for path in options.sets]
    line = " ".join(f"{label} {figure:.4f}" for label, figure in zip(labels, figures))
    print("MRR@10, five folds:", line)
    if options.write:
        weights = train(sets)
        weights[dropped + [d + len(features) for d in dropped]] = 0
        for name, weight in DECIDED.items():
            weights[features.index(name)] = weight
        write(options.write, weights, features, f"MRR@10 over five folds, seed {SEED}: {line}")


if __name__ == "__main__":
    main()
