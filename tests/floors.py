#!/usr/bin/env python3
"""Holds the tree to the plan of docs/architecture.md: who may include whom, names, lengths, texts.

    python3 tests/floors.py [SOURCE_DIR]

Looks at every file that git tracks or would track (without git: at every file that is not built). Prints each
breach as file:line: rule: what, and ends with 1 when there was one. tests/floors_test.py breaks each rule once.
Only Python's standard library.
"""
import os
import re
import subprocess
import sys

FLOORS = ["content", "search", "indexer", "editor_api"]  # from the ground up

# A room, and all that it may include; '' stands for the room itself. The longest room that fits a file decides.
# A room without a row is held by its floor alone.
ROOMS = {
    "content/model": [""],
    "content/crypto": ["", "content/model"],
    "content/markdown": ["", "content/model"],
    # Tables that people bring (CSV, XLSX) are read by content/originals/.
    "content/exchange": ["", "content/model", "content/crypto", "content/originals"],
    "content/originals": ["", "content/model", "content/crypto", "content/markdown"],
    # The journal appends through a Writing, and the store keeps JournalRecords: these two know one another.
    "content/journal": ["", "content/model", "content/crypto", "content/exchange", "content/store/store.h"],
    "content/reports": ["", "content/model", "content/store", "content/journal"],
    "content/store": ["", "content/model", "content/crypto", "content/exchange", "content/journal"],
    "search": ["", "content/model", "content/crypto"],
    "search/text": [""],
    "search/query": ["", "search"],
    "search/blocks": [""],
    "indexer": ["", "search", "content/model", "content/store", "content/markdown", "content/exchange",
                "content/journal"],
    "editor_api/http": ["", "content/model"],
    "editor_api/policies": ["", "content/model"],
}

# What only those named may include: adapters behind their port.
DOORS = {
    "content/store/sqlite/": ["content/store/", "editor_api/compose.cc", "tests/"],
    "content/store/sql/": ["content/store/", "tests/"],
    "search/xapian/": ["search/xapian/", "tests/"],
    "content/flow/": ["content/flow/", "content/sample/", "editor_api/", "tests/", "bench/"],
    "content/sample/": ["content/sample/", "editor_api/commands/", "tests/", "bench/"],
}

# Each third-party library and its folder, and the tests that build or read with it what they check.
LIBRARIES = [
    (r"xapian(\.h|/.*)", ["search/xapian/", "bench/search/flat_xapian.cc"]),
    (r"(zstd|zdict)\.h", ["search/blocks/"]),
    (r"unicode/.*", ["search/text/"]),
    (r"opencc/.*", ["search/text/"]),
    (r"soci/.*", ["content/store/sql/", "content/store/sqlite/"]),
    (r"sqlite3\.h", ["content/store/sqlite/", "tests/unit/content/"]),
    (r"cmark.*\.h", ["content/markdown/"]),
    (r"httplib\.h", ["editor_api/http/"]),
    (r"sodium(\.h|/.*)", ["content/crypto/"]),
    (r"openssl/.*", ["content/crypto/"]),
    (r"(archive|archive_entry)\.h", ["content/originals/", "tests/unit/content/"]),
    (r"xlsxwriter\.h", ["content/exchange/"]),
    (r"pugixml\.hpp", ["content/originals/"]),
    (r"libxml/.*", ["content/originals/", "tests/unit/content/"]),
    (r"iconv\.h", ["content/originals/"]),
    (r"CLI/.*", ["editor_api/commands/", "editor_api/main.cc"]),
    (r"spdlog/.*", ["editor_api/log/"]),
    (r"dtl/.*", ["editor_api/presenters/"]),
    (r"utf8(\.h|/.*)", ["content/model/", "content/markdown/", "content/originals/"]),
    (r"nlohmann/.*", ["content/exchange/", "content/journal/", "content/flow/", "content/sample/",
                      "content/store/sql/", "search/xapian/", "editor_api/", "tests/", "bench/"]),
    (r"(gtest|gmock)/.*", ["tests/"]),
    (r"benchmark/.*", ["bench/"]),
    (r"fmt/.*", FLOORS),
]

# Headers of the C++ library and of the system that have a dot or a slash in them. All else needs a row above.
SYSTEM = re.compile(r"(sys|linux|arpa|netinet|net)/.*\.h|"
                    r"(dirent|dlfcn|errno|fcntl|grp|limits|netdb|poll|pthread|pwd|sched|semaphore|signal|spawn|"
                    r"stdint|stdio|stdlib|string|sysexits|syslog|termios|time|unistd|malloc)\.h")

BANNED = {"manager", "helper", "helpers", "util", "utils", "utility", "utilities", "common", "misc", "service"}

LONGEST = 400  # lines of a source file; aim for 150
LONG_BY_NATURE = {
    # path: reason
}

CPP = (".cc", ".h")
CODE = CPP + (".ts", ".mjs", ".vue", ".py")
TEXTS = CODE + (".md", ".sql", ".yaml", ".json", ".cmake", ".txt", ".sh", ".html", ".css", "")
MADE = re.compile(r"(^|/)(schema\.d\.ts|package-lock\.json)$")
THESE = ("tests/floors.py", "tests/floors_test.py")  # they name what they look for

SQL = re.compile(r'"\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|'
                 r'CREATE\s+(TABLE|INDEX|TRIGGER)|PRAGMA)\s')
MACHINE = re.compile(r"(?<![\w.}/])(/home/\w+|/root/|/Users/\w+|/tmp/\w)")


def files_of(root):
    """Paths below root that belong to the sources, with '/'."""
    try:
        done = subprocess.run(["git", "-C", root, "ls-files", "-z", "-co", "--exclude-standard"],
                              capture_output=True, check=True)
        names = done.stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = []
        for folder, folders, found in os.walk(root):
            folders[:] = [f for f in folders if f not in (".git", "node_modules", "build", "data", "dist",
                                                          "dist.tmp", "__pycache__")]
            names += [os.path.relpath(os.path.join(folder, f), root).replace(os.sep, "/") for f in found]
    return sorted(n for n in set(names) if n and os.path.isfile(os.path.join(root, n)))


def within(path, places):
    return any(path == p or path.startswith(p if p.endswith("/") else p + "/") for p in places)


def words_of(name):
    """RequestHelper, request_helper and HTTPUtils come apart into their words, in small letters."""
    return [w.lower() for w in re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+", name)]


def room_of(path):
    rooms = [r for r in ROOMS if path.startswith(r + "/")]
    return max(rooms, key=len) if rooms else None


def floor_of(path):
    """The number of the floor that a file stands on; a test stands on the floor that it tests."""
    parts = path.split("/")
    if parts[:2] == ["tests", "unit"] and len(parts) > 3:
        parts = parts[2:]
    return FLOORS.index(parts[0]) if parts[0] in FLOORS else None


def check_own_include(path, target):
    top = target.split("/")[0]
    if "/" not in target or target.startswith(".") or top not in FLOORS + ["tests", "bench"]:
        yield "root", f'"{target}" is not written from the root'
        return
    if top in ("tests", "bench") and not path.startswith(top + "/"):
        yield "floors", f'"{target}": the program does not know its tests'
    floor = floor_of(path)
    if floor is not None and top in FLOORS and FLOORS.index(top) > floor:
        yield "floors", f'"{target}" points upwards from {FLOORS[floor]}'
    room = room_of(path)
    if room is not None and top in FLOORS:
        allowed = [a or room for a in ROOMS[room]]
        if not within(target, allowed):
            yield "rooms", f'"{target}" is not for {room}, which may include {", ".join(allowed)}'
    for door, guests in DOORS.items():
        if target.startswith(door) and not within(path, guests):
            yield "doors", f'"{target}" is for {", ".join(guests)} alone'


def check_foreign_include(path, target):
    if "/" not in target and "." not in target:
        return  # <vector>
    for pattern, folders in LIBRARIES:
        if re.fullmatch(pattern, target):
            if not within(path, folders):
                yield "libraries", f"<{target}> belongs in {', '.join(folders)}"
            return
    if not SYSTEM.fullmatch(target):
        yield "libraries", f"<{target}> has no folder yet: give it one in {THESE[0]}"


def check_names(path):
    stem = path
    for word in re.split(r"[/.\-]", stem):
        for part in words_of(word):
            if part in BANNED:
                yield 1, "names", f"'{part}' in a file's name says nothing: name the type or the verb"


def without_comments(line):
    return re.sub(r'//(?![^"]*"(?:[^"]*"[^"]*")*[^"]*$).*', "", line)


def check_cpp(path, lines):
    header = path.endswith(".h")
    if header and not any(line.strip() == "#pragma once" for line in lines[:60]):
        yield 1, "headers", "no #pragma once"
    for number, line in enumerate(lines, 1):
        if found := re.match(r'\s*#\s*include\s*"([^"]+)"', line):
            yield from ((number, *breach) for breach in check_own_include(path, found[1]))
        elif found := re.match(r"\s*#\s*include\s*<([^>]+)>", line):
            yield from ((number, *breach) for breach in check_foreign_include(path, found[1]))
        code = without_comments(line)
        if header and re.match(r"\s*using\s+namespace\b", code):
            yield number, "headers", "using namespace in a header reaches everybody who includes it"
        if SQL.search(line) and not within(path, ["content/store/", "tests/"]):
            yield number, "sql", "SQL belongs in content/store/"


def check_types(path, lines):
    declares = re.compile(r"\b(?:class|struct|enum(?:\s+class)?|union|interface|type|concept|namespace)\s+([A-Za-z_]\w*)")
    for number, line in enumerate(lines, 1):
        for name in declares.findall(without_comments(line)):
            for part in words_of(name):
                if part in BANNED:
                    yield number, "names", f"'{part}' in {name} says nothing: name what it is or does"


def check_texts(lines):
    for number, line in enumerate(lines, 1):
        if found := MACHINE.search(line):
            yield number, "paths", f"'{found[0].strip()}' is the path of some machine"


def breaches_of(root, path):
    yield from check_names(path)
    suffix = os.path.splitext(path)[1]
    if suffix not in TEXTS or MADE.search(path) or path in THESE:
        return
    try:
        with open(os.path.join(root, path), encoding="utf-8") as file:
            lines = file.read().split("\n")
    except UnicodeDecodeError:
        if suffix in CODE:
            yield 1, "texts", "not UTF-8"
        return
    if suffix in CODE and len(lines) - 1 > LONGEST and path not in LONG_BY_NATURE:
        yield LONGEST, "length", f"{len(lines) - 1} lines; {LONGEST} at the most: make two of it"
    if suffix in CPP:
        yield from check_cpp(path, lines)
    if suffix in CPP + (".ts", ".vue"):
        yield from check_types(path, lines)
    if not within(path, ["tests/", "content/sample/originals/"]) and path != "LICENSE":
        yield from check_texts(lines)


def main(root):
    paths = files_of(root)
    bad = 0
    for path in paths:
        for number, rule, what in breaches_of(root, path):
            print(f"{path}:{number}: {rule}: {what}")
            bad += 1
    print(f"{len(paths)} files, {bad} breaches of docs/architecture.md" if bad else f"{len(paths)} files, all in order")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
