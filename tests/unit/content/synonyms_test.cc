// The verbs on synonyms, words and the memory of uses.
#include "tests/support/lexicon_world.h"

namespace koujing::testing {
namespace {

class Synonyms : public LexiconWorld {};

TEST_F(Synonyms, AreActiveAtOnceTrimmedAndInTheJournal) {
  const std::int64_t before = version();
  const SynonymId id = must(add_synonym(flow, editor, {" 断网　", {"无法上网 ", "掉线"}, true}));
  const Synonym made = synonym(id);
  EXPECT_EQ(made.form, (SynonymForm{"断网", {"无法上网", "掉线"}, true}));
  EXPECT_EQ(made.state, SynonymState::kActive);
  EXPECT_EQ(made.by, editor.id);
  EXPECT_GT(version(), before);
  const JournalRecord record = newest_record();
  EXPECT_EQ(record.verb, "add_synonym");
  EXPECT_EQ(record.old_digest, "");
  EXPECT_EQ(record.new_digest, synonym_digest(made));
  EXPECT_EQ(record.detail, R"({"both_ways":true,"from":"断网","state":"active","to":["无法上网","掉线"]})");
}

TEST_F(Synonyms, ReportEveryFaultOfAFormAtOnce) {
  const auto refused =
      add_synonym(flow, editor, {"  ", {"好", "好", "", std::string(65, 'a'), "a\nb"}, true});
  ASSERT_EQ(code_of(refused), "invalid_input");
  std::vector<std::string> faults;
  for (const Fault& fault : refused.error().faults) faults.push_back(fault.pointer + " " + fault.code);
  EXPECT_EQ(faults, (std::vector<std::string>{"/from required", "/to/1 repeated", "/to/2 required",
                                              "/to/3 too_long", "/to/4 bad_characters"}));
  EXPECT_EQ(add_synonym(flow, editor, {"断网", {"断网"}, true}).error().faults.at(0).code, "same_word");
  EXPECT_EQ(add_synonym(flow, editor, {"断网", {}, true}).error().faults.at(0).pointer, "/to");
  EXPECT_TRUE(synonyms().empty());
  must(add_synonym(flow, editor, {std::string(64, 'a'), {"好"}, true}));
}

TEST_F(Synonyms, AreNotWrittenTwiceInTheSameDirection) {
  const SynonymId one_way = must(add_synonym(flow, editor, {"断网", {"掉线"}, false}));
  const auto again = add_synonym(flow, editor, {"断网", {"无法上网", "掉线"}, false});
  ASSERT_EQ(code_of(again), "invalid_input");
  EXPECT_EQ(again.error().faults.at(0).pointer, "/to/1");
  EXPECT_EQ(again.error().faults.at(0).code, "duplicate");
  EXPECT_EQ(code_of(add_synonym(flow, editor, {"掉线", {"断网"}, true})), "invalid_input");
  must(add_synonym(flow, editor, {"掉线", {"断网"}, false}));  // the other direction is another thing
  must(change_synonym(flow, editor, one_way, {"断网", {"掉线", "没网"}, false}, 1));
}

TEST_F(Synonyms, AChangeSaysBothDigestsAndOverwritesNobody) {
  const SynonymId id = must(add_synonym(flow, editor, {"断网", {"掉线"}, true}));
  const std::string before = synonym_digest(synonym(id));
  must(change_synonym(flow, director, id, {"断网", {"掉线"}, false}, 1));
  const Synonym after = synonym(id);
  EXPECT_FALSE(after.form.both_ways);
  EXPECT_EQ(after.version, 2);
  EXPECT_EQ(after.by, director.id);
  EXPECT_EQ(newest_record().old_digest, before);
  EXPECT_EQ(newest_record().new_digest, synonym_digest(after));
  EXPECT_EQ(code_of(change_synonym(flow, editor, id, {"断网", {"没网"}, true}, 1)), "stale_version");
  EXPECT_EQ(synonym(id).form.to, std::vector<std::string>{"掉线"});
  const auto stale = remove_synonym(flow, editor, id, 1);
  EXPECT_EQ(stale.error().code, "stale_version");
  must(remove_synonym(flow, editor, id, 2));
  EXPECT_TRUE(synonyms().empty());
  EXPECT_EQ(newest_record().verb, "remove_synonym");
  EXPECT_EQ(newest_record().old_digest, synonym_digest(after));
  EXPECT_EQ(newest_record().new_digest, "");
  EXPECT_EQ(remove_synonym(flow, editor, id, {}).error().code, "not_found");
}

TEST_F(Synonyms, ADecisionCanBeTakenBackButNotRepeated) {
  const SynonymId id = must(add_synonym(flow, editor, {"断网", {"掉线"}, true}));
  EXPECT_EQ(code_of(decide_synonym(flow, editor, id, SynonymDecision::kApprove, {})), "wrong_state");
  must(decide_synonym(flow, editor, id, SynonymDecision::kDecline, {}));
  EXPECT_EQ(synonym(id).state, SynonymState::kDeclined);
  EXPECT_EQ(newest_record().verb, "decline_synonym");
  must(add_synonym(flow, editor, {"断网", {"掉线"}, true}));  // what was declined may be written by hand
  EXPECT_EQ(code_of(decide_synonym(flow, editor, id, SynonymDecision::kApprove, {})), "invalid_input");
  must(remove_synonym(flow, editor, synonyms().back().id, {}));
  must(decide_synonym(flow, editor, id, SynonymDecision::kApprove, 2));
  EXPECT_EQ(synonym(id).state, SynonymState::kActive);
}

TEST_F(Synonyms, ImportTakesWhatIsRightAndNamesTheRest) {
  const auto imported = must(import_synonyms(
      flow, editor, {{"断网", {"掉线"}, true}, {"", {"掉线"}, true}, {"掉线", {"断网"}, true}}));
  EXPECT_EQ(imported.added, 1u);
  ASSERT_EQ(imported.refused.size(), 2u);
  EXPECT_EQ(imported.refused[0].index, 1u);
  EXPECT_EQ(imported.refused[1].error.faults.at(0).code, "duplicate");
}

TEST_F(Synonyms, AreAtMostFiveThousand) {
  std::vector<SynonymForm> forms;
  for (int i = 0; i < 5'001; ++i) forms.push_back({"说法" + std::to_string(i), {"口径"}, false});
  const auto imported = must(import_synonyms(flow, editor, forms));
  EXPECT_EQ(imported.added, 5'000u);
  ASSERT_EQ(imported.refused.size(), 1u);
  EXPECT_EQ(imported.refused[0].error.faults.at(0).code, "too_many");
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

TEST_F(Synonyms, WordsAreAddedAndRemovedAtOnce) {
  const auto edited = must(edit_words(flow, editor, {" 光猫 ", "携号转网", "光猫"}, {"没有的"}, {}));
  EXPECT_EQ(edited.added, 2u);
  EXPECT_EQ(edited.removed, 0u);
  EXPECT_EQ(must(reading()->lexicon().all_words()), (std::vector<std::string>{"光猫", "携号转网"}));
  EXPECT_EQ(newest_record().verb, "edit_words");
  const std::int64_t length = journal_length(), before = version();
  must(edit_words(flow, editor, {"光猫"}, {}, {}));
  EXPECT_EQ(journal_length(), length) << "nothing changed, nothing is recorded";
  EXPECT_EQ(version(), before);
  EXPECT_EQ(must(edit_words(flow, editor, {}, {"光猫"}, before)).removed, 1u);
  EXPECT_EQ(must(reading()->lexicon().all_words()), std::vector<std::string>{"携号转网"});
  EXPECT_EQ(code_of(edit_words(flow, editor, {"新词"}, {}, before)), "stale_version");
  const auto refused = edit_words(flow, editor, {"", "甲"}, {"甲"}, {});
  ASSERT_EQ(code_of(refused), "invalid_input");
  EXPECT_EQ(refused.error().faults.at(0).pointer, "/add/0");
  EXPECT_EQ(edit_words(flow, editor, {"甲"}, {"甲"}, {}).error().faults.at(0).code, "contradiction");
}

TEST_F(Synonyms, AVerbThatFailsLeavesNothingBehind) {
  const SynonymId id = must(add_synonym(flow, editor, {"断网", {"掉线"}, true}));
  const std::int64_t length = journal_length(), before = version();
  const Flow failing{*store, files, [](Writing&, const Subject&) -> Status {
                       return Error{ErrorKind::kUnavailable, "store_full", {"", ""}};
                     }};
  EXPECT_EQ(code_of(add_synonym(failing, editor, {"甲", {"乙"}, true})), "store_full");
  EXPECT_EQ(code_of(change_synonym(failing, editor, id, {"甲", {"乙"}, true}, {})), "store_full");
  EXPECT_EQ(remove_synonym(failing, editor, id, {}).error().code, "store_full");
  EXPECT_EQ(code_of(decide_synonym(failing, editor, id, SynonymDecision::kDecline, {})), "store_full");
  EXPECT_EQ(code_of(edit_words(failing, editor, {"光猫"}, {}, {})), "store_full");
  EXPECT_EQ(code_of(reset_uses(failing, admin)), "store_full");
  EXPECT_EQ(code_of(mine_synonyms(failing, editor)), "store_full");
  EXPECT_EQ(journal_length(), length);
  EXPECT_EQ(version(), before);
  EXPECT_EQ(synonyms().size(), 1u);
}

}  // namespace
}  // namespace koujing::testing
