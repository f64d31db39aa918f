#include "search/xapian/stored_document.h"

#include <gtest/gtest.h>

#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

IndexDocument full() {
  IndexDocument made = document(46, "宽带报修怎么办", "**请重启**光猫", {"网断了", "上不了网"});
  made.script_plain = "请重启光猫";
  made.span = {RevisionId{7},
               3,
               99,
               {Instant{-5}, Instant{10}},
               {Instant{2}, std::nullopt},
               Standing::kUnconfirmed,
               ConfirmationId{12}};
  made.text.brief = "重启光猫";
  made.text.body = "# 说明";
  made.body_plain = "说明";
  made.text.cautions = {"不得承诺时限"};
  made.text.keywords = {"断网"};
  made.text.scope = {{"江北", "江南"}, {"宽带"}, {"政企"}};
  made.text.catalogue = "宽带/故障";
  made.text.validity = {Instant{3}, Instant{4}};
  made.document_number = "市场〔2026〕15号";
  made.confirmed_by = "李强";
  made.confirmed_at = Instant{77};
  made.published_at = Instant{std::numeric_limits<std::int64_t>::min()};
  return made;
}

TEST(StoredDocument, GivesBackEverythingThatAResultShows) {
  const IndexDocument in = full();
  const IndexDocument out = take(decode_document(encode_document(in)));
  EXPECT_EQ(out.entry, in.entry);
  EXPECT_EQ(out.span, in.span);
  EXPECT_EQ(out.text, in.text);
  EXPECT_EQ(out.script_plain, in.script_plain);
  EXPECT_EQ(out.body_plain, in.body_plain);
  EXPECT_EQ(out.department_name, in.department_name);
  EXPECT_EQ(out.document_number, in.document_number);
  EXPECT_EQ(out.digest, in.digest);
  EXPECT_EQ(out.confirmed_by, in.confirmed_by);
  EXPECT_EQ(out.confirmed_at, in.confirmed_at);
  EXPECT_EQ(out.published_at, in.published_at);
}

TEST(StoredDocument, RefusesEveryCutAndEveryAddition) {
  const std::string bytes = encode_document(full());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto cut = decode_document(std::string_view(bytes).substr(0, length));
    ASSERT_FALSE(cut.ok()) << length;
    ASSERT_EQ(cut.error().code, "index_damaged");
  }
  EXPECT_FALSE(decode_document(bytes + "x").ok());
}

TEST(StoredDocument, RepairsTextThatIsNotUtf8) {
  IndexDocument broken = full();
  broken.text.title = "宽\xFF带";
  EXPECT_EQ(take(decode_document(encode_document(broken))).text.title, "宽\uFFFD带");
}

TEST(StoredDocument, GivesTheHeadingsAlone) {
  const std::vector<std::string> expected = {"宽带报修怎么办", "网断了", "上不了网"};
  EXPECT_EQ(take(decode_headings(encode_document(full()))), expected);
  EXPECT_FALSE(decode_headings("").ok());
}

}  // namespace
}  // namespace koujing::search
