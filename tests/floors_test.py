#!/usr/bin/env python3
"""Breaks each rule of tests/floors.py once, in a small tree, and expects it to say so; and only then."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import floors  # noqa: E402  (from this folder)


def breaches(path, text):
    """(line, rule) of what is wrong with one file in a tree of its own."""
    with tempfile.TemporaryDirectory() as root:
        file = os.path.join(root, path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8") as out:
            out.write(text)
        assert floors.files_of(root) == [path]
        return [(number, rule) for number, rule, _ in floors.breaches_of(root, path)]


class Floors(unittest.TestCase):
    def test_an_include_that_points_upwards_is_found_on_its_line(self):
        self.assertEqual(breaches("content/sample/a.cc", '#include <map>\n#include "search/search_types.h"\n'),
                         [(2, "floors")])
        self.assertEqual(breaches("search/a.cc", '#include "indexer/follow_feed.h"\n'), [(1, "floors"), (1, "rooms")])
        self.assertEqual(breaches("indexer/a.cc", '#include "editor_api/door.h"\n'), [(1, "floors"), (1, "rooms")])

    def test_an_include_that_points_downwards_is_fine(self):
        self.assertEqual(breaches("editor_api/a.cc", '#include "indexer/follow_feed.h"\n'), [])
        self.assertEqual(breaches("indexer/a.cc", '#include "search/search_index.h"\n'), [])
        self.assertEqual(breaches("search/a.cc", '#include "content/model/timeline.h"\n'), [])

    def test_a_unit_test_stands_on_the_floor_that_it_tests(self):
        self.assertEqual(breaches("tests/unit/search/a_test.cc", '#include "indexer/follow_feed.h"\n'), [(1, "floors")])
        self.assertEqual(breaches("tests/unit/indexer/a_test.cc", '#include "indexer/follow_feed.h"\n'), [])

    def test_the_program_does_not_know_its_tests(self):
        self.assertEqual(breaches("editor_api/a.cc", '#include "tests/support/world.h"\n'), [(1, "floors")])

    def test_an_own_include_is_written_from_the_root(self):
        self.assertEqual(breaches("search/a.cc", '#include "facets.h"\n'), [(1, "root")])
        self.assertEqual(breaches("search/text/a.cc", '#include "../facets.h"\n'), [(1, "root")])

    def test_the_model_knows_no_other_room(self):
        self.assertEqual(breaches("content/model/a.h", '#pragma once\n#include "content/store/store.h"\n'),
                         [(2, "rooms")])
        self.assertEqual(breaches("content/model/a.h", '#pragma once\n#include "content/model/ids.h"\n'), [])

    def test_the_store_does_not_know_the_flow(self):
        self.assertEqual(breaches("content/store/a.cc", '#include "content/flow/flow.h"\n'),
                         [(1, "rooms"), (1, "doors")])

    def test_the_journal_sees_the_port_of_the_store_and_no_more(self):
        self.assertEqual(breaches("content/journal/a.cc", '#include "content/store/store.h"\n'), [])
        self.assertEqual(breaches("content/journal/a.cc", '#include "content/store/tables.h"\n'), [(1, "rooms")])

    def test_adapters_stay_behind_their_port(self):
        sqlite = '#include "content/store/sqlite/sqlite_store.h"\n'
        self.assertEqual(breaches("editor_api/routes/a.cc", sqlite), [(1, "doors")])
        self.assertEqual(breaches("editor_api/compose.cc", sqlite), [])
        self.assertEqual(breaches("editor_api/routes/a.cc", '#include "search/xapian/writer.h"\n'), [(1, "doors")])


class Libraries(unittest.TestCase):
    def test_each_library_is_at_home_in_its_folder_and_nowhere_else(self):
        for header, home in [("xapian.h", "search/xapian/"), ("unicode/uchar.h", "search/text/"),
                             ("opencc/Dict.hpp", "search/text/"), ("soci/soci.h", "content/store/sql/"),
                             ("sqlite3.h", "content/store/sqlite/"), ("cmark.h", "content/markdown/"),
                             ("httplib.h", "editor_api/http/"), ("sodium.h", "content/crypto/"),
                             ("archive.h", "content/originals/"), ("archive_entry.h", "content/originals/"),
                             ("pugixml.hpp", "content/originals/"), ("libxml/parser.h", "content/originals/"),
                             ("CLI/CLI.hpp", "editor_api/commands/"), ("spdlog/spdlog.h", "editor_api/log/"),
                             ("dtl/dtl.hpp", "editor_api/presenters/"), ("utf8.h", "content/model/"),
                             ("nlohmann/json.hpp", "content/exchange/"), ("gtest/gtest.h", "tests/unit/content/")]:
            with self.subTest(header):
                self.assertEqual(breaches(home + "a.cc", f"#include <{header}>\n"), [])
                self.assertEqual(breaches("indexer/a.cc", f"#include <{header}>\n"), [(1, "libraries")])

    def test_a_library_without_a_folder_is_not_let_in(self):
        self.assertEqual(breaches("indexer/a.cc", "#include <boost/asio.hpp>\n"), [(1, "libraries")])

    def test_the_headers_of_language_and_system_are_free(self):
        self.assertEqual(breaches("indexer/a.cc", "#include <vector>\n#include <unistd.h>\n#include <sys/stat.h>\n"), [])


class Names(unittest.TestCase):
    def test_a_file_is_named_for_its_type_or_its_verb(self):
        for path in ["search/string_utils.cc", "search/util/a.cc", "indexer/FeedManager.cc", "web/src/ui/helpers.ts",
                     "web/src/CommonTable.vue"]:
            with self.subTest(path):
                self.assertEqual(breaches(path, ""), [(1, "names")])

    def test_a_type_is_named_for_what_it_is(self):
        self.assertEqual(breaches("indexer/a.cc", "\nclass SearchService {};\n"), [(2, "names")])
        self.assertEqual(breaches("indexer/a.cc", "struct HTTPHelper {};\n"), [(1, "names")])
        self.assertEqual(breaches("web/src/a.ts", "interface RowManager {}\n"), [(1, "names")])

    def test_words_that_only_contain_a_banned_one_are_fine(self):
        self.assertEqual(breaches("indexer/commonly_asked.cc", ""), [])
        self.assertEqual(breaches("indexer/a.cc", "// class Manager\nstruct Serviced {};\n"), [])


class Texts(unittest.TestCase):
    def test_a_file_has_at_most_400_lines(self):
        self.assertEqual(breaches("search/a.cc", "\n" * 400), [])
        self.assertEqual(breaches("search/a.cc", "\n" * 401), [(400, "length")])
        self.assertEqual(breaches("web/src/a.vue", "\n" * 401), [(400, "length")])

    def test_a_header_is_read_once_and_opens_no_namespace(self):
        self.assertEqual(breaches("search/a.h", "int a();\n"), [(1, "headers")])
        self.assertEqual(breaches("search/a.h", "#pragma once\nusing namespace std;\n"), [(2, "headers")])
        self.assertEqual(breaches("search/a.h", "// using namespace is bad\n#pragma once\n"), [])

    def test_sql_stays_in_the_store(self):
        self.assertEqual(breaches("editor_api/a.cc", 'run("SELECT id FROM people");\n'), [(1, "sql")])
        self.assertEqual(breaches("editor_api/a.cc", 'run("INSERT INTO people VALUES (1)");\n'), [(1, "sql")])
        self.assertEqual(breaches("content/store/sql/a.cc", 'run("SELECT id FROM people");\n'), [])
        self.assertEqual(breaches("editor_api/a.cc", 'say("Select a person from the list");\n'), [])

    def test_no_path_of_some_machine(self):
        self.assertEqual(breaches("docs/a.md", "see /home/" + "somebody/notes\n"), [(1, "paths")])
        self.assertEqual(breaches("docs/a.md", "see docs/home/ and https://example.org/home/x\n"), [])


class Files(unittest.TestCase):
    def test_what_is_built_is_not_looked_at(self):
        with tempfile.TemporaryDirectory() as root:
            for path in ["build/dev/a.cc", "web/node_modules/x/util.ts", "data/x.md", "search/a.cc"]:
                os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
                open(os.path.join(root, path), "w").close()
            self.assertEqual(floors.files_of(root), ["search/a.cc"])

    def test_one_breach_is_enough_to_fail(self):
        with tempfile.TemporaryDirectory() as root:
            self.assertEqual(floors.main(root), 0)
            open(os.path.join(root, "util.cc"), "w").close()
            self.assertEqual(floors.main(root), 1)


if __name__ == "__main__":
    unittest.main()
