#!/usr/bin/env python3
"""Checks the sample library: shape, references, order of time, the rules of the flow, the originals.

Plays library.json against the rules that the real flow applies (the state tables, four eyes, departments,
revisions that follow one another) and counts what stands in the library on the day of loading. Prints every
fault, one a line, and the counts; exit status 0 when there is no fault, 1 otherwise. Only Python's standard
library; the texts of the pdf files are looked at when pdftotext is installed.
"""
import collections
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
from check_originals import check_originals  # noqa: E402  (from this folder)
from check_search_words import check_search_words  # noqa: E402

faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


# ---------------------------------------------------------------- shape

NOTICE = {"key", "raised_by", "received_at", "form", "originals", "changes"}
FORM = {"document_number", "department", "subject", "urgency", "text", "effective_from", "effective_to", "contact"}
CHANGE = {"by", "at", "summary", "study_notes", "items", "steps"}
TEXT = {"title", "questions", "brief", "script", "body", "cautions", "keywords", "scope", "library", "catalogue",
        "effective_from", "effective_to"}
ITEM = {"new": {"key", "action", "reason"} | TEXT, "revise": {"entry_key", "action", "reason"} | TEXT,
        "retire": {"entry_key", "action", "reason", "retire_at"}}
STEP = {"submit": set(), "confirm": set(), "return": {"comment"}, "publish": {"publish_at"},
        "withdraw": {"reason", "restore_previous"}, "discard": set()}
BULLETIN = {"by", "at", "title", "text", "script", "questions", "department", "scope", "pinned_to"}
ROLES = {"department", "director", "editor", "agent", "leader", "inspector", "auditor", "admin"}
# characters, as in content/model/text_rules.cc
LIMITS = {"title": 200, "brief": 500, "script": 20000, "body": 100000, "library": 100, "catalogue": 500,
          "reason": 2000, "subject": 200, "document_number": 100, "contact": 200, "summary": 500}


def stop():
    print("\n".join(faults))
    sys.exit(1)


def shape(where, value, needed, optional=frozenset()):
    if missing := needed - value.keys():
        fault(where, f"has no {', '.join(sorted(missing))}")
        stop()  # nothing further can be looked at
    if unknown := value.keys() - needed - optional:
        fault(where, f"has the unknown {', '.join(sorted(unknown))}")
    for name, text in value.items():
        if isinstance(text, str) and len(text) > LIMITS.get(name, 200000):
            fault(where, f"{name} is longer than {LIMITS[name]} characters")
        if isinstance(text, str) and re.search(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]|[ \t]$", text, re.M):
            fault(where, f"{name} holds control characters or blanks at the end of a line")


def minutes(where, text, future=False):
    """Minutes from midnight of the day of loading; None stays None."""
    if text is None:
        return None
    match = re.fullmatch(r"([+-])(\d+)d ([01]\d|2[0-3]):([0-5]\d)", text)
    if not match:
        fault(where, f"'{text}' is not a time like '-12d 09:30'")
        return 0
    days = int(match[1] + match[2])
    if not future and days > -1:
        fault(where, f"'{text}' can lie in the future; what has happened lies at least one day back")
    return days * 1440 + int(match[3]) * 60 + int(match[4])


def texts_of(where, item):
    """What the text of one entry must look like."""
    if not 3 <= len(item["questions"]) <= 8:
        fault(where, f"has {len(item['questions'])} question variants, not 3 to 8")
    if len(set(item["questions"])) != len(item["questions"]) or item["title"] in item["questions"]:
        fault(where, "says one question twice")
    for name in ("title", "script", "library", "catalogue", "keywords", "reason"):
        if not item[name]:
            fault(where, f"has an empty {name}")
    shape(where + " scope", item["scope"], {"region", "product", "customers"})
    if not 1 <= len(item["catalogue"].split("/")) <= 3 or "" in item["catalogue"].split("/"):
        fault(where, "hangs deeper than three levels, or on a level without a name")
    begin = minutes(where, item["effective_from"], future=True)
    end = minutes(where, item["effective_to"], future=True)
    if begin is not None and end is not None and end <= begin:
        fault(where, "ends before it begins")
    for block in re.split(r"\n\s*\n", item["script"] + "\n\n" + item["body"]):
        rows = [line.count("|") for line in block.split("\n") if line.startswith("|")]
        if len(set(rows)) > 1 or (rows and len(rows) < 3):
            fault(where, "has a table whose rows differ in their number of cells")


# ---------------------------------------------------------------- the flow

NEXT = {("draft", "submit"): "submitted", ("returned", "submit"): "submitted", ("submitted", "confirm"): "confirmed",
        ("submitted", "return"): "returned", ("confirmed", "return"): "returned", ("confirmed", "publish"): "published",
        ("published", "withdraw"): "withdrawn"} | {
            (state, "discard"): "discarded" for state in ("draft", "submitted", "returned", "confirmed")}
DOES = {"submit": "editor", "confirm": "department", "return": "department", "publish": "editor",
        "withdraw": "director", "discard": "editor"}


class Flow:
    def __init__(self, library):
        self.people = {p["login"]: p for p in library["people"]}
        self.libraries = set(library["libraries"])
        self.entries = {}  # key -> events, oldest first: dicts with what, from, to, text, change, back
        self.states = collections.Counter()
        self.keys = set()

    def role(self, where, login, role):
        person = self.people.get(login)
        if person is None or role not in person["roles"]:
            fault(where, f"'{login}' is not a {role} of this library")
            return {"department": None}
        return person

    def acts_of(self, notice):
        """[(minute, order, act)] of one notice; the acts are played together with those of all the others."""
        key, form = notice["key"], notice["form"]
        received = minutes(key, notice["received_at"])
        acts = [(received, lambda: self.receive(notice))]
        last = received
        if "review" in notice:
            last = self.after(key + " review", last, notice["review"]["at"])
            acts.append((last, lambda: self.review(notice)))
        if notice["changes"] and notice.get("review", {}).get("decision") != "assign":
            fault(key, "has a change set but was never assigned")
        for number, change in enumerate(notice["changes"]):
            where = f"{key} change {number + 1}"
            shape(where, change, CHANGE)
            change["state"] = "draft"
            last = self.after(where, last, change["at"])
            acts.append((last, lambda c=change, w=where: self.draft(c, w)))
            for step in change["steps"]:
                last = self.after(f"{where} {step['verb']}", last, step["at"])
                acts.append((last, lambda c=change, s=step, w=where, t=last: self.step(c, s, w, t, form["department"])))
            if number + 1 < len(notice["changes"]) and (not change["steps"] or change["steps"][-1]["verb"] != "discard"):
                fault(where, "is followed by another set on the same notice but was not discarded")
        return acts

    @staticmethod
    def after(where, last, text):
        at = minutes(where, text)
        if at <= last:
            fault(where, "does not lie after the step before it")
        return at

    def receive(self, notice):
        key, form = notice["key"], notice["form"]
        shape(key, notice, NOTICE, {"review"})
        shape(key + " form", form, FORM)
        raiser = self.role(key, notice["raised_by"], "department")
        if raiser["department"] != form["department"]:
            fault(key, f"{notice['raised_by']} raises a notice of another department")
        if form["urgency"] not in ("normal", "urgent", "emergency"):
            fault(key, f"has the unknown urgency {form['urgency']}")
        begin, end = (minutes(key, form[n], future=True) for n in ("effective_from", "effective_to"))
        if begin is not None and end is not None and end <= begin:
            fault(key, "asks for a validity that ends before it begins")

    def review(self, notice):
        review, where = notice["review"], notice["key"] + " review"
        self.role(where, review["by"], "director")
        if review["by"] == notice["raised_by"]:
            fault(where, "is made by the person who raised the notice")
        if review["decision"] == "assign":
            shape(where, review, {"by", "at", "decision", "instruction", "editor", "due"})
            self.role(where, review["editor"], "editor")
            minutes(where, review["due"], future=True)
        else:
            shape(where, review, {"by", "at", "decision", "instruction"})
            if review["decision"] not in ("return", "file") or not review["instruction"]:
                fault(where, "must be assign, return or file, and say why it returns")

    def draft(self, change, where):
        self.role(where, change["by"], "editor")
        change["bases"] = {}
        for i, item in enumerate(change["items"]):
            here = f"{where} item {i + 1} ({item.get('key') or item.get('entry_key')})"
            shape(here, item, ITEM[item["action"]])
            if item["action"] == "new":
                if item["key"] in self.keys:
                    fault(here, "uses a key that is taken")
                self.keys.add(item["key"])
            else:
                entry = item["entry_key"]
                if not self.entries.get(entry):
                    fault(here, "names an entry that no earlier step published")
                elif self.entries[entry][-1]["what"] == "retire":
                    fault(here, "names an entry that is retired")
                change["bases"][entry] = len(self.entries.get(entry, []))
            if item["action"] != "retire":
                texts_of(here, item)
                if item["library"] not in self.libraries:
                    fault(here, f"names the unknown library {item['library']}")

    def step(self, change, step, where, at, department):
        verb = step["verb"]
        where = f"{where} {verb}"
        shape(where, step, {"verb", "by", "at"} | STEP[verb])
        doer = self.role(where, step["by"], DOES[verb])
        if (change["state"], verb) not in NEXT:
            return fault(where, f"is not possible when the set is {change['state']}")
        change["state"] = NEXT[change["state"], verb]
        if DOES[verb] == "department":
            if doer["department"] != department:
                fault(where, f"{step['by']} is not of the department {department}")
            if step["by"] == change["by"]:
                fault(where, "is done by the person who wrote it")
        if verb == "return" and not step["comment"] or verb == "withdraw" and not step["reason"]:
            fault(where, "says no reason")
        if verb == "publish":
            self.publish(change, where, at, minutes(where, step["publish_at"], future=True))
        if verb == "withdraw":
            for events in self.entries.values():
                for event in events:
                    if event["change"] is change:
                        event["back"] = "restore" if step["restore_previous"] else "drop"

    def publish(self, change, where, at, publish_at):
        if publish_at is not None and publish_at <= at:
            fault(where, "is set for a time that has passed")
        live = publish_at if publish_at is not None else at
        for item in change["items"]:
            key = item.get("key") or item["entry_key"]
            events = self.entries.setdefault(key, [])
            if item["action"] != "new" and len(events) != change["bases"].get(key):
                fault(where, f"entry {key} was published by another set while this one was written")
            event = {"what": item["action"], "change": change, "back": None, "text": item, "to": None, "from": live}
            if item["action"] == "retire":
                event["from"] = minutes(where, item["retire_at"], future=True) or live
            else:
                begin = minutes(where, item["effective_from"], future=True)
                event["from"] = begin if begin is not None else live
                event["to"] = minutes(where, item["effective_to"], future=True)
                if event["to"] is not None and event["to"] <= max(at, event["from"]):
                    fault(where, f"entry {key} has ended before it is published")
            events.append(event)

    def answer(self, key, at):
        """(the event that decides at this minute or None, what is said of the entry)"""
        deciding = None
        for event in self.entries[key]:
            if event["from"] <= at and event["back"] != "restore":
                deciding = event
        if deciding is None:
            later = any(e["back"] is None for e in self.entries[key])
            return None, "scheduled" if later else "withdrawn"
        if deciding["back"]:
            return None, "withdrawn"
        if deciding["what"] == "retire":
            return None, "retired"
        if deciding["to"] is not None and deciding["to"] <= at:
            return None, "expired"
        return deciding, "in force"


# ---------------------------------------------------------------- the whole

# What no answer may say any longer, or may never say: (where it would stand, what it must not match).
NEVER = [("宽带", r"48 ?小时"), ("IPTV", r"48 ?小时"), ("", r"(?<!\d)(?!10080|96160)\d{5}(?!\d)"), ("手机", r"每 ?GB ?\**3")]


def check_sayings(flow, at):
    for key in flow.entries:
        event, state = flow.answer(key, at)
        if not event:
            continue
        item = event["text"]
        said = "\n".join([item["title"], item["brief"], item["script"], item["body"]])
        for top, pattern in NEVER:
            if item["catalogue"].startswith(top) and (match := re.search(pattern, said)):
                fault(key, f"says '{match[0]}' on the day of loading")


def check_questions(flow, library, codes):
    charges = library["charges"]
    minutes("charges", charges["at"])
    if unknown := set(charges["departments"].values()) - codes:
        fault("charges", f"names the unknown department {', '.join(sorted(unknown))}")
    for number, question in enumerate(library["questions"], 1):
        where = f"question {number}"
        shape(where, question, {"by", "at", "text", "query", "region", "product", "catalogue", "callback"}, {"answer"})
        flow.role(where, question["by"], "agent")
        asked = minutes(where, question["at"])
        if answer := question.get("answer"):
            shape(where, answer, {"by", "at", "text"})
            flow.role(where, answer["by"], "department")
            if minutes(where, answer["at"]) <= asked:
                fault(where, "is answered before it is asked")


def show(counter):
    return ", ".join(f"{name} {count}" for name, count in sorted(counter.items()))


def main():
    with open(os.path.join(HERE, "library.json"), encoding="utf-8") as file:
        library = json.load(file)
    shape("library", library, {"departments", "libraries", "people", "notices", "bulletins", "charges", "questions",
                                "search_words"})
    codes = {d["code"] for d in library["departments"]}
    for person in library["people"]:
        shape(person["login"], person, {"login", "display_name", "roles"}, {"department", "skill_group"})
        if not re.fullmatch(r"[a-z0-9._-]{1,64}", person["login"]) or not set(person["roles"]) <= ROLES:
            fault(person["login"], "has a bad login or an unknown role")
        if person.get("department", "service") not in codes or ("department" in person["roles"] and "department" not in person):
            fault(person["login"], "has no known department")
    for what, names in (("login", [p["login"] for p in library["people"]]), ("notice", [n["key"] for n in library["notices"]]),
                        ("document number", [n["form"]["document_number"] for n in library["notices"]])):
        for name, times in collections.Counter(names).items():
            if times > 1:
                fault(what, f"{name} stands there {times} times")
    if lack := ROLES - {role for p in library["people"] for role in p["roles"]}:
        fault("people", f"nobody is {', '.join(sorted(lack))}")

    flow = Flow(library)
    acts = [act for notice in library["notices"] for act in flow.acts_of(notice)]
    for minute, times in collections.Counter(minute for minute, _ in acts).items():
        if times > 1:
            fault("time", f"{times} steps fall on the same minute {minute // 1440}d {minute // 60 % 24:02}:{minute % 60:02}")
    for _, act in sorted(acts, key=lambda pair: pair[0]):
        act()

    emergencies = 0
    for number, bulletin in enumerate(library["bulletins"], 1):
        where = f"bulletin {number}"
        shape(where, bulletin, BULLETIN)
        poster = flow.people.get(bulletin["by"], {"roles": []})
        if not {"leader", "director"} & set(poster["roles"]):
            fault(where, f"{bulletin['by']} is neither leader nor director")
        if minutes(where, bulletin["pinned_to"], future=True) <= minutes(where, bulletin["at"]):
            fault(where, "is pinned until before it was posted")
        if bulletin["script"]:
            emergencies += 1
            if bulletin["department"] not in codes:
                fault(where, "has an answer but no department that must confirm it")

    check_questions(flow, library, codes)
    check_search_words(library["search_words"], flow, shape, minutes, fault)

    kinds = check_originals(library, fault)
    check_sayings(flow, 0)
    notice_states, changes = collections.Counter(), collections.Counter()
    for notice in library["notices"]:
        decision = notice.get("review", {}).get("decision")
        state = {None: "received", "return": "returned", "file": "filed", "assign": "assigned"}[decision]
        if any(c["state"] in ("published", "withdrawn") for c in notice["changes"]):
            state = "published"
        notice_states[state] += 1
        changes.update(c["state"] for c in notice["changes"])
    entries = collections.Counter(flow.answer(key, 0)[1] for key in flow.entries)
    if entries != collections.Counter(flow.answer(key, 1439)[1] for key in flow.entries):
        fault("time", "what is in force depends on the hour of loading")
    coming = sum(flow.answer(k, 0)[1] == "in force" and any(e["from"] > 1439 and not e["back"] for e in v)
                 for k, v in flow.entries.items())
    soon = sum(bool(e := flow.answer(k, 0)[0]) and e["to"] is not None and e["to"] <= 7 * 1440 for k in flow.entries)
    restored = sum(any(e["back"] == "restore" for e in v) for v in flow.entries.values())
    revisions = collections.Counter(sum(e["what"] != "retire" for e in v) for v in flow.entries.values())
    shelves = collections.Counter(v[-1]["text"]["library"] for v in flow.entries.values() if v[-1]["what"] != "retire")
    paths = {v[0]["text"]["library"] + "/" + v[0]["text"]["catalogue"] for v in flow.entries.values()}

    wanted = [(len(library["notices"]), 14, "notices"), (len(flow.entries), 66, "published entries"),
              (entries["in force"], 50, "entries in force"), (entries["scheduled"], 3, "scheduled entries"),
              (entries["expired"], 3, "expired entries"), (entries["retired"], 1, "retired entries"),
              (entries["withdrawn"], 1, "withdrawn entries"), (restored, 1, "restored entries"), (coming, 1, "revisions to come"),
              (soon, 2, "entries that end within a week"), (revisions[2], 1, "entries with two revisions"),
              (revisions[3], 1, "entries with three revisions"), (emergencies, 1, "emergency bulletins")]
    wanted += [(notice_states[s], 1, f"{s} notices") for s in ("received", "returned", "filed", "assigned", "published")]
    wanted += [(changes[s], 1, f"{s} change sets") for s in ("draft", "submitted", "returned", "confirmed", "published",
                                                            "withdrawn", "discarded")]
    wanted += [(shelves[s], 3, f"entries in {s}") for s in library["libraries"]]
    for have, least, what in wanted:
        if have < least:
            fault("counts", f"{have} {what}, at least {least} are wanted")

    for line in faults:
        print(line)
    print(f"people {len(library['people'])}; notices {len(library['notices'])}: {show(notice_states)}")
    print(f"change sets: {show(changes)}; steps in all: {len(acts)}")
    print(f"entries published {len(flow.entries)}: {show(entries)}")
    print(f"  of those in force: a revision is to come {coming}, ends within a week {soon}; restored {restored}")
    print(f"  by number of revisions: {show(revisions)}; by library: {show(shelves)}; catalogue paths {len(paths)}")
    print(f"bulletins {len(library['bulletins'])}, with an unconfirmed answer {emergencies}; originals: {show(kinds)}")
    print(f"{len(faults)} faults" if faults else "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
