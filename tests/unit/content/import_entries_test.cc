#include "content/flow/import_entries.h"

#include "content/flow/known_entry.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class Import : public FlowWorld {
 protected:
  Import() : key(must(SigningKey::open_or_make(directory.path() / "keys"))) {}

  static EntryText text(const std::string& id, const std::string& script) {
    EntryText made;
    made.external_id = id;
    made.title = "标题 " + id;
    made.script = script;
    made.library = "业务知识库";
    made.department = DepartmentCode{"market"};
    return made;
  }
  ImportOutcome bring(std::vector<ImportText> texts, bool unconfirmed = false) {
    return must(import_entries(flow, admin, key, texts, "测试", unconfirmed));
  }

  SigningKey key;
};

TEST_F(Import, CanBeRepeatedWithoutChangingAnything) {
  const std::vector<ImportText> texts = {{text("a", "甲"), false}, {text("b", "乙"), false}};
  EXPECT_EQ(bring(texts).added, 2u);
  const auto records = journal_length();
  const ImportOutcome again = bring(texts);
  EXPECT_EQ(again.unchanged, 2u);
  EXPECT_EQ(again.added + again.revised, 0u);
  EXPECT_EQ(journal_length(), records);
}

TEST_F(Import, OfAHistoryCanBeRepeatedToo) {
  for (int round = 0; round < 2; ++round) {
    bring({{text("a", "旧"), true}});
    bring({{text("a", "新"), true}});
  }
  const EntryId entry = *must(reading()->entries().by_external_id("a"));
  EXPECT_EQ(must(reading()->entries().revisions(entry)).size(), 2u);
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "新");
}

TEST_F(Import, RevisesWhatDiffersAndIsSigned) {
  bring({{text("a", "旧"), false}});
  EXPECT_EQ(bring({{text("a", "新"), false}}).revised, 1u);
  const auto record = must(reading()->record().head());
  EXPECT_EQ(record->verb, "import_entries");
  EXPECT_NE(record->detail.find("\"signature\""), std::string::npos);
  const auto spans_of_entry = spans(*must(reading()->entries().by_external_id("a")));
  EXPECT_EQ(spans_of_entry.back().standing, Standing::kImported);
}

TEST_F(Import, TakesWhatHasEndedAlreadyAsHistory) {
  EntryText ended = text("a", "旧");
  ended.validity.to = clock.now().plus_seconds(-3600);
  EXPECT_EQ(bring({{ended, false}, {text("b", "新"), false}}).added, 2u);
  clock.advance(1);
  const EntryId entry = *must(reading()->entries().by_external_id("a"));
  EXPECT_EQ(answer_now(entry), "");
  const auto all = spans(entry);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].valid.from, Instant::always());
  EXPECT_EQ(all[0].valid.to, ended.validity.to);
}

TEST_F(Import, RecordsEveryLibraryAndDepartmentThatItMakes) {
  const auto records = journal_length();
  EntryText elsewhere = text("a", "甲");
  elsewhere.library = "网点库";
  elsewhere.department = DepartmentCode{"售后部"};
  EntryText again = elsewhere;
  again.external_id = "b";
  bring({{elsewhere, false}, {again, false}, {text("c", "丙"), false}});
  const auto made = must(reading()->record().journal_after(records, 10));
  std::vector<std::string> verbs;
  for (const JournalRecord& record : made)
    verbs.push_back(record.verb + " " + record.subject.kind + " " + record.subject.id);
  EXPECT_EQ(verbs, (std::vector<std::string>{"add_library library 网点库", "add_department department 售后部",
                                             "import_entries change 1"}));
  for (const JournalRecord& record : made) EXPECT_EQ(record.actor, admin.id);
  EXPECT_EQ(made.at(1).detail, R"({"name":"售后部"})");
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

TEST_F(Import, ThatFailsMakesNoLibraryAndRecordsNone) {
  const auto records = journal_length();
  Flow failing = flow;
  failing.before_commit = [](Writing&, const Subject&) -> Status {
    return Error{ErrorKind::kUnavailable, "store_full", {"满", "full"}};
  };
  EntryText elsewhere = text("a", "甲");
  elsewhere.library = "网点库";
  const std::vector<ImportText> texts = {{elsewhere, false}};
  EXPECT_EQ(code_of(import_entries(failing, admin, key, texts, "测试")), "store_full");
  EXPECT_EQ(journal_length(), records);
  EXPECT_EQ(must(reading()->people().libraries()).size(), 4u);
}

// What an export gives: the text under the id that it is known by, from when on it answers.
TEST_F(Import, KnowsTheEntriesOfThisLibraryAgain) {
  const EntryId entry = entries_of(published({new_item("宽带资费", "每月 99 元。")})).front();
  const std::string id = must(exported_id(*reading(), *must(reading()->entries().find(entry))));
  EXPECT_TRUE(id.starts_with("K" + std::to_string(entry.value) + "-")) << id;
  EntryText carried = must(reading()->entries().revision(entry, 1))->text;
  carried.external_id = id;
  carried.validity = spans(entry).back().valid;
  EXPECT_EQ(bring({{carried, false}}).unchanged, 1u);
  carried.script = "每月 89 元。";
  EXPECT_EQ(bring({{carried, false}}).revised, 1u);
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "每月 89 元。");
  EXPECT_EQ(must(reading()->entries().revision(entry, 2))->text.external_id, "");
  EXPECT_EQ(bring({{carried, false}}).unchanged, 1u);
  EXPECT_TRUE(must(store->examine()).empty());
}

TEST_F(Import, AnotherLibraryIsAnother) {
  const EntryId entry = entries_of(published({new_item("宽带资费", "每月 99 元。")})).front();
  const std::string id = must(exported_id(*reading(), *must(reading()->entries().find(entry)))),
                    number = "K" + std::to_string(entry.value);
  for (const std::string& foreign :
       {number, number + "-", number + "-00000000", id + "0", "K0" + id.substr(1)})
    EXPECT_EQ(bring({{text(foreign, "别处的话"), false}}).added, 1u) << foreign;
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "每月 99 元。");
}

TEST_F(Import, WhatAnswersFromItsImportOnIsTheSameTextAgain) {
  bring({{text("a", "甲"), false}});
  clock.advance(60);
  const EntryId entry = *must(reading()->entries().by_external_id("a"));
  EntryText carried = text("a", "甲");
  carried.validity = spans(entry).back().valid;
  EXPECT_NE(carried.validity.from, Instant::always());
  EXPECT_EQ(bring({{carried, false}}).unchanged, 1u);
}

TEST_F(Import, IsExaminedAsSoundAndItsDigestIsTheOneThatWasSigned) {
  bring({{text("a", "旧"), false}, {text("b", "乙"), false}});
  bring({{text("a", "新"), false}, {text("b", "乙"), false}});
  bring({{text("c", "正在抢修"), true}}, true);
  EXPECT_TRUE(must(store->examine()).empty());
}

TEST_F(Import, AnUnconfirmedAnswerKeepsItsMarkAndCanBeConfirmed) {
  const ImportOutcome outcome = bring({{text("a", "正在抢修"), true}}, true);
  clock.advance(1);
  const EntryId entry = *must(reading()->entries().by_external_id("a"));
  EXPECT_EQ(in_force(spans(entry), clock.now(), clock.now())->standing, Standing::kUnconfirmed);
  must(confirm_change(flow, market, outcome.change, change(outcome.change).digest, {}));
  clock.advance(1);
  EXPECT_EQ(in_force(spans(entry), clock.now(), clock.now())->standing, Standing::kConfirmed);
}

}  // namespace
}  // namespace koujing::testing
