#!/usr/bin/env python3
"""Plants duplicates and conflicting figures among 10,000 answers, and says what `koujing check` finds of them.

    bench/checks/planted.py SHARED_DATA KOUJING WORK_DIRECTORY [--seed N] [--cases N]

SHARED_DATA holds ncp_policy, webank_faq, antfin_faq and lcqmc_zhidao in the exchange format with judged
questions. The library is the first 10,000 of them but 200, which are held out. Planted are

  reworded   a title with the same words asked otherwise (怎么 for 如何, other order and punctuation)
  own words  a judged question, in a customer's own words, of the two banks' questions
  conflict   an answer of ncp_policy under such a question, with one figure changed
  agreeing   the same with no figure changed: a conflict found here is a false alarm
  held out   answers that the library does not hold: every finding is printed, to be judged by eye
"""
import argparse
import json
import pathlib
import random
import re
import statistics
import subprocess
import sys

FIGURE = re.compile(r"(\d+(?:\.\d+)?)(万元|亿元|元|%|天|个月|小时|个工作日|年)(?![\d])")


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def judged(data, name):
    questions = {row["qid"]: row["text"] for row in rows(data / name / "queries.dev.jsonl")}
    pairs = []
    with open(data / name / "qrels.dev.tsv", encoding="utf-8") as lines:
        for line in lines:
            qid, doc, grade = line.split()
            if int(grade) > 0 and qid in questions:
                pairs.append((questions[qid], doc))
    return pairs


def changed(body, rng):
    figures = list(FIGURE.finditer(body))
    if not figures:
        return None
    one = rng.choice(figures)
    value = one.group(1)
    other = str(int(value) + rng.choice([1, 2, 5, 10])) if value.isdigit() else str(round(float(value) + 1, 2))
    return body[: one.start(1)] + other + body[one.end(1) :], one.group(0), other + one.group(2)


ASKED = [("如何", "怎么"), ("怎样", "怎么"), ("怎么", "如何"), ("为什么", "为何"), ("哪些", "什么"), ("多少", "多大"), ("请问", ""), ("吗", "么")]


def reworded(title):
    for was, now in ASKED:
        if was in title:
            title = title.replace(was, now, 1)
            break
    halves = re.split("[，,]", title.rstrip("？?。"), maxsplit=1)
    return (halves[1] + "，" + halves[0] if len(halves) == 2 and all(halves) else halves[0]) + "?"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("koujing")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cases", type=int, default=150)
    parser.add_argument("--show", action="store_true", help="print what was missed and each false alarm")
    args = parser.parse_args()
    rng = random.Random(args.seed)

    docs = {}
    for name in ("ncp_policy", "webank_faq", "antfin_faq", "lcqmc_zhidao"):
        for row in rows(args.data / name / "docs.jsonl"):
            docs.setdefault(row["id"], row)
    ids = list(docs)[:10_200]
    held_out = set(rng.sample([one for one in ids if docs[one].get("body")], 200))
    library = [one for one in ids if one not in held_out][:10_000]
    known = set(library)

    drafts = []
    waiting = "您好，请稍等，我帮您查一下。"
    asked = [one for one in library if reworded(docs[one]["title"]) != docs[one]["title"]]
    for doc in rng.sample(asked, args.cases):
        drafts.append(("reworded", doc, {"title": reworded(docs[doc]["title"]), "script": waiting}))
    banks = judged(args.data, "webank_faq") + judged(args.data, "antfin_faq")
    banks = [(question, doc) for question, doc in banks if doc in known]
    for question, doc in rng.sample(banks, args.cases):
        drafts.append(("own words", doc, {"title": question, "script": waiting}))
    pairs = [(question, doc) for question, doc in judged(args.data, "ncp_policy") if doc in known]
    rng.shuffle(pairs)
    figured = [(question, doc) for question, doc in pairs if doc.startswith("ncp") and FIGURE.search(docs[doc]["body"])]
    for question, doc in figured[: args.cases]:
        body, was, now = changed(docs[doc]["body"], rng)
        drafts.append(("conflict", doc, {"title": question, "script": body, "was": was, "now": now}))
        drafts.append(("agreeing", doc, {"title": question, "script": docs[doc]["body"]}))
    for doc in sorted(held_out):
        drafts.append(("held out", doc, {"title": docs[doc]["title"], "script": docs[doc]["body"]}))

    args.work.mkdir(parents=True, exist_ok=True)
    store = args.work / "data"
    if not store.exists():
        lines = args.work / "library.jsonl"
        with open(lines, "w", encoding="utf-8") as out:
            for one in library:
                row = {key: docs[one][key] for key in ("id", "title", "aliases") if docs[one].get(key)}
                out.write(json.dumps({**row, "script": docs[one].get("body", "")}, ensure_ascii=False) + "\n")
        subprocess.run([args.koujing, "init", "--data", store], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([args.koujing, "import", "--data", store, lines], check=True, stdout=subprocess.DEVNULL)
    path = args.work / "drafts.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for number, (_, _, draft) in enumerate(drafts):
            row = {"id": f"draft-{number}", "title": draft["title"], "script": draft["script"]}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    done = subprocess.run([args.koujing, "check", "--data", store, path], check=True, capture_output=True, text=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(drafts), (len(found), len(drafts))

    title = {docs[one]["title"] for one in library}
    count = {}
    for (kind, doc, draft), result in zip(drafts, found):
        mine = docs[doc]["title"]
        duplicate = any(one["title"] == mine for one in result["duplicates"])
        named = [one for one in result["conflicts"] if one["title"] == mine]
        tally = count.setdefault(kind, {"cases": 0, "found": 0, "others": 0})
        tally["cases"] += 1
        if kind in ("reworded", "own words"):
            tally["found"] += duplicate
            tally["similar"] = tally.get("similar", 0) + any(one["title"] == mine for one in result["similar"])
            tally["others"] += len(result["duplicates"]) - duplicate
            good = duplicate
        elif kind == "conflict":
            good = any(draft["now"] in one["ours"] or one["ours"] in draft["now"] for one in named)
            tally["found"] += good
            tally["others"] += len(result["conflicts"]) - good
        else:
            tally["others"] += len(result["conflicts"]) + (len(result["duplicates"]) if kind == "held out" else 0)
            good = not result["conflicts"] and (kind != "held out" or not result["duplicates"])
        if args.show and not good:
            print(f"{kind}: {result['title']}")
            print(f"    of {mine} {draft.get('was', '')} -> {draft.get('now', '')}")
            for one in result["duplicates"]:
                print(f"    like {one['likeness']:.2f} {one['theirs'] or one['title']}")
            for one in result["conflicts"]:
                print(f"    {one['likeness']:.2f} {one['ours']} / {one['theirs']}: {one['our_clause']} / {one['their_clause']} [{one['title']}]")
    took = sorted(one["took_ms"] for one in found)
    print(f"library {len(title)} titles, {len(library)} answers")
    for kind, tally in count.items():
        print(f"{kind:10} {tally['cases']:4} cases, found {tally['found']:4}, other findings {tally['others']:3}"
              + (f", shown as similar {tally['similar']}" if "similar" in tally else ""))
    print(f"took p50 {statistics.median(took):.0f} ms, p95 {took[int(len(took) * .95)]:.0f} ms, most {took[-1]:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
