// The invariants of the domain, by number. 5 and 6 are in timeline_test.cc, 7 in tests/unit/indexer/, what
// the store finds out of 3 in examine_test.cc.
#include <sqlite3.h>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/use_answer.h"
#include "tests/support/flow_world.h"
#include "tests/unit/content/raw_store.h"

namespace koujing::testing {
namespace {

class Invariant : public FlowWorld {
 protected:
  std::string raw(const std::string& sql) { return run_raw(directory.path() / "store.sqlite", sql); }

  std::vector<std::string> column(const std::string& sql) {
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open((directory.path() / "store.sqlite").c_str(), &db), SQLITE_OK);
    std::vector<std::string> values;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      std::string row;
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* text = sqlite3_column_text(statement, i);
        row += (text != nullptr ? reinterpret_cast<const char*>(text) : "NULL") + std::string("|");
      }
      values.push_back(row);
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return values;
  }

  std::vector<std::string> tables() {
    std::vector<std::string> names;
    for (std::string name :
         column("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
      name.pop_back();
      names.push_back(name);
    }
    return names;
  }

  // A digest of everything that the store holds.
  std::string everything() {
    Sha256 sum;
    for (const std::string& table : tables())
      for (const std::string& row : column("SELECT * FROM " + table + " ORDER BY 1, 2"))
        sum.add(table + ":" + row + "\n");
    return sum.finish();
  }
};

// ---- 1. Nothing reaches an agent unconfirmed
// ----------------------------------------------------------------

TEST_F(Invariant, OneNothingIsPublishedWithoutTheConfirmationOfExactlyThisText) {
  const ChangeId id = submitted({new_item("宽带多少钱", "每月 99 元。")});
  EXPECT_EQ(code_of(publish_change(flow, editor, id, {}, {})), "wrong_state");
  must(confirm_change(flow, market, id, change(id).digest, {}));
  must(edit_change(flow, editor, id, {"摘要", "", {new_item("宽带多少钱", "每月 1 元。")}}, {}));
  EXPECT_TRUE(change(id).confirmation->voided);
  EXPECT_EQ(code_of(publish_change(flow, editor, id, {}, {})), "wrong_state");
  EXPECT_TRUE(entries_of(id).empty());
  must(submit_change(flow, editor, id, {}));
  must(confirm_change(flow, market, id, change(id).digest, {}));
  must(publish_change(flow, editor, id, {}, {}));
  clock.advance(1);
  EXPECT_EQ(answer_now(entries_of(id)[0]), "每月 1 元。");
}

TEST_F(Invariant, OneAConfirmationOfAnotherDigestIsRefused) {
  const ChangeId id = submitted({new_item("宽带多少钱")});
  const std::string seen = change(id).digest;
  must(edit_change(flow, editor, id, {"摘要", "", {new_item("别的")}}, {}));
  must(submit_change(flow, editor, id, {}));
  EXPECT_EQ(code_of(confirm_change(flow, market, id, seen, {})), "content_changed");
  EXPECT_EQ(code_of(confirm_change(flow, market, id, change(id).digest, {})), "ok");
}

TEST_F(Invariant, OneOnlyTheIssuingDepartmentConfirms) {
  const ChangeId id = submitted({new_item("宽带多少钱")});
  EXPECT_EQ(code_of(confirm_change(flow, water, id, change(id).digest, {})), "other_department");
  EXPECT_EQ(code_of(confirm_change(flow, director, id, change(id).digest, {})), "other_department");
  EXPECT_EQ(code_of(confirm_change(flow, market, id, change(id).digest, {})), "ok");
}

TEST_F(Invariant, OneTheSchemaItselfRefusesAnUnconfirmedPublication) {
  const ChangeId id = submitted({new_item("宽带多少钱")});
  const auto writing = must(store->write());
  const EntryId entry = must(writing->entries().add("", writing->recorded_at()));
  Revision revision;
  revision.entry = entry;
  revision.number = 1;
  revision.text = change(id).content.items[0].text;
  revision.digest = revision_digest(revision.text);
  revision.change = id;
  revision.published_by = editor.id;
  revision.recorded_at = writing->recorded_at();
  EntryEvent event;
  event.revision = must(writing->entries().add_revision(revision, {}));
  event.entry = entry;
  event.number = 1;
  event.validity = {writing->recorded_at(), {}};
  event.recorded_at = writing->recorded_at();
  event.change = id;
  event.by = editor.id;
  for (const Standing standing : {Standing::kConfirmed, Standing::kUnconfirmed, Standing::kImported}) {
    event.standing = standing;
    EXPECT_EQ(code_of(writing->entries().add_event(event)), "unconfirmed") << standing_name(standing);
  }
}

TEST_F(Invariant, OneADepartmentCannotChangeTheEntryOfAnother) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  NoticeForm of_water = form("停水");
  of_water.department = DepartmentCode{"water"};
  const NoticeId notice = must(receive_notice(flow, water, of_water));
  must(review_notice(flow, director, notice, {"assign", "", "editor", {}}, {}));
  for (const ChangeItem& item : {retire_item(entry, 1), revise_item(entry, 1, "改", "改")}) {
    const ChangeId set = must(draft_changes(flow, editor, notice, {"", "", {item}}));
    const auto refused = submit_change(flow, editor, set, {});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().faults.at(0).code, "other_department");
    EXPECT_EQ(code_of(publish_emergency(flow, leader, set, "急", {})), "invalid_input");
  }
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "每月 99 元。");
}

TEST_F(Invariant, OneAWithdrawnEmergencyIsNoLongerPinned) {
  BulletinForm bulletin{"应急", "正文", "口径", {}, DepartmentCode{"water"}, {}, "信息库", {}};
  const BulletinId id = must(post_bulletin(flow, leader, bulletin));
  EXPECT_EQ(must(reading()->bulletins().list(clock.now().plus_seconds(1), {20, {}})).items.size(), 1u);
  must(withdraw_change(flow, leader, *must(reading()->bulletins().find(id))->change, "写错了", false, {}));
  EXPECT_TRUE(must(reading()->bulletins().list(clock.now().plus_seconds(1), {20, {}})).items.empty());
  EXPECT_EQ(must(reading()->bulletins().list({}, {20, {}})).items.size(), 1u);
}

TEST_F(Invariant, OneFollowersOfTheFeedSeeTheBulletinOfAnEmergencyComeAndGo) {
  const auto kinds_after = [&](std::int64_t seq) {
    std::vector<std::string> kinds;
    for (const FeedRow& row : must(reading()->record().feed_after(seq, 100)))
      kinds.push_back(row.kind + " " + std::to_string(row.bulletin ? row.bulletin->value : row.entry->value));
    return kinds;
  };
  BulletinForm form{"应急", "正文", "口径", {}, DepartmentCode{"water"}, {}, "信息库", {}};
  const std::vector<std::string> one = {"entry 1", "bulletin 1"}, two = {"entry 2", "bulletin 2"};
  const BulletinId first = must(post_bulletin(flow, leader, form));
  EXPECT_EQ(kinds_after(0), one);
  auto seen = must(reading()->record().feed_head());
  const ChangeId set = *must(reading()->bulletins().find(first))->change;
  must(confirm_change(flow, water, set, change(set).digest, {}));
  EXPECT_EQ(kinds_after(seen), one);
  const BulletinId second = must(post_bulletin(flow, leader, form));
  seen = must(reading()->record().feed_head());
  must(withdraw_change(flow, leader, *must(reading()->bulletins().find(second))->change, "误报", false, {}));
  EXPECT_EQ(kinds_after(seen), two);
}

TEST_F(Invariant, OneTheSchemaItselfRefusesALateConfirmationWithoutOne) {
  const ChangeId set = must(publish_emergency(flow, leader, drafted({new_item("断网")}), "急", {}));
  const auto writing = must(store->write());
  EntryEvent event = must(writing->entries().events_of(set)).at(0);
  event.kind = EntryEventKind::kConfirm;
  event.target = event.seq;
  event.standing = Standing::kConfirmed;
  event.recorded_at = writing->recorded_at();
  EXPECT_EQ(code_of(writing->entries().add_event(event)), "unconfirmed");
}

// ---- 2. Four eyes
// -------------------------------------------------------------------------------------------

TEST_F(Invariant, TwoWhoWroteALineCannotConfirmItWhateverTheirRoles) {
  const Person both = person("both", {Role::kEditor, Role::kDepartment}, "market");
  const ChangeId id = drafted({new_item("宽带多少钱")});
  must(edit_change(flow, both, id, {"摘要", "", {new_item("宽带多少钱？")}}, {}));
  must(edit_change(flow, editor, id, {"摘要", "", {new_item("宽带要多少钱")}}, {}));
  must(submit_change(flow, editor, id, {}));
  EXPECT_EQ(code_of(confirm_change(flow, both, id, change(id).digest, {})), "four_eyes");
  EXPECT_EQ(change(id).state, ChangeState::kSubmitted);
  EXPECT_EQ(code_of(confirm_change(flow, market, id, change(id).digest, {})), "ok");
}

TEST_F(Invariant, TwoWhoRaisedANoticeCannotReviewIt) {
  const Person both = person("both", {Role::kDirector, Role::kDepartment}, "market");
  const NoticeId id = must(receive_notice(flow, both, form()));
  EXPECT_EQ(code_of(review_notice(flow, both, id, {"assign", "", "editor", {}}, {})), "four_eyes");
  EXPECT_EQ(code_of(review_notice(flow, director, id, {"assign", "", "editor", {}}, {})), "ok");
}

TEST_F(Invariant, TwoWhoAmendedANoticeCannotReviewIt) {
  const Person both = person("both", {Role::kDirector, Role::kDepartment}, "market");
  const NoticeId id = must(receive_notice(flow, market, form()));
  must(amend_notice(flow, both, id, form("改过的"), {}));
  EXPECT_EQ(code_of(review_notice(flow, both, id, {"assign", "", "editor", {}}, {})), "four_eyes");
  EXPECT_EQ(code_of(review_notice(flow, director, id, {"assign", "", "editor", {}}, {})), "ok");
}

TEST_F(Invariant, TwoTheSchemaItselfRefusesAnAuthorsConfirmationAndARaisersReview) {
  const ChangeId id = submitted({new_item("宽带多少钱")});
  const auto writing = must(store->write());
  const ChangeSet set = must(need_change(*writing, id));
  const Confirmation own{{}, id, editor.id, set.department, writing->recorded_at(), set.digest, false};
  EXPECT_EQ(code_of(writing->changes().add_confirmation(own, set.version)), "four_eyes");
  const Status review =
      writing->notices().add_review(*set.notice, {market.id, writing->recorded_at(), "file", "", {}, {}});
  ASSERT_FALSE(review.ok());
  EXPECT_EQ(review.error().code, "four_eyes");
}

// ---- 3. Nothing is lost or rewritten
// ------------------------------------------------------------------------

TEST_F(Invariant, ThreeNoRowOfTheRecordIsEverUpdatedOrDeleted) {
  const NoticeId notice = assigned_notice();
  must(add_original(flow, market, notice, "原件", "原件.txt"));
  const ChangeId first = published({new_item("宽带多少钱")});
  const ChangeId returned = submitted({new_item("另一个")});
  must(return_change(flow, market, returned, "不对", {}));
  BulletinForm bulletin;
  bulletin.title = "公告";
  bulletin.text = "正文";
  must(acknowledge_bulletin(flow, agent, must(post_bulletin(flow, leader, bulletin))));
  {
    const auto writing = must(store->write());
    must(writing->record().add_search(
        {"s1", clock.now(), agent.id, "宽带", clock.now(), clock.now(), 1, "[]", ""}));
    must(writing->commit());
  }
  const std::vector<std::string> kept = {
      "notice_versions", "originals",        "notice_originals", "reviews",
      "change_versions", "confirmations",    "change_comments",  "entries",
      "revisions",       "entry_events",     "catalogue_moves",  "bulletins",
      "bulletin_acks",   "journal",          "journal_refs",     "feed",
      "searches",        "schema_migrations"};
  for (const std::string& table : kept) {
    std::string first_column = column("SELECT name FROM pragma_table_info('" + table + "') LIMIT 1").at(0);
    first_column.pop_back();
    ASSERT_FALSE(column("SELECT * FROM " + table + " LIMIT 1").empty())
        << table << " has no row to try it on";
    EXPECT_EQ(raw("DELETE FROM " + table), "append_only: " + table);
    EXPECT_EQ(raw("UPDATE " + table + " SET " + first_column + " = " + first_column),
              "append_only: " + table);
    EXPECT_NE(raw("INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table), "") << table;
  }
  (void)first;
}

TEST_F(Invariant, ThreeTheJournalSaysWhenARecordWasChangedUnderItsTriggers) {
  published({new_item("宽带多少钱")});
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
  ASSERT_EQ(raw("DROP TRIGGER journal_never_updated"), "");
  ASSERT_EQ(raw("UPDATE journal SET verb = 'nothing' WHERE seq = 5"), "");
  const JournalVerdict verdict = must(verify_journal(*reading()));
  EXPECT_FALSE(verdict.ok);
  EXPECT_EQ(verdict.first_bad, 5);
}

TEST_F(Invariant, ThreeARemovedRecordIsNoticed) {
  published({new_item("宽带多少钱")});
  ASSERT_EQ(raw("DROP TRIGGER journal_never_deleted"), "");
  ASSERT_EQ(raw("PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE seq = 7"), "");
  const JournalVerdict verdict = must(verify_journal(*reading()));
  EXPECT_FALSE(verdict.ok);
  EXPECT_EQ(verdict.first_bad, 8);
}

// ---- 4. One change, one transaction
// -------------------------------------------------------------------------

TEST_F(Invariant, FourAStepThatFailsAtItsEndLeavesNothingBehind) {
  const NoticeId received = must(receive_notice(flow, market, form()));
  const NoticeId assigned = assigned_notice();
  const ChangeId draft = drafted({new_item("甲")}), submitted_set = submitted({new_item("乙")}),
                 confirmed_set = confirmed({new_item("丙"), new_item("丁")}),
                 published_set = published({new_item("戊")});
  Flow failing = flow;
  failing.before_commit = [](Writing&, const Subject&) -> Status {
    return Error{ErrorKind::kUnavailable, "store_full", {"满", "full"}};
  };
  const std::string before = everything();
  BulletinForm bulletin{"应急", "正文", "口径", {}, DepartmentCode{"water"}, {}, "信息库", {}};
  const std::vector<std::pair<std::string, std::function<std::string()>>> steps = {
      {"receive", [&] { return code_of(receive_notice(failing, market, form())); }},
      {"original", [&] { return code_of(add_original(failing, market, received, "x", "x.txt")); }},
      {"amend", [&] { return code_of(amend_notice(failing, market, received, form("新"), {})); }},
      {"review",
       [&] {
         return code_of(review_notice(failing, director, received, {"file", "", "", {}}, {}));
       }},
      {"draft",
       [&] {
         return code_of(draft_changes(failing, editor, assigned, {"", "", {new_item("己")}}));
       }},
      {"edit",
       [&] {
         return code_of(edit_change(failing, editor, draft, {"", "", {new_item("庚")}}, {}));
       }},
      {"submit", [&] { return code_of(submit_change(failing, editor, draft, {})); }},
      {"confirm",
       [&] {
         return code_of(confirm_change(failing, market, submitted_set, change(submitted_set).digest, {}));
       }},
      {"return", [&] { return code_of(return_change(failing, market, submitted_set, "退", {})); }},
      {"publish", [&] { return code_of(publish_change(failing, editor, confirmed_set, {}, {})); }},
      {"emergency", [&] { return code_of(publish_emergency(failing, leader, draft, "急", {})); }},
      {"withdraw", [&] { return code_of(withdraw_change(failing, editor, published_set, "错", false, {})); }},
      {"discard", [&] { return code_of(discard_change(failing, editor, draft, {})); }},
      {"bulletin", [&] { return code_of(post_bulletin(failing, leader, bulletin)); }}};
  for (const auto& [name, step_of] : steps) {
    EXPECT_EQ(step_of(), "store_full") << name;
    EXPECT_EQ(everything(), before) << name;
  }
}

TEST_F(Invariant, FourAPublicationWritesStateJournalAndFeedTogether) {
  const ChangeId id = confirmed({new_item("甲"), new_item("乙"), new_item("丙")});
  const auto feed_before = must(reading()->record().feed_head());
  const auto journal_before = journal_length();
  must(publish_change(flow, editor, id, {}, {}));
  EXPECT_EQ(must(reading()->record().feed_head()), feed_before + 3);
  EXPECT_EQ(journal_length(), journal_before + 1);
  EXPECT_EQ(must(reading()->entries().events_of(id)).size(), 3u);
}

TEST_F(Invariant, FourASetOfWhichOneItemCannotBePublishedIsNotPublishedAtAll) {
  const EntryId entry = entries_of(published({new_item("甲", "旧")}))[0];
  const ChangeId set = confirmed({new_item("乙"), revise_item(entry, 1, "甲", "慢")});
  published({revise_item(entry, 1, "甲", "快")});
  const std::string before = everything();
  EXPECT_EQ(code_of(publish_change(flow, editor, set, {}, {})), "stale_base");
  EXPECT_EQ(everything(), before);
}

TEST_F(Invariant, FiveRecordTimeNeverGoesBackEvenWhenTheMachinesClockDoes) {
  const EntryId entry = entries_of(published({new_item("甲", "先")}))[0];
  clock.advance(-3600);
  published({revise_item(entry, 1, "甲", "后")});
  const auto events = must(reading()->entries().events(entry));
  EXPECT_LT(events[0].recorded_at, events[1].recorded_at);
  // Whoever reads 'now' sees it all the same.
  EXPECT_GE(store->last_recorded_at(), events[1].recorded_at);
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

// ---- 8. Every answer can be traced
// --------------------------------------------------------------------------

TEST_F(Invariant, EightFromWhatAnAgentCopiedToTheBytesOfTheOriginal) {
  const NoticeId paper = must(receive_notice(flow, market, form()));
  must(add_original(flow, market, paper, "红头文件的全文", "文件.txt"));
  must(review_notice(flow, director, paper, {"assign", "", "editor", {}}, {}));
  const ChangeId set =
      must(draft_changes(flow, editor, paper, {"", "", {new_item("宽带多少钱", "每月 99 元。")}}));
  must(submit_change(flow, editor, set, {}));
  must(confirm_change(flow, market, set, change(set).digest, {}));
  must(publish_change(flow, editor, set, {}, {}));
  const EntryId entry = entries_of(set)[0];
  {
    const auto writing = must(store->write());
    must(writing->record().add_search({"s-1", clock.now(), agent.id, "宽带价格", clock.now(), clock.now(), 1,
                                       "[[" + std::to_string(entry.value) + ",1]]", "call-7"}));
    must(writing->commit());
  }
  EXPECT_EQ(code_of(use_answer(flow, leader, {"s-1", entry, 1, "copied", ""})), "not_found");
  EXPECT_EQ(code_of(use_answer(flow, agent, {"s-1", entry, 2, "copied", ""})), "invalid_input");
  const RecordedUse use = must(use_answer(flow, agent, {"s-1", entry, 1, "copied", "call-7"}));

  const auto snapshot = reading();
  const JournalRecord record = must(snapshot->record().journal_after(use.journal_seq - 1, 1)).at(0);
  EXPECT_EQ(record.actor, agent.id);
  EXPECT_EQ(record.refs, (std::vector<JournalRef>{{"search", "s-1"}, {"call", "call-7"}}));
  const auto revision = must(snapshot->entries().revision(entry, 1));
  ASSERT_TRUE(revision);
  EXPECT_EQ(record.new_digest, revision->digest);
  EXPECT_EQ(revision_digest(revision->text), revision->digest);
  const ChangeSet from = must(need_change(*snapshot, revision->change));
  EXPECT_EQ(from.confirmation->digest, change_digest(from.content, from.department, from.notice));
  EXPECT_EQ(from.confirmation->by, market.id);
  const Notice origin = must(need_notice(*snapshot, *from.notice));
  EXPECT_EQ(must(files.read(origin.originals.at(0).sha256)), "红头文件的全文");
}

}  // namespace
}  // namespace koujing::testing
