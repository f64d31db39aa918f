// The canonical form and the journal's hash: bytes that must never change, or old records stop verifying.
#include "content/exchange/canonical.h"

#include <gtest/gtest.h>

#include "content/crypto/digest.h"
#include "content/journal/record.h"

namespace koujing::testing {
namespace {

EntryText sample_text() {
  EntryText text;
  text.external_id = "web-1";
  text.title = "宽带“断网”怎么办";
  text.questions = {"上不了网"};
  text.script = "请您\n稍等。";
  text.library = "业务知识库";
  text.catalogue = "宽带/故障";
  text.scope.region = {"城东区"};
  text.department = DepartmentCode{"network"};
  text.validity = {*parse_instant("2026-12-01T00:00:00+08:00"), {}};
  return text;
}

TEST(Canonical, OfAnEntryIsExactlyThis) {
  EXPECT_EQ(
      canonical(sample_text()),
      R"({"body":"","brief":"","catalogue":"宽带/故障","cautions":[],"department":"network",)"
      R"("effective_from":"2026-11-30T16:00:00+00:00","effective_to":null,"external_id":"web-1","keywords":[],)"
      R"("library":"业务知识库","questions":["上不了网"],"scope":{"customers":[],"product":[],"region":["城东区"]},)"
      R"("script":"请您\n稍等。","title":"宽带“断网”怎么办"})");
}

TEST(Canonical, ComesBackAsItWent) {
  ChangeContent content;
  content.summary = "一";
  ChangeItem revise;
  revise.action = ChangeAction::kRevise;
  revise.entry = EntryId{3};
  revise.base_revision = 2;
  revise.text = sample_text();
  ChangeItem retire;
  retire.action = ChangeAction::kRetire;
  retire.entry = EntryId{4};
  retire.base_revision = 1;
  retire.retire_at = *parse_instant("2027-01-01");
  content.items = {revise, retire};
  const auto back = change_content_from_canonical(canonical(content));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, content);
  EXPECT_EQ(change_content_from_canonical("{}").error().code, "store_damaged");
}

TEST(Canonical, AnyDifferenceChangesTheDigestOfAChangeSet) {
  ChangeContent content;
  content.items.push_back({ChangeAction::kNew, {}, 0, sample_text(), {}, ""});
  const std::string digest = change_digest(content, DepartmentCode{"network"}, NoticeId{1});
  EXPECT_NE(change_digest(content, DepartmentCode{"water"}, NoticeId{1}), digest);
  EXPECT_NE(change_digest(content, DepartmentCode{"network"}, NoticeId{2}), digest);
  content.items[0].text.script += " ";
  EXPECT_NE(change_digest(content, DepartmentCode{"network"}, NoticeId{1}), digest);
}

JournalRecord record(std::int64_t seq, const std::string& previous) {
  JournalRecord row;
  row.seq = seq;
  row.at = Instant::from_seconds(1'800'000'000 + seq);
  row.actor = PersonId{7};
  row.actor_login = "editor";
  row.verb = "publish_change";
  row.subject = {"change", "12"};
  row.new_digest = sha256_hex("x");
  row.refs = {{"entry", "3"}};
  row.previous_hash = previous;
  row.hash = hash_of(row);
  return row;
}

TEST(Journal, TheHashOfARecordIsExactlyThis) {
  // Computed once by an independent program from docs/journal.md.
  EXPECT_EQ(hash_of(record(1, kFirstPreviousHash)),
            "96bba79b06857868ee66cb0dcf6d37f85ac25fcbcabe03708e3a47d67d7ff43d");
}

TEST(Journal, EveryFieldCountsInTheHash) {
  const JournalRecord original = record(1, kFirstPreviousHash);
  std::vector<JournalRecord> changed(10, original);
  changed[0].seq = 2;
  changed[1].at.us += 1;
  changed[2].actor = PersonId{8};
  changed[3].actor_login = "x";
  changed[4].verb = "x";
  changed[5].subject.id = "13";
  changed[6].old_digest = "x";
  changed[7].detail = R"({"a":1})";
  changed[8].refs.clear();
  changed[9].previous_hash[0] = '1';
  for (const JournalRecord& row : changed) EXPECT_NE(hash_of(row), original.hash);
}

TEST(Journal, AWalkNamesTheFirstRecordThatIsWrong) {
  const JournalRecord first = record(1, kFirstPreviousHash), second = record(2, first.hash),
                      third = record(3, second.hash);
  JournalWalk good;
  EXPECT_TRUE(good.next(first) && good.next(second) && good.next(third));
  EXPECT_EQ(good.verdict().records, 3);
  JournalWalk gap;
  EXPECT_TRUE(gap.next(first));
  EXPECT_FALSE(gap.next(third));
  EXPECT_EQ(gap.verdict().first_bad, 3);
  JournalWalk replaced;
  JournalRecord other = second;
  other.verb = "nothing";
  other.hash = hash_of(other);
  EXPECT_TRUE(replaced.next(first) && replaced.next(other));
  EXPECT_FALSE(replaced.next(third));
  EXPECT_EQ(replaced.verdict().first_bad, 3);
}

TEST(Instants, AreReadAndWrittenInRfc3339) {
  EXPECT_EQ(format_instant(*parse_instant("2026-11-22T14:03:00+08:00")), "2026-11-22T14:03:00+08:00");
  EXPECT_EQ(format_instant(*parse_instant("2026-11-22T06:03:00Z")), "2026-11-22T14:03:00+08:00");
  EXPECT_EQ(format_instant(*parse_instant("2026-11-22T14:03:00.25+08:00")),
            "2026-11-22T14:03:00.250000+08:00");
  EXPECT_EQ(format_instant(*parse_instant("1969-12-31T23:59:59.5Z"), 0), "1969-12-31T23:59:59.500000+00:00");
  EXPECT_EQ(format_instant(*parse_instant("2026-11-22")), "2026-11-22T00:00:00+08:00");
  for (const char* bad : {"", "2026-02-30", "2026-11-22T25:00:00Z", "2026-11-22T14:03:00", "22/11/2026",
                          "2026-11-22T14:03:00+08:00x", "1899-01-01"})
    EXPECT_EQ(parse_instant(bad).error().code, "bad_time") << bad;
}

}  // namespace
}  // namespace koujing::testing
