#include "content/flow/import_entries.h"

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
