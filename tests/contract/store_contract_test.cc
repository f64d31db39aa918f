// What every store must do, whatever it stands on. A new adapter adds one row to the list at the end.
#include <atomic>
#include <functional>
#include <thread>

#include "content/exchange/canonical.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

struct Adapter {
  const char* name;
  std::function<Result<std::unique_ptr<Store>>(const std::filesystem::path& directory, const Clock& clock)>
      open;
};

class StoreContract : public ::testing::TestWithParam<Adapter> {
 protected:
  StoreContract() : store(must(GetParam().open(directory.path(), clock))) {
    const auto writing = must(store->write());
    must(writing->people().add_department({DepartmentCode{"market"}, "市场部"}));
    must(writing->people().add_library("业务知识库"));
    Person person{{},     "editor", "采编", {Role::kEditor, Role::kAgent}, DepartmentCode{"market"},
                  "一组", false};
    editor = must(writing->people().add(person, "hash"));
    person = {{}, "market", "市场", {Role::kDepartment}, DepartmentCode{"market"}, "", false};
    market = must(writing->people().add(person, ""));
    must(writing->commit());
  }

  Notice some_notice(const std::string& subject) const {
    Notice notice;
    notice.form = FormOf(subject);
    notice.raised_by = market;
    notice.received_at = clock.now();
    return notice;
  }
  static NoticeForm FormOf(const std::string& subject) {
    NoticeForm form;
    form.document_number = "市场〔2026〕1号";
    form.department = DepartmentCode{"market"};
    form.subject = subject;
    form.requested = {at("2026-12-01"), at("2027-01-01")};
    return form;
  }

  TemporaryDirectory directory;
  FakeClock clock;
  std::unique_ptr<Store> store;
  PersonId editor, market;
};

TEST_P(StoreContract, GivesBackWhatWasWritten) {
  NoticeId id;
  {
    const auto writing = must(store->write());
    id = must(writing->notices().add(some_notice("100% 的_宽带")));
    must(writing->commit());
  }
  const auto reading = must(store->read());
  const auto notice = must(reading->notices().find(id));
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->form.subject, "100% 的_宽带");
  EXPECT_EQ(notice->form.requested.from, at("2026-12-01"));
  EXPECT_EQ(notice->form.requested.to, at("2027-01-01"));
  EXPECT_FALSE(notice->due.has_value());
  const auto person = must(reading->people().by_login("editor"));
  ASSERT_TRUE(person);
  EXPECT_EQ(person->roles, (std::set<Role>{Role::kEditor, Role::kAgent}));
  EXPECT_EQ(person->department, DepartmentCode{"market"});
  EXPECT_EQ(must(reading->people().password_hash(editor)), "hash");
  EXPECT_FALSE(must(reading->notices().find(NoticeId{99})).has_value());
}

TEST_P(StoreContract, GivesTheTextOfAnOriginalOnlyWhenItIsAskedFor) {
  NoticeId id;
  Original original;
  original.sha256 = std::string(64, 'a');
  original.file_name = "通知.txt";
  original.received_by = market;
  original.text = "很长的正文";
  original.text_status = "extracted";
  {
    const auto writing = must(store->write());
    id = must(writing->notices().add(some_notice("宽带")));
    must(writing->notices().add_original(id, original));
    must(writing->commit());
  }
  const auto reading = must(store->read());
  const auto found = must(reading->notices().find(id));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->originals.size(), 1u);
  EXPECT_EQ(found->originals[0].text, "");
  EXPECT_EQ(found->originals[0].text_status, "extracted");
  EXPECT_EQ(must(reading->notices().original(original.sha256))->text, "");
  EXPECT_EQ(must(reading->notices().original_text(original.sha256)), "很长的正文");
  EXPECT_FALSE(must(reading->notices().original_text(std::string(64, 'b'))).has_value());
}

TEST_P(StoreContract, LooksAtSoManyEntriesAndSaysWhereToGoOn) {
  const auto most = static_cast<std::int64_t>(EntryTable::kMostLookedAt);
  {
    const auto writing = must(store->write());
    ChangeSet change;
    change.department = DepartmentCode{"market"};
    change.digest = std::string(64, 'a');
    change.created_by = editor;
    change.id = must(writing->changes().add(change));
    for (std::int64_t i = 1; i <= most + 1; ++i) {
      Revision revision;
      revision.entry = must(writing->entries().add("", clock.now()));
      revision.number = 1;
      revision.text.title = i == most + 1 ? "停水" : "宽带";
      revision.text.library = "业务知识库";
      revision.digest = std::string(64, 'b');
      revision.change = change.id;
      revision.published_by = editor;
      must(writing->entries().add_revision(revision, {}));
    }
    must(writing->commit());
  }
  const auto reading = must(store->read());
  const auto first = must(reading->entries().list("停水", "", {20, {}}));
  EXPECT_TRUE(first.items.empty());
  EXPECT_EQ(first.next, most);
  const auto second = must(reading->entries().list("停水", "", {20, first.next}));
  ASSERT_EQ(second.items.size(), 1u);
  EXPECT_EQ(second.items[0].id, EntryId{most + 1});
  EXPECT_FALSE(second.next.has_value());
  EXPECT_EQ(must(reading->entries().list("", "业务知识库", {20, {}})).next, 20);
}

TEST_P(StoreContract, ForgetsATransactionThatWasNotCommitted) {
  {
    const auto writing = must(store->write());
    must(writing->notices().add(some_notice("不算数")));
  }
  EXPECT_TRUE(must(must(store->read())->notices().list({}, {20, {}})).items.empty());
}

TEST_P(StoreContract, ASnapshotDoesNotSeeWhatCameAfterIt) {
  const auto before = must(store->read());
  {
    const auto writing = must(store->write());
    must(writing->notices().add(some_notice("后来的")));
    must(writing->commit());
  }
  EXPECT_TRUE(must(before->notices().list({}, {20, {}})).items.empty());
  EXPECT_EQ(must(must(store->read())->notices().list({}, {20, {}})).items.size(), 1u);
}

TEST_P(StoreContract, ListsByPagesWithoutRepeatsOrGaps) {
  {
    const auto writing = must(store->write());
    for (int i = 0; i < 7; ++i) must(writing->notices().add(some_notice("第" + std::to_string(i) + "份")));
    must(writing->commit());
  }
  const auto reading = must(store->read());
  std::vector<std::string> subjects;
  Page page{3, {}};
  do {
    const auto listing = must(reading->notices().list({}, page));
    for (const Notice& notice : listing.items) subjects.push_back(notice.form.subject);
    page.after = listing.next;
  } while (page.after);
  EXPECT_EQ(subjects,
            (std::vector<std::string>{"第6份", "第5份", "第4份", "第3份", "第2份", "第1份", "第0份"}));
}

TEST_P(StoreContract, FindsPercentAndUnderscoreLiterally) {
  {
    const auto writing = must(store->write());
    must(writing->notices().add(some_notice("优惠 50% 起")));
    must(writing->notices().add(some_notice("优惠 500 起")));
    must(writing->commit());
  }
  NoticeFilter filter;
  filter.text = "50%";
  EXPECT_EQ(must(must(store->read())->notices().list(filter, {20, {}})).items.size(), 1u);
}

TEST_P(StoreContract, RecordTimeAlwaysMovesOn) {
  const auto record = [&] {
    const auto writing = must(store->write());
    JournalRecord row;
    row.seq = must(writing->record().head()) ? must(writing->record().head())->seq + 1 : 1;
    row.at = writing->recorded_at();
    row.verb = "test";
    row.previous_hash = row.hash = std::string(64, '0');
    must(writing->record().add_journal(row));
    must(writing->commit());
    return row.at;
  };
  const Instant first = record();
  clock.advance(-100);
  EXPECT_GT(record(), first);
}

TEST_P(StoreContract, TheJournalGrowsAtItsEndOnly) {
  const auto writing = must(store->write());
  JournalRecord row;
  row.seq = 5;
  row.previous_hash = row.hash = std::string(64, '0');
  const Status gap = writing->record().add_journal(row);
  ASSERT_FALSE(gap.ok());
  EXPECT_EQ(gap.error().code, "append_only");
}

TEST_P(StoreContract, WritersTakeTurnsAndLoseNothing) {
  constexpr int kThreads = 4, kEach = 25;
  std::vector<std::thread> threads;
  std::atomic<int> failed{0};
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {
        auto writing = store->write();
        if (!writing || !(*writing)->record().add_feed({0, "entry", {}, {}, clock.now()}) ||
            !(*writing)->commit())
          ++failed;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  const auto rows = must(must(store->read())->record().feed_after(0, 1000));
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(kThreads * kEach));
  for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_EQ(rows[i].seq, rows[i - 1].seq + 1);
}

TEST_P(StoreContract, RefusesWhatRefersToNothing) {
  const auto writing = must(store->write());
  Notice notice = some_notice("无主");
  notice.form.department = DepartmentCode{"nowhere"};
  EXPECT_EQ(code_of(writing->notices().add(notice)), "unknown_reference");
}

TEST_P(StoreContract, RefusesASecondEntryOfTheSameExternalId) {
  const auto writing = must(store->write());
  must(writing->entries().add("web-1", clock.now()));
  EXPECT_EQ(code_of(writing->entries().add("web-1", clock.now())), "already_exists");
  EXPECT_EQ(code_of(writing->entries().add("", clock.now())), "ok");
  EXPECT_EQ(code_of(writing->entries().add("", clock.now())), "ok");
}

TEST_P(StoreContract, TheCatalogueKeepsItsNodesWhenOneMoves) {
  CatalogueId leaf;
  {
    const auto writing = must(store->write());
    leaf = *must(writing->catalogue().place("业务知识库", "宽带/故障", editor, clock.now()));
    EXPECT_EQ(must(writing->catalogue().place("业务知识库", "宽带/故障", editor, clock.now())), leaf);
    auto node = *must(writing->catalogue().find(leaf));
    node.name = "报修";
    node.parent.reset();
    node.version = 2;
    CatalogueChange change{{}, "整理", {}, std::string(64, 'a'), 0, editor, clock.now()};
    CatalogueStep step;
    step.node = leaf;
    step.version = 1;
    step.name = "报修";
    change.steps = {step};
    change.id = must(writing->catalogue().add_change(change));
    must(writing->catalogue().move(node, change.id, editor, clock.now()));
    EXPECT_EQ(must(writing->catalogue().change(change.id))->steps.front().name, "报修");
    change.withdrawn_by = editor;
    change.withdrawn_at = clock.now();
    change.withdraw_reason = "不对";
    must(writing->catalogue().withdraw_change(change));
    EXPECT_EQ(code_of(writing->catalogue().withdraw_change(change)), "append_only") << "once";
    EXPECT_EQ(must(writing->catalogue().changes({5, std::nullopt})).items.front().withdraw_reason, "不对");
    must(writing->commit());
  }
  const auto nodes = must(must(store->read())->catalogue().all());
  ASSERT_EQ(nodes.size(), 2u);
  for (const CatalogueNode& node : nodes) {
    if (node.id == leaf) {
      EXPECT_EQ(node.path, "报修");
    }
  }
}

TEST_P(StoreContract, TheCatalogueIsKnownAsItWas) {
  const Instant first = clock.now();
  const auto writing = must(store->write());
  auto& catalogue = writing->catalogue();
  const CatalogueId kept = *must(catalogue.place("业务知识库", "宽带", editor, first));
  const CatalogueId gone = *must(catalogue.place("业务知识库", "家宽/资费", editor, first.plus_seconds(10)));
  auto node = *must(catalogue.find(gone));
  node.name = "价格";
  node.parent = kept;
  node.version = 2;
  const CatalogueChangeId change =
      must(catalogue.add_change({{}, "整理", {}, std::string(64, 'a'), 0, editor, first}));
  must(catalogue.move(node, change, editor, first.plus_seconds(20)));
  node.merged_into = kept;
  node.version = 3;
  must(catalogue.move(node, change, editor, first.plus_seconds(30)));
  const auto paths = [&](int seconds) {
    std::vector<std::string> found;
    for (const CatalogueNode& one : must(catalogue.all_at(first.plus_seconds(seconds))))
      found.push_back(one.path + "." + std::to_string(one.version));
    return found;
  };
  using Paths = std::vector<std::string>;
  EXPECT_EQ(paths(-1), Paths{});
  EXPECT_EQ(paths(5), Paths{"宽带.1"});
  EXPECT_EQ(paths(15), (Paths{"家宽.1", "宽带.1", "家宽/资费.1"}));
  EXPECT_EQ(paths(25), (Paths{"家宽.1", "宽带.1", "宽带/价格.2"}));
  EXPECT_EQ(paths(35), (Paths{"家宽.1", "宽带.1"}));
  EXPECT_EQ(must(catalogue.all()).size(), 2U);
}

TEST_P(StoreContract, WhatIsPlacedAtAMergedNodeHangsAtTheOther) {
  const auto writing = must(store->write());
  auto& catalogue = writing->catalogue();
  const auto place = [&](const char* path) {
    return *must(catalogue.place("业务知识库", path, editor, clock.now()));
  };
  const CatalogueId kept = place("宽带/故障"), gone = place("家宽/障碍");
  auto node = *must(catalogue.find(gone));
  node.merged_into = kept;
  const CatalogueChangeId change =
      must(catalogue.add_change({{}, "合并", {}, std::string(64, 'a'), 0, editor, clock.now()}));
  must(catalogue.move(node, change, editor, clock.now()));
  EXPECT_EQ(place("家宽/障碍"), kept) << "an old path leads to where its entries went";
  EXPECT_EQ(must(catalogue.find(gone))->path, "宽带/故障");
  EXPECT_EQ(must(catalogue.all()).size(), 3U) << "and it has left the tree";
  const CatalogueId anew = must(catalogue.add("业务知识库", node.parent, "障碍", editor, clock.now()));
  EXPECT_EQ(place("家宽/障碍"), anew) << "a node of the tree goes first";
}

TEST_P(StoreContract, KeepsReceiptsSessionsAndTokens) {
  const auto writing = must(store->write());
  must(writing->record().add_receipt({editor, "k", "f", "/notices/1", 201, clock.now()}));
  EXPECT_EQ(must(writing->record().receipt(editor, "k"))->location, "/notices/1");
  EXPECT_FALSE(must(writing->record().receipt(market, "k")).has_value());
  must(writing->record().remove_receipts_before(clock.now().plus_seconds(1)));
  EXPECT_FALSE(must(writing->record().receipt(editor, "k")).has_value());
  must(writing->people().add_session(
      {"h", editor, "c", clock.now(), clock.now(), clock.now().plus_seconds(10)}));
  EXPECT_EQ(must(writing->people().session("h"))->csrf_token, "c");
  must(writing->people().remove_sessions_expired_by(clock.now().plus_seconds(10)));
  EXPECT_FALSE(must(writing->people().session("h")).has_value());
  const auto token = must(writing->people().add_token({0, "t", editor, "测试", clock.now(), {}}));
  must(writing->people().revoke_token(token, clock.now()));
  EXPECT_TRUE(must(writing->people().token("t"))->revoked_at.has_value());
}

TEST_P(StoreContract, LetsTextsGoOnlyWithTheirStub) {
  const auto writing = must(store->write());
  const NoticeId id = must(writing->notices().add(some_notice("王某的宽带")));
  EXPECT_EQ(code_of(writing->notices().redact_forms(id)), "append_only");
  const auto forms = must(writing->notices().forms(id));
  ASSERT_EQ(forms.size(), 1U);
  EXPECT_NE(forms[0].text, "");
  EXPECT_EQ(std::pair(forms[0].by, forms[0].at), std::pair(market, clock.now()));
  const std::string subject = std::to_string(id.value);
  const Redaction stub{RedactedKind::kNotice, subject, forms[0].digest, clock.now(), editor, "{}",
                       std::string(128, '0')};
  must(writing->redactions().add(stub));
  EXPECT_EQ(code_of(writing->redactions().add(stub)), "already_exists");
  must(writing->notices().redact_forms(id));
  const Notice gone = must(writing->notices().find(id)).value();
  EXPECT_TRUE(gone.redacted);
  EXPECT_EQ(gone.form.subject, kRedactedTitle);
  EXPECT_EQ(must(writing->notices().forms(id)).front().digest, forms[0].digest);
  const auto found = must(writing->redactions().find(RedactedKind::kNotice, subject, forms[0].digest));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->at, stub.at);
  EXPECT_EQ(found->signature, stub.signature);
  EXPECT_EQ(must(writing->redactions().of(RedactedKind::kNotice, "no such")).size(), 0U);
  EXPECT_EQ(must(writing->redactions().newest_feed()), 0);
  FeedRow row;
  row.kind = "entry";
  row.at = clock.now();
  const std::int64_t feed = must(writing->record().add_feed(row));
  must(writing->redactions().add({RedactedKind::kRevision, "1/1", std::string(64, 'a'), clock.now(), editor,
                                  "{}", std::string(128, '0')},
                                 feed));
  EXPECT_EQ(must(writing->redactions().newest_feed()), feed);
  EXPECT_EQ(must(writing->redactions().count()), 2);
}

TEST_P(StoreContract, ExaminesItselfAsSound) { EXPECT_TRUE(must(store->examine()).empty()); }

TEST_P(StoreContract, OpensAgainWithEverythingInIt) {
  store.reset();
  store = must(GetParam().open(directory.path(), clock));
  EXPECT_TRUE(must(must(store->read())->people().by_login("editor")).has_value());
}

INSTANTIATE_TEST_SUITE_P(Adapters, StoreContract,
                         ::testing::Values(Adapter{
                             "Sqlite",
                             [](const std::filesystem::path& directory, const Clock& clock) {
                               return open_sqlite_store({directory / "store.sqlite"}, clock);
                             }}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace koujing::testing
