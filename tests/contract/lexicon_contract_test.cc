// What every store must do with the words and the memory of search. A new adapter adds one row at the end.
#include <functional>

#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

struct Adapter {
  const char* name;
  std::function<Result<std::unique_ptr<Store>>(const std::filesystem::path& directory, const Clock& clock)>
      open;
};

class LexiconContract : public ::testing::TestWithParam<Adapter> {
 protected:
  LexiconContract() : store(must(GetParam().open(directory.path(), clock))) {
    const auto writing = must(store->write());
    editor = must(writing->people().add({{}, "editor", "采编", {Role::kEditor}, {}, "", false}, ""));
    must(writing->commit());
  }

  Synonym some(const std::string& from, std::vector<std::string> to,
               SynonymState state = SynonymState::kActive) const {
    Synonym synonym;
    synonym.form = {from, std::move(to), false};
    synonym.state = state;
    synonym.by = editor;
    synonym.at = clock.now();
    return synonym;
  }
  std::int64_t version() { return must(must(store->read())->lexicon().mark()).version; }

  TemporaryDirectory directory;
  FakeClock clock;
  std::unique_ptr<Store> store;
  PersonId editor;
};

TEST_P(LexiconContract, GivesBackASynonymAsItWasWritten) {
  SynonymId id;
  {
    const auto writing = must(store->write());
    Synonym synonym = some("断网", {"无法\"上网\"", "100%"}, SynonymState::kProposed);
    synonym.origin = SynonymOrigin::kReworded;
    synonym.evidence = {3, 2, 1, {{"断网了", "无法上网了"}}};
    id = must(writing->lexicon().add_synonym(synonym));
    must(writing->commit());
  }
  const auto found = must(must(store->read())->lexicon().synonym(id));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->form, (SynonymForm{"断网", {"无法\"上网\"", "100%"}, false}));
  EXPECT_EQ(found->state, SynonymState::kProposed);
  EXPECT_EQ(found->origin, SynonymOrigin::kReworded);
  EXPECT_EQ(found->evidence, (Evidence{3, 2, 1, {{"断网了", "无法上网了"}}}));
  EXPECT_EQ(found->by, editor);
  EXPECT_EQ(found->at, clock.now());
  EXPECT_FALSE(must(must(store->read())->lexicon().synonym(SynonymId{99})).has_value());
}

TEST_P(LexiconContract, KeepsEveryVersionOfARule) {
  SearchRule rule;
  rule.form = {SearchRuleKind::kBan, {"退\"费\"", "100%"},        true, {}, 1,
               clock.now(),          clock.now().plus_seconds(9), "注"};
  rule.by = editor;
  rule.at = clock.now();
  const std::int64_t before = version();
  {
    const auto writing = must(store->write());
    rule.form.entry = must(writing->entries().add("E1", clock.now()));
    rule.id = must(writing->lexicon().add_rule(rule));
    SearchRule second = rule;
    second.version = 2;
    second.removed = true;
    must(writing->lexicon().add_rule_version(second));
    EXPECT_FALSE(writing->lexicon().add_rule_version(second).ok());
    must(writing->commit());
  }
  EXPECT_GT(version(), before);
  const auto reading = must(store->read());
  const auto versions = must(reading->lexicon().rule_versions());
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].form, rule.form);
  EXPECT_EQ(versions[0].at, rule.at);
  EXPECT_FALSE(versions[0].removed);
  EXPECT_TRUE(versions[1].removed);
  EXPECT_EQ(must(reading->lexicon().rule(rule.id))->version, 2);
  EXPECT_FALSE(must(reading->lexicon().rule(SearchRuleId{99})).has_value());
}

TEST_P(LexiconContract, KeepsGoldenQueriesEachTextOnce) {
  const auto writing = must(store->write());
  const EntryId entry = must(writing->entries().add("E1", clock.now()));
  const GoldenQueryId id =
      must(writing->lexicon().add_golden_query({{}, "怎么退费", entry, 5, editor, clock.now()}));
  EXPECT_EQ(writing->lexicon().add_golden_query({{}, "怎么退费", entry, 1, editor, clock.now()}).error().code,
            "already_exists");
  const auto all = must(writing->lexicon().golden_queries());
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].id, id);
  EXPECT_EQ(all[0].text, "怎么退费");
  EXPECT_EQ(all[0].within, 5);
  EXPECT_EQ(must(writing->lexicon().golden_query(id))->entry, entry);
  must(writing->lexicon().remove_golden_query(id));
  EXPECT_FALSE(must(writing->lexicon().golden_query(id)).has_value());
}

TEST_P(LexiconContract, ListsByPagesStateAndText) {
  {
    const auto writing = must(store->write());
    for (const char* from : {"甲%", "乙", "丙", "丁", "戊"})
      must(writing->lexicon().add_synonym(some(from, {"口径"})));
    must(writing->lexicon().add_synonym(some("己", {"甲%"}, SynonymState::kDeclined)));
    must(writing->commit());
  }
  const auto reading = must(store->read());
  const auto list = [&](const SynonymFilter& filter) {
    std::string all;
    Page page{2, {}};
    do {
      const auto listing = must(reading->lexicon().synonyms(filter, page));
      for (const Synonym& synonym : listing.items) all += synonym.form.from;
      page.after = listing.next;
    } while (page.after);
    return all;
  };
  EXPECT_EQ(list({}), "甲%乙丙丁戊己");
  EXPECT_EQ(list({SynonymState::kActive, ""}), "甲%乙丙丁戊");
  EXPECT_EQ(list({{}, "%"}), "甲%己");
  EXPECT_EQ(list({SynonymState::kProposed, ""}), "");
}

TEST_P(LexiconContract, EveryChangeRaisesTheVersionAndNothingElseDoes) {
  const std::int64_t start = version();
  SynonymId id;
  const auto step = [&](const std::function<void(LexiconTable&)>& work) {
    const std::int64_t before = version();
    const auto writing = must(store->write());
    work(writing->lexicon());
    must(writing->commit());
    return version() > before;
  };
  EXPECT_TRUE(step([&](LexiconTable& table) { id = must(table.add_synonym(some("甲", {"乙"}))); }));
  EXPECT_TRUE(step([&](LexiconTable& table) {
    Synonym changed = some("甲", {"丙"});
    changed.id = id;
    must(table.save_synonym(changed));
  }));
  EXPECT_EQ(must(must(store->read())->lexicon().synonym(id))->form.to, std::vector<std::string>{"丙"});
  EXPECT_TRUE(step([&](LexiconTable& table) { must(table.remove_synonym(id)); }));
  EXPECT_TRUE(step([&](LexiconTable& table) { must(table.add_word({0, "光猫", editor, clock.now()})); }));
  EXPECT_TRUE(step([&](LexiconTable& table) { must(table.remove_word("光猫")); }));
  EXPECT_TRUE(step([&](LexiconTable& table) { must(table.reset_uses(clock.now())); }));
  EXPECT_EQ(must(must(store->read())->lexicon().mark()).uses_reset_at, clock.now());
  EXPECT_FALSE(step([](LexiconTable&) {}));
  EXPECT_GT(version(), start);
}

TEST_P(LexiconContract, TheMarkMovesWhenTheQuestionOfAUseIsDeleted) {
  const auto writing = must(store->write());
  const EntryId entry = must(writing->entries().add("E1", clock.now()));
  for (const char* id : {"s-1", "s-2"})
    must(writing->record().add_search(
        {id, clock.now(), editor, "断网", clock.now(), clock.now(), 1, "[]", ""}));
  JournalRecord record;
  record.seq = 1;
  record.at = clock.now();
  record.actor = editor;
  record.verb = "use_answer";
  record.previous_hash = record.hash = std::string(64, '0');
  must(writing->record().add_journal(record));
  must(writing->lexicon().add_use({1, clock.now(), editor, entry, "s-1", "断网", "copied"}));
  const LexiconMark before = must(writing->lexicon().mark());
  must(writing->desk().forget_search("s-2", clock.now()));
  EXPECT_EQ(must(writing->lexicon().mark()), before) << "nothing came of it";
  must(writing->desk().forget_search("s-1", clock.now()));
  const LexiconMark after = must(writing->lexicon().mark());
  EXPECT_GT(after.uses_forgotten, before.uses_forgotten);
  EXPECT_EQ(after.version, before.version);
}

TEST_P(LexiconContract, ADeletedSearchIsNoExampleAnyMore) {
  const auto writing = must(store->write());
  must(writing->record().add_search(
      {"s-1", clock.now(), editor, "王小明的光猫", clock.now(), clock.now(), 0, "[]", ""}));
  Synonym mined = some("光猫", {"调制解调器"}, SynonymState::kProposed);
  mined.origin = SynonymOrigin::kReworded;
  mined.evidence = {2, 1, 2, {{"王小明的光猫", "调制解调器坏了"}, {"光猫坏了", "调制解调器坏了"}}};
  const SynonymId id = must(writing->lexicon().add_synonym(mined));
  must(writing->desk().forget_search("s-1", clock.now()));
  const Evidence left = must(writing->lexicon().synonym(id))->evidence;
  EXPECT_EQ(left.examples, (decltype(left.examples){{"光猫坏了", "调制解调器坏了"}}));
  EXPECT_EQ(left.times, 2);
}

TEST_P(LexiconContract, AWordStandsThereOnce) {
  const auto writing = must(store->write());
  must(writing->lexicon().add_word({0, "光猫", editor, clock.now()}));
  EXPECT_EQ(writing->lexicon().add_word({0, "光猫", editor, clock.now()}).error().code, "already_exists");
  must(writing->lexicon().add_word({0, "专线", editor, clock.now()}));
  EXPECT_EQ(must(writing->lexicon().all_words()), (std::vector<std::string>{"专线", "光猫"}));
  const auto first = must(writing->lexicon().words({1, {}}));
  ASSERT_EQ(first.items.size(), 1u);
  EXPECT_EQ(first.items[0].word, "光猫");
  EXPECT_EQ(must(writing->lexicon().words({1, first.next})).items.at(0).word, "专线");
}

TEST_P(LexiconContract, KeepsWhetherASearchWasRelaxed) {
  const auto writing = must(store->write());
  must(writing->record().add_search(
      {"s-1", clock.now(), editor, "断网", clock.now(), clock.now(), 3, "[]", "", true}));
  must(writing->record().add_search(
      {"s-2", clock.now(), editor, "断网", clock.now(), clock.now(), 3, "[]", ""}));
  EXPECT_TRUE(must(writing->record().search("s-1"))->relaxed);
  EXPECT_FALSE(must(writing->record().search("s-2"))->relaxed);
}

INSTANTIATE_TEST_SUITE_P(Adapters, LexiconContract,
                         ::testing::Values(Adapter{
                             "Sqlite",
                             [](const std::filesystem::path& directory, const Clock& clock) {
                               return open_sqlite_store({directory / "store.sqlite"}, clock);
                             }}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace koujing::testing
