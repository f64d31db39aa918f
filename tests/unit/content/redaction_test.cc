// What the law wants gone goes; its digest, a signed stub and the journal stay.
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "content/crypto/digest.h"
#include "content/flow/redact_original.h"
#include "content/flow/redact_text.h"
#include "content/journal/append.h"
#include "content/journal/bundle_check.h"
#include "content/store/sqlite/migrate.h"
#include "tests/support/flow_world.h"
#include "tests/unit/content/raw_store.h"

namespace koujing::testing {
namespace {

const std::string kText = "# 名单\n\n王某 13800000000\n";

class RedactionOfOriginals : public FlowWorld {
 protected:
  RedactionOfOriginals() : notice_id(assigned_notice()), sha256(sha256_hex(kText)) {
    must(add_original(flow, market, notice_id, kText, "名单.md"));
  }
  SigningKey key = must(SigningKey::open_or_make(directory.path() / "keys"));
  NoticeId notice_id;
  std::string sha256;
};

TEST_F(RedactionOfOriginals, LeavesTheDigestAndAStubThatTheJournalBinds) {
  ASSERT_EQ(must(files.read(sha256)), kText);
  const Redaction made = must(redact_original(flow, admin, sha256, {"客户要求", "个人信息保护法"}, key));
  EXPECT_EQ(files.read(sha256).error().code, "original_missing");
  EXPECT_EQ(must(reading()->notices().original_text(sha256)), "");
  const Notice after = notice(notice_id);
  ASSERT_EQ(after.originals.size(), 1U);
  EXPECT_EQ(after.originals.front().sha256, sha256);
  EXPECT_EQ(after.originals.front().text_status, "redacted");
  EXPECT_TRUE(signature_holds(made.stub, made.signature, key.public_key()));
  EXPECT_EQ(nlohmann::json::parse(made.stub).at("digest"), sha256);
  const auto record = must(reading()->record().head()).value();
  EXPECT_EQ(record.verb, "redact_original");
  EXPECT_EQ(record.old_digest, sha256);
  EXPECT_EQ(record.new_digest, sha256_hex(made.stub));
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
  EXPECT_EQ(must(reading()->notices().original_digests()).size(), 0U);
}

TEST_F(RedactionOfOriginals, WantsAReasonAndALawAndHappensOnce) {
  const auto code = [&](const RedactionForm& form, const std::string& digest) {
    const auto done = redact_original(flow, admin, digest, form, key);
    return done ? "" : done.error().code;
  };
  EXPECT_EQ(code({" ", "法"}, sha256), "invalid_input");
  EXPECT_EQ(code({"理由", ""}, sha256), "invalid_input");
  EXPECT_EQ(code({"理由", "法"}, sha256_hex("another")), "not_found");
  EXPECT_EQ(code({"理由", "法"}, sha256), "");
  EXPECT_EQ(code({"理由", "法"}, sha256), "redacted");
}

TEST_F(RedactionOfOriginals, WhatIsGoneDoesNotComeBack) {
  must(redact_original(flow, admin, sha256, {"客户要求", "个人信息保护法"}, key));
  const auto again = add_original(flow, market, assigned_notice(), kText, "又一份.md");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, "redacted");
  EXPECT_EQ(files.read(sha256).error().code, "original_missing");
  must(files.keep(kText));  // as a restored backup would
  EXPECT_EQ(must(sweep_redacted(*reading(), files)), 1U);
  EXPECT_EQ(must(sweep_redacted(*reading(), files)), 0U);
}

TEST_F(RedactionOfOriginals, AReaderOfBeforePutsTheScrubOffAndTheDeletionStands) {
  {
    const auto before = reading();
    must(redact_original(flow, admin, sha256, {"客户要求", "个人信息保护法"}, key));
    EXPECT_TRUE(store->scrub_due());
    EXPECT_EQ(must(before->notices().original_text(sha256)), kText) << "a snapshot stays what it was";
  }
  must(store->scrub());
  EXPECT_FALSE(store->scrub_due());
}

// A store of before texts could be deleted, with an original that was.
TEST(RedactionOfBefore, IsTakenOver) {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "store.sqlite";
  for (const sqlite::Migration& one : sqlite::migrations()) {
    if (one.number > 19) break;
    ASSERT_EQ(run_raw(file, std::string(one.sql)), "") << one.number;
    ASSERT_EQ(run_raw(file, "INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (" +
                                std::to_string(one.number) + ", '" + std::string(one.name) + "', '" +
                                sha256_hex(one.sql) + "', 1)"),
              "");
  }
  const std::string digest(64, 'a'), signature(128, 'b');
  ASSERT_EQ(run_raw(file,
                    "INSERT INTO people (login, display_name) VALUES ('admin', 'admin'); INSERT INTO "
                    "originals VALUES ('" +
                        digest + "', 'text/plain', 3, '', 'redacted'); INSERT INTO redactions VALUES ('" +
                        digest + "', 5, 1, '{}', '" + signature + "')"),
            "");
  const FakeClock clock;
  const auto store = must(open_sqlite_store({file}, clock));
  const auto reading = must(store->read());
  const auto found = must(reading->redactions().find(RedactedKind::kOriginal, digest, digest));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->at.us, 5);
  EXPECT_EQ(found->signature, signature);
  EXPECT_EQ(must(reading->redactions().originals()), std::vector<std::string>{digest});
}

class RedactionOfTexts : public FlowWorld {
 protected:
  std::string raw(const std::string& sql) { return run_raw(directory.path() / "store.sqlite", sql); }
  std::string redact(EntryId its, int number) {
    return code_of(redact_revision(flow, admin, its, number, why, key));
  }
  std::string redact(NoticeId id) { return code_of(redact_notice(flow, admin, id, why, key)); }
  Revision revision(EntryId its, int number) {
    return must(reading()->entries().revision(its, number)).value();
  }
  // An entry whose first revision is past, with another entry in the same set that stands.
  void publish_two() {
    first = published({new_item("王某的宽带", "王某住在西街。"), new_item("停机保号", "每月 5 元。")});
    const auto made = entries_of(first);
    entry = made.at(0);
    other = made.at(1);
    published({revise_item(entry, 1, "宽带报修", "您好。")});
    clock.advance(1);
  }
  BulletinId post_emergency() {
    BulletinForm bulletin;
    bulletin.title = "王某家断网";
    bulletin.text = "王某家断网，正在抢修。";
    bulletin.script = "正在抢修。";
    bulletin.library = "业务知识库";
    bulletin.department = DepartmentCode{"market"};
    return must(post_bulletin(flow, leader, bulletin));
  }
  BundleVerdict bundle_of(EntryId one) {
    std::ostringstream out;
    BundleScope scope;
    scope.entry = one;
    must(write_bundle(*reading(), key, scope, {}, clock.now(), out));
    text = out.str();
    std::istringstream in(text);
    return must(check_bundle(in));
  }

  const RedactionForm why{"客户要求", "《个人信息保护法》第四十七条"};
  SigningKey key = must(SigningKey::open_or_make(directory.path() / "keys"));
  ChangeId first;
  EntryId entry, other;
  std::string text;
};

TEST_F(RedactionOfTexts, LeavesDigestsAndStubsOfARevisionAndItsChangeSet) {
  publish_two();
  const Revision before = revision(entry, 1);
  const ChangeSet set = change(first);
  const auto made = must(redact_revision(flow, admin, entry, 1, why, key));
  ASSERT_EQ(made.size(), 2U);
  for (const Redaction& one : made) EXPECT_TRUE(signature_holds(one.stub, one.signature, key.public_key()));
  EXPECT_EQ(made[0].kind, RedactedKind::kChange);
  EXPECT_EQ(made[0].digest, set.digest);
  EXPECT_EQ(nlohmann::json::parse(made[0].stub).at("revisions"),
            nlohmann::json({before.digest, revision(other, 1).digest}));
  EXPECT_EQ(made[1].kind, RedactedKind::kRevision);
  EXPECT_EQ(made[1].subject, std::to_string(entry.value) + "/1");

  const Revision after = revision(entry, 1);
  EXPECT_TRUE(after.redacted);
  EXPECT_EQ(after.text.title, kRedactedTitle);
  EXPECT_EQ(after.text.script, "");
  EXPECT_EQ(after.text.department, before.text.department);
  EXPECT_EQ(after.text.library, before.text.library);
  EXPECT_EQ(after.text.catalogue, before.text.catalogue);
  EXPECT_EQ(after.digest, before.digest);
  EXPECT_EQ(after.authors, before.authors);
  EXPECT_TRUE(change(first).redacted);
  EXPECT_EQ(change(first).digest, set.digest);
  EXPECT_FALSE(revision(other, 1).redacted);
  EXPECT_EQ(answer_now(entry), "您好。");
  EXPECT_EQ(answer_now(other), "每月 5 元。");

  EXPECT_TRUE(must(store->examine()).empty());
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
  for (const EntryId one : {entry, other}) {
    const BundleVerdict verdict = bundle_of(one);
    EXPECT_TRUE(verdict.ok()) << verdict.finding->what.en;
    EXPECT_EQ(verdict.unnamed, 0) << one.value;
    EXPECT_EQ(text.find("王某"), std::string::npos);
  }
  const auto record = must(reading()->record().head()).value();
  EXPECT_EQ(record.verb, "redact_revision");
  EXPECT_EQ(record.old_digest, before.digest);
  EXPECT_EQ(record.new_digest, sha256_hex(made[1].stub));
}

TEST_F(RedactionOfTexts, TakesWhatQuotesTheDraftAndEveryVersion) {
  const ChangeId set = submitted({new_item("王某的宽带", "王某住在西街。")});
  must(return_change(flow, market, set, "", {}, {{0, "script", "王某", "不要写名字"}}));
  must(edit_change(flow, editor, set, {"摘要", "", {new_item("宽带", "您好。")}}, {}));
  must(submit_change(flow, editor, set, {}));
  must(confirm_change(flow, market, set, change(set).digest, {}));
  must(publish_change(flow, editor, set, {}, {}));
  entry = entries_of(set).front();
  must(withdraw_change(flow, editor, set, "写错", false, {}));
  clock.advance(1);
  EXPECT_EQ(must(redact_revision(flow, admin, entry, 1, why, key)).size(), 3U)
      << "two versions and the revision";
  const ChangeSet after = change(set);
  EXPECT_TRUE(after.comments.at(0).passages.empty());
  EXPECT_EQ(must(reading()->changes().version_digests(set)).size(), 2U);
  EXPECT_FALSE(must(reading()->changes().content_at(set, 1)));
  for (const auto& record : must(reading()->record().journal_after(0, 1000)))
    EXPECT_EQ(record.detail.find("王某"), std::string::npos) << record.verb;
  EXPECT_TRUE(must(store->examine()).empty());
  EXPECT_EQ(bundle_of(entry).unnamed, 0);
}

TEST_F(RedactionOfTexts, NotWhileItAnswersOrIsGoingTo) {
  const ChangeId set = published({new_item("宽带", "每月 9 元。")});
  entry = entries_of(set).front();
  EXPECT_EQ(redact(entry, 1), "in_force");
  const Instant later = clock.now().plus_seconds(3600);
  published({revise_item(entry, 1, "宽带", "每月 8 元。")}, later);
  EXPECT_EQ(redact(entry, 1), "in_force");
  EXPECT_EQ(redact(entry, 2), "in_force") << "it is going to";
  clock.set(later.plus_seconds(1));
  EXPECT_EQ(redact(entry, 1), "ok");
  EXPECT_EQ(redact(entry, 1), "redacted");
  EXPECT_EQ(redact(entry, 3), "not_found");
  EXPECT_EQ(redact(EntryId{99}, 1), "not_found");
  EXPECT_EQ(code_of(redact_revision(flow, admin, entry, 1, {"理由", " "}, key)), "invalid_input");
}

TEST_F(RedactionOfTexts, WhatIsGoneIsNotRestored) {
  const ChangeId old = published({new_item("宽带", "每月 9 元。")});
  entry = entries_of(old).front();
  const ChangeId now = published({revise_item(entry, 1, "宽带", "每月 8 元。")});
  clock.advance(1);
  ASSERT_EQ(redact(entry, 1), "ok");
  EXPECT_EQ(code_of(withdraw_change(flow, editor, now, "写错", true, {})), "redacted");
  EXPECT_FALSE(withdraw_entry(flow, editor, entry, "写错", true));
  EXPECT_EQ(answer_now(entry), "每月 8 元。") << "a refused withdrawal changes nothing";
  must(withdraw_change(flow, editor, now, "写错", false, {}));
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "");
}

TEST_F(RedactionOfTexts, AnUnconfirmedSetIsConfirmedFirstAndItsBulletinGoesWithTheAnswer) {
  const BulletinId id = post_emergency();
  const auto posted = must(reading()->bulletins().find(id)).value();
  must(withdraw_entry(flow, leader, *posted.entry, "修好了", false));
  EXPECT_EQ(redact(*posted.entry, 1), "in_progress");
  must(withdraw_change(flow, leader, *posted.change, "修好了", false, {}));
  clock.advance(1);
  EXPECT_EQ(redact(*posted.entry, 1), "ok");
  const auto after = must(reading()->bulletins().find(id)).value();
  EXPECT_EQ(after.title, kRedactedTitle);
  EXPECT_EQ(after.text, "");
  const NoticeId paper = *change(*posted.change).notice;
  EXPECT_EQ(notice(paper).form.text, "") << "the notice of an emergency is the bulletin once more";
  EXPECT_TRUE(must(store->examine()).empty());
  const BundleVerdict verdict = bundle_of(*posted.entry);
  EXPECT_TRUE(verdict.ok()) << verdict.finding->what.en;
  EXPECT_EQ(verdict.unnamed, 0);
}

TEST_F(RedactionOfTexts, ANoticeGoesWithAllItsFormsAndWhatItsSetsQuote) {
  const NoticeId id = must(receive_notice(flow, market, form("王某投诉宽带")));
  EXPECT_EQ(redact(id), "in_progress") << "it waits for review";
  must(review_notice(flow, director, id, {"return", "请写清楚", "", {}}, {}));
  must(amend_notice(flow, market, id, form("王某再次投诉宽带"), {}));
  must(review_notice(flow, director, id, {"assign", "", "editor", {}}, {}));
  ChangeItem item = new_item("宽带投诉", "您好。");
  item.anchors = {{"您好。", "notice", "自 12 月 1 日起调整。"}};
  const ChangeId set = must(draft_changes(flow, editor, id, {"王某", "", {item}}));
  EXPECT_EQ(redact(id), "in_progress") << "a set of it is open";
  must(submit_change(flow, editor, set, {}));
  must(confirm_change(flow, market, set, change(set).digest, {}));
  must(publish_change(flow, editor, set, {}, {}));
  entry = entries_of(set).front();
  clock.advance(1);

  const auto forms = must(reading()->notices().forms(id));
  const auto made = must(redact_notice(flow, admin, id, why, key));
  EXPECT_EQ(made.size(), 3U) << "the set and two forms";
  const Notice after = notice(id);
  EXPECT_TRUE(after.redacted);
  EXPECT_EQ(after.form.subject, kRedactedTitle);
  EXPECT_EQ(after.form.text, "");
  EXPECT_EQ(after.form.document_number, "市场〔2026〕15号");
  EXPECT_EQ(after.state, NoticeState::kPublished);
  const auto left = must(reading()->notices().forms(id));
  ASSERT_EQ(left.size(), forms.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i].text, "");
    EXPECT_EQ(left[i].digest, forms[i].digest);
  }
  EXPECT_TRUE(change(set).redacted);
  EXPECT_EQ(answer_now(entry), "您好。") << "what was published stays";
  EXPECT_TRUE(must(store->examine()).empty());
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
  const BundleVerdict verdict = bundle_of(entry);
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.unnamed, 0);
  EXPECT_EQ(text.find("王某"), std::string::npos);
  EXPECT_EQ(redact(id), "redacted");
  EXPECT_EQ(code_of(amend_notice(flow, market, id, form(), {})), "redacted");

  // A withdrawal does not make it work again, and nothing is drafted on what is gone.
  must(withdraw_change(flow, editor, set, "写错", false, {}));
  EXPECT_EQ(notice(id).state, NoticeState::kPublished);
  EXPECT_EQ(code_of(draft_changes(flow, editor, id, {"摘要", "", {item}})), "redacted");
  EXPECT_TRUE(must(store->examine()).empty());
}

TEST_F(RedactionOfTexts, WithTheNoticeOfAnEmergencyGoesItsBulletin) {
  const BulletinId id = post_emergency();
  const ChangeId set = *must(reading()->bulletins().find(id)).value().change;
  EXPECT_EQ(redact(*change(set).notice), "in_progress") << "it is not confirmed";
  must(confirm_change(flow, market, set, change(set).digest, {}));
  EXPECT_EQ(redact(*change(set).notice), "ok");
  EXPECT_EQ(must(reading()->bulletins().find(id)).value().text, "");
}

TEST_F(RedactionOfTexts, ANoticeThatIsWorkedOnIsFiledAndNobodysWorkAnyMore) {
  const NoticeId id = assigned_notice();
  EXPECT_EQ(redact(id), "ok");
  EXPECT_EQ(notice(id).state, NoticeState::kFiled);
  EXPECT_TRUE(must(store->examine()).empty());
}

// Two papers that say the same: each has its line.
TEST_F(RedactionOfTexts, ABundleKeepsWhatOnlyLooksTheSame) {
  const Instant begun = clock.now();
  const NoticeId gone = must(receive_notice(flow, market, form()));
  const NoticeId live = must(receive_notice(flow, market, form()));
  must(review_notice(flow, director, gone, {"file", "", "", {}}, {}));
  clock.advance(1);
  ASSERT_EQ(redact(gone), "ok");
  std::ostringstream out;
  BundleScope scope;
  scope.from = begun;
  must(write_bundle(*reading(), key, scope, {}, clock.now(), out));
  std::map<std::int64_t, bool> has_text;
  std::istringstream in(out.str());
  for (std::string line; std::getline(in, line);)
    if (const auto one = nlohmann::json::parse(line); one.at("kind") == "notice")
      has_text[one.at("id").get<std::int64_t>()] = one.contains("text");
  EXPECT_EQ(has_text, (std::map<std::int64_t, bool>{{gone.value, false}, {live.value, true}}));
}

TEST_F(RedactionOfTexts, TheSchemaLetsNothingGoWithoutItsStub) {
  publish_two();
  EXPECT_EQ(raw("UPDATE revisions SET content = '', title = '（已依法删除）'"), "append_only: revisions");
  EXPECT_EQ(raw("UPDATE change_versions SET content = ''"), "append_only: change_versions");
  EXPECT_EQ(raw("UPDATE notice_versions SET form = '', digest = '" + std::string(64, 'a') + "'"),
            "append_only: notice_versions");
  must(redact_revision(flow, admin, entry, 1, why, key));
  const std::string its = " WHERE entry = " + std::to_string(entry.value) + " AND number = 1";
  EXPECT_EQ(raw("UPDATE revisions SET content = 'x'" + its), "append_only: revisions")
      << "nothing comes back";
  EXPECT_EQ(raw("UPDATE revisions SET published_by = 1" + its), "append_only: revisions");
  const std::string paper = std::to_string(change(first).notice->value);
  ASSERT_EQ(redact(*change(first).notice), "ok");
  EXPECT_EQ(raw("UPDATE notices SET body = 'x' WHERE id = " + paper), "append_only: notices");
  EXPECT_EQ(raw("INSERT INTO notice_versions (notice, version, by, at, form, digest) VALUES (" + paper +
                ", 99, 1, 1, '{}', '')"),
            "append_only: notice_versions");
  EXPECT_EQ(raw("DROP TRIGGER notices_stay_redacted; UPDATE notices SET body = 'x' WHERE id = " + paper), "");
  const auto findings = must(store->examine());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].what, "store: notice " + paper + " was deleted by law and has a text again");
  EXPECT_EQ(raw("DELETE FROM redactions"), "append_only: redactions");
  EXPECT_EQ(raw("UPDATE redactions SET stub = '{}'"), "append_only: redactions");
}

}  // namespace
}  // namespace koujing::testing
