// What the library did not answer: to its department within the hour, back to whoever asked, into a draft.
#include "content/flow/questions.h"

#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class Questions : public FlowWorld {
 protected:
  static QuestionForm asked(const std::string& text = "老人机能办宽带吗") {
    QuestionForm form;
    form.text = text;
    form.query = "老人机 宽带";
    form.asking = {"s-1", "call-7", "下午三点回 13800000000"};
    return form;
  }
  Question question(QuestionId id) { return must(need_question(*reading(), id)); }
  std::vector<std::string> verbs(QuestionId id) {
    std::vector<std::string> list;
    for (const QuestionStep& step : question(id).steps) list.push_back(step.verb);
    return list;
  }
  QuestionId answered() {
    const QuestionId id = must(raise_question(flow, agent, asked()));
    must(route_question(flow, leader, id, DepartmentCode{"market"}, "", {}));
    return must(answer_question(flow, market, id, "能办，带身份证。", {}));
  }
  void publish(ChangeId set) {
    must(submit_change(flow, editor, set, {}));
    must(confirm_change(flow, market, set, change(set).digest, {}));
    must(publish_change(flow, editor, set, {}, {}));
  }
  CatalogueId node(const std::string& path) {
    CatalogueId found;
    for (const CatalogueNode& one : must(reading()->catalogue().all()))
      if (one.path == path) found = one.id;
    return found;
  }
};

TEST_F(Questions, WaitForTheShiftLeaderForAnHour) {
  const QuestionId id = must(raise_question(flow, agent, asked()));
  const Question open = question(id);
  EXPECT_EQ(open.state, QuestionState::kOpen);
  EXPECT_EQ(due_of(open), open.asked_at.plus_seconds(3600));
  ASSERT_EQ(open.askers.size(), 1u);
  EXPECT_EQ(open.askers[0].asking.callback, "下午三点回 13800000000");
  must(route_question(flow, leader, id, DepartmentCode{"market"}, "请尽快", open.version));
  const Question routed = question(id);
  EXPECT_EQ(routed.state, QuestionState::kRouted);
  EXPECT_EQ(routed.department, DepartmentCode{"market"});
  EXPECT_EQ(due_of(routed), routed.answer_due);
  EXPECT_EQ(code_of(route_question(flow, leader, id, DepartmentCode{"water"}, "", open.version)),
            "stale_version");
  EXPECT_EQ(code_of(route_question(flow, leader, id, DepartmentCode{"none"}, "", {})), "invalid_input");
}

TEST_F(Questions, GoToTheDepartmentInChargeOfTheirPlace) {
  published({new_item("宽带资费")});  // at 宽带/资费
  const CatalogueId broadband = node("宽带"), prices = node("宽带/资费");
  must(edit_charges(flow, director, {{broadband, DepartmentCode{"market"}}}, 0));
  QuestionForm form = asked();
  form.node = prices;
  EXPECT_EQ(question(must(raise_question(flow, agent, form))).department, DepartmentCode{"market"});
  must(edit_charges(flow, director,
                    {{broadband, DepartmentCode{"market"}}, {prices, DepartmentCode{"water"}}}, 1));
  EXPECT_EQ(question(must(raise_question(flow, agent, form))).department, DepartmentCode{"water"});
  EXPECT_EQ(code_of(edit_charges(flow, director, {{CatalogueId{999}, DepartmentCode{"water"}}}, {})),
            "invalid_input");
}

TEST_F(Questions, FeedbackGoesToTheDepartmentOfItsEntry) {
  const EntryId entry = entries_of(published({new_item("宽带资费")})).front();
  QuestionForm form = asked("价格不对");
  form.kind = QuestionKind::kWrong;
  EXPECT_EQ(code_of(raise_question(flow, agent, form)), "invalid_input");
  form.entry = entry;
  form.revision = 1;
  const Question made = question(must(raise_question(flow, agent, form)));
  EXPECT_EQ(made.state, QuestionState::kRouted);
  EXPECT_EQ(made.department, DepartmentCode{"market"});
  form.kind = QuestionKind::kQuestion;
  EXPECT_EQ(code_of(raise_question(flow, agent, form)), "invalid_input");
}

TEST_F(Questions, AreAskedTogetherAndToldToAll) {
  const QuestionId id = must(raise_question(flow, agent, asked()));
  const Person other = person("agent2", {Role::kAgent});
  must(join_question(flow, other, id, {"", "call-8", "明早回"}));
  must(join_question(flow, other, id, {"", "call-8", "明天上午回"}));
  must(route_question(flow, leader, id, DepartmentCode{"market"}, "", {}));
  ASSERT_EQ(question(id).askers.size(), 2u);
  const auto news = [&](const Person& who) {
    QuestionFilter filter;
    filter.asked_by = who.id;
    filter.with_news_for_asker = true;
    return must(reading()->questions().list(filter, {})).items.size();
  };
  EXPECT_EQ(news(other), 0u) << "being routed is no news";
  must(answer_question(flow, market, id, "能办，带身份证。", {}));
  EXPECT_EQ(news(agent), 1u);
  EXPECT_EQ(news(other), 1u);
  must(see_question(flow, other, id));
  EXPECT_EQ(news(other), 0u);
  EXPECT_EQ(news(agent), 1u);
  EXPECT_EQ(code_of(join_question(flow, leader, id, {})), "already_answered");
  EXPECT_EQ(question(id).askers[1].asking.callback, "明天上午回");
}

TEST_F(Questions, AnAnswerBecomesADraftAndItsPublicationClosesTheLoop) {
  QuestionForm form = asked();
  form.region = "城东区";
  const QuestionId id = must(raise_question(flow, agent, form));
  EXPECT_EQ(code_of(answer_question(flow, market, id, "能办。", {})), "wrong_state");
  must(route_question(flow, leader, id, DepartmentCode{"market"}, "", {}));
  must(answer_question(flow, market, id, "能办，带身份证。", {}));
  const ChangeId draft = must(draft_question(flow, editor, id, {}));
  const ChangeSet set = change(draft);
  ASSERT_EQ(set.content.items.size(), 1u);
  EXPECT_EQ(set.department, DepartmentCode{"market"});
  EXPECT_EQ(set.content.items[0].text.title, "老人机能办宽带吗");
  EXPECT_EQ(set.content.items[0].text.questions, std::vector<std::string>{"老人机 宽带"});
  EXPECT_EQ(set.content.items[0].text.script, "能办，带身份证。");
  EXPECT_EQ(set.content.items[0].text.scope.region, std::vector<std::string>{"城东区"});
  EXPECT_EQ(notice(*set.notice).raised_by, market.id) << "the notice is the department's";
  EXPECT_EQ(code_of(draft_question(flow, editor, id, {})), "wrong_state");
  must(see_question(flow, agent, id));
  must(submit_change(flow, editor, draft, {}));
  must(confirm_change(flow, market, draft, change(draft).digest, {}));
  must(publish_change(flow, editor, draft, {}, {}));
  EXPECT_EQ(question(id).state, QuestionState::kPublished);
  EXPECT_EQ(verbs(id), (std::vector<std::string>{"ask", "route", "answer", "draft", "publish"}));
  EXPECT_LT(question(id).askers[0].seen, question(id).version) << "there is news for whoever asked";
  EXPECT_TRUE(must(store->examine()).empty());
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

TEST_F(Questions, WhoseDraftIsGivenUpIsOnlyAnsweredAgain) {
  const QuestionId id = answered();
  const ChangeId draft = must(draft_question(flow, editor, id, {}));
  const NoticeId paper = *change(draft).notice;
  const ChangeId further = must(draft_changes(flow, editor, paper, {"另一份", "", {new_item("宽带")}}));
  must(discard_change(flow, editor, draft, {}));
  EXPECT_EQ(question(id).state, QuestionState::kDrafted) << "another set is worked on";
  const auto version = question(id).version;
  const auto feed = must(reading()->record().feed_head());
  must(discard_change(flow, editor, further, {}));
  EXPECT_EQ(question(id).state, QuestionState::kAnswered);
  EXPECT_EQ(question(id).version, version + 1);
  EXPECT_EQ(verbs(id).back(), "reopen");
  EXPECT_EQ(must(reading()->record().head())->verb, "reopen_question");
  const auto rows = must(reading()->record().feed_after(feed, 100));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].question, id);

  must(answer_question(flow, market, id, "不能办。", {}));
  const ChangeId again = must(draft_question(flow, editor, id, {}));
  EXPECT_EQ(change(again).notice, paper) << "its notice is taken up again";
  EXPECT_EQ(change(again).content.items[0].text.script, "不能办。");
  EXPECT_NE(notice(paper).form.text.find("不能办。"), std::string::npos);
  must(discard_change(flow, editor, again, {}));
  must(close_question(flow, leader, id, "不写入信息库", {}));
  EXPECT_TRUE(must(store->examine()).empty());
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

TEST_F(Questions, AreReopenedInTheTransactionThatGivesTheDraftUp) {
  const QuestionId id = answered();
  const ChangeId draft = must(draft_question(flow, editor, id, {}));
  Flow failing = flow;
  failing.before_commit = [](Writing&, const Subject&) -> Status {
    return Error{ErrorKind::kUnavailable, "store_full", {"满", "full"}};
  };
  EXPECT_EQ(code_of(discard_change(failing, editor, draft, {})), "store_full");
  EXPECT_EQ(question(id).state, QuestionState::kDrafted);
}

TEST_F(Questions, WhosePublicationIsTakenBackIsOnlyAnsweredAgain) {
  const QuestionId id = answered();
  const ChangeId draft = must(draft_question(flow, editor, id, {}));
  publish(draft);
  must(withdraw_change(flow, editor, draft, "口径有误", false, {}));
  EXPECT_EQ(question(id).state, QuestionState::kAnswered);
  const ChangeId again = must(draft_question(flow, editor, id, {}));
  EXPECT_EQ(change(again).notice, change(draft).notice);
  publish(again);
  EXPECT_EQ(question(id).state, QuestionState::kPublished);
  EXPECT_EQ(verbs(id), (std::vector<std::string>{"ask", "route", "answer", "draft", "publish", "reopen",
                                                 "draft", "publish"}));
}

TEST_F(Questions, AnAnsweredOneIsDraftedByAnotherSetOfItsNotice) {
  const QuestionId id = answered();
  const ChangeId draft = must(draft_question(flow, editor, id, {}));
  must(discard_change(flow, editor, draft, {}));
  const ChangeId by_hand =
      must(draft_changes(flow, editor, *change(draft).notice, {"重写", "", {new_item("宽带")}}));
  EXPECT_EQ(question(id).state, QuestionState::kDrafted);
  EXPECT_EQ(code_of(draft_question(flow, editor, id, {})), "wrong_state");
  publish(by_hand);
  EXPECT_EQ(question(id).state, QuestionState::kPublished);
}

TEST_F(Questions, FeedbackBecomesTheNextRevisionOfItsEntry) {
  const EntryId entry = entries_of(published({new_item("宽带资费", "每月 99 元。")})).front();
  QuestionForm form = asked("价格过期了");
  form.kind = QuestionKind::kOutdated;
  form.entry = entry;
  form.revision = 1;
  const QuestionId id = must(raise_question(flow, agent, form));
  must(answer_question(flow, market, id, "每月 89 元。", {}));
  const ChangeSet set = change(must(draft_question(flow, editor, id, {})));
  ASSERT_EQ(set.content.items.size(), 1u);
  EXPECT_EQ(set.content.items[0].action, ChangeAction::kRevise);
  EXPECT_EQ(set.content.items[0].entry, entry);
  EXPECT_EQ(set.content.items[0].base_revision, 1);
  EXPECT_EQ(set.content.items[0].text.title, "宽带资费");
}

TEST_F(Questions, AreGivenBackOrClosedWithAReason) {
  const QuestionId id = must(raise_question(flow, agent, asked()));
  must(route_question(flow, leader, id, DepartmentCode{"water"}, "", {}));
  EXPECT_EQ(code_of(give_back_question(flow, water, id, " ", {})), "invalid_input");
  must(give_back_question(flow, water, id, "不归我们管", {}));
  EXPECT_EQ(question(id).state, QuestionState::kOpen);
  EXPECT_FALSE(question(id).department);
  must(close_question(flow, leader, id, "客户已自行解决", {}));
  EXPECT_EQ(code_of(route_question(flow, leader, id, DepartmentCode{"market"}, "", {})), "wrong_state");
}

TEST_F(Questions, ThatAreLateAreEscalatedOnceForEachDueTime) {
  constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;
  const auto escalated = [&] { return must(escalate_late_questions(flow, clock.now())); };
  const auto late = [&] { return must(reading()->questions().late_count(clock.now())); };
  const QuestionId id = must(raise_question(flow, agent, asked()));
  EXPECT_EQ(escalated(), 0u);
  clock.advance(kHour + 1);
  EXPECT_EQ(late(), 1);
  const auto before = question(id).version;
  const auto feed = must(reading()->record().feed_head());
  EXPECT_EQ(escalated(), 1u);
  EXPECT_EQ(escalated(), 0u);
  clock.advance(kDay);
  EXPECT_EQ(escalated(), 0u) << "once for each due time";
  const QuestionStep told = question(id).steps.back();
  EXPECT_EQ(told.verb, "escalate");
  EXPECT_FALSE(told.by) << "nobody did it";
  EXPECT_FALSE(told.department);
  EXPECT_EQ(question(id).version, before) << "a form that is being filled in is not out of date";
  ASSERT_EQ(must(reading()->record().feed_after(feed, 100)).size(), 1u);
  const auto record = must(reading()->record().head());
  EXPECT_EQ(record->verb, "escalate_question");
  EXPECT_FALSE(record->actor);
  EXPECT_NE(record->detail.find(format_instant(question(id).dispatch_due, 0)), std::string::npos);

  must(route_question(flow, leader, id, DepartmentCode{"market"}, "", {}));
  EXPECT_EQ(late(), 0);
  EXPECT_EQ(escalated(), 0u);
  clock.advance(kDay + 1);
  EXPECT_EQ(escalated(), 1u);
  EXPECT_EQ(question(id).steps.back().department, DepartmentCode{"market"});
  must(route_question(flow, leader, id, DepartmentCode{"water"}, "", {}));
  EXPECT_EQ(escalated(), 0u);
  clock.advance(kDay + 1);
  EXPECT_EQ(escalated(), 1u) << "a new due time was missed again";
  EXPECT_EQ(escalated(), 0u);
  must(give_back_question(flow, water, id, "不归我们管", {}));
  EXPECT_EQ(late(), 1);
  EXPECT_EQ(escalated(), 0u) << "that it was not routed in time was told before";
  must(close_question(flow, leader, id, "重复", {}));
  EXPECT_EQ(late(), 0);
  EXPECT_TRUE(must(store->examine()).empty());
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

TEST_F(Questions, ThatWereRoutedInTimeAndAreGivenBackAreLateForTheirRouting) {
  const QuestionId id = must(raise_question(flow, agent, asked()));
  must(route_question(flow, leader, id, DepartmentCode{"market"}, "", {}));
  clock.advance(25 * 3600);
  EXPECT_EQ(must(escalate_late_questions(flow, clock.now())), 1u);
  must(give_back_question(flow, market, id, "不归我们管", {}));
  EXPECT_EQ(must(escalate_late_questions(flow, clock.now())), 1u);
  EXPECT_EQ(must(escalate_late_questions(flow, clock.now())), 0u);
}

TEST_F(Questions, EveryStepIsInTheJournalAndTheFeed) {
  const auto feed = must(reading()->record().feed_head());
  const QuestionId id = must(raise_question(flow, agent, asked()));
  must(route_question(flow, leader, id, DepartmentCode{"market"}, "", {}));
  must(answer_question(flow, market, id, "能。", {}));
  std::size_t told = 0;
  for (const FeedRow& row : must(reading()->record().feed_after(feed, 100))) told += row.question == id;
  EXPECT_EQ(told, 3u);
  EXPECT_EQ(must(reading()->record().head())->verb, "answer_question");
  Flow failing = flow;
  failing.before_commit = [](Writing&, const Subject&) -> Status {
    return Error{ErrorKind::kUnavailable, "store_full", {"满", "full"}};
  };
  const auto records = journal_length();
  EXPECT_EQ(code_of(raise_question(failing, agent, asked())), "store_full");
  EXPECT_EQ(journal_length(), records);
  EXPECT_FALSE(must(reading()->questions().find(QuestionId{id.value + 1})));
}

}  // namespace
}  // namespace koujing::testing
