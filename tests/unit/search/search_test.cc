#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "search/text/characters.h"
#include "search/text/encoding.h"
#include "search/text/normalise.h"
#include "search/text/utf8.h"
#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<IndexDocument> service_centre() {
  std::vector<IndexDocument> documents = {
      document(1, "国际漫游怎么开通", "您好，发送短信KTGJMY到10086即可开通国际漫游，次日生效。",
               {"出国手机能用吗"}),
      document(2, "宽带报修怎么处理", "请先重启光猫；红灯常亮时我们在24小时内上门维修。",
               {"网断了怎么办", "上不了网"}),
      document(3, "iPhone15 Pro 合约机资费", "iPhone15 Pro合约价7,999元起，含5G套餐128元档。"),
      document(4, "水费账单与实际用量不符", "请您提供户号，我们核对抄表读数后在3个工作日内答复。",
               {"水表走得太快"}),
      document(5, "退订增值业务", "客户可随时退订，当月费用不退。不得承诺退还已产生的费用。"),
      document(6, "爆管停水应急口径", "因管道爆裂，江北区滨河路一带停水，预计今晚22:00恢复。")};
  documents[4].body_plain = "参见市场〔2026〕15号文件第三条，热线400-800-1234。";
  documents[5].text.cautions = {"不要透露施工单位"};
  documents[5].document_number = "水务〔2026〕7号";
  return documents;
}

class Searching : public ::testing::Test {
 protected:
  Searching() { index_.put(service_centre()); }
  std::int64_t first(const std::string& text) {
    const auto found = index_.found(text);
    return found.empty() ? 0 : found.front();
  }
  SmallIndex index_;
};

TEST_F(Searching, AnswersAQuestionInPlainWords) {
  EXPECT_EQ(first("我要出国了手机还能用吗？"), 1);
  EXPECT_EQ(first("家里的网突然断了，光猫亮红灯怎么办"), 2);
  EXPECT_EQ(first("为什么我的水费这么高"), 4);
}

// Every piece of two characters or more, from anywhere in any field, finds its entry.
TEST_F(Searching, FindsEverySubstringOfTwoCharactersOrMore) {
  std::mt19937 random(3);
  int tried = 0;
  for (const IndexDocument& one : service_centre()) {
    std::vector<std::string> fields = one.text.questions;
    fields.insert(fields.end(), {one.text.title, one.script_plain, one.body_plain, one.document_number});
    for (const std::string& field : fields) {
      std::vector<std::size_t> borders;
      for (std::size_t at = 0; at < field.size(); next_character(field, at)) borders.push_back(at);
      borders.push_back(field.size());
      for (std::size_t begin = 0; begin + 2 < borders.size(); ++begin)
        for (std::size_t length = 2; begin + length < borders.size() && length < 7;
             length += 1 + random() % 2) {
          const std::string piece = field.substr(borders[begin], borders[begin + length] - borders[begin]);
          const std::u32string characters = normalise(piece).characters;
          int solid = 0;
          for (const char32_t character : characters)
            solid += kind_of(character) != CharacterKind::kSeparator;
          if (solid < 2 || kind_of(characters[0]) == CharacterKind::kSeparator) continue;
          ++tried;
          ASSERT_THAT(index_.found(piece), Contains(one.entry.value)) << piece;
        }
    }
  }
  EXPECT_GT(tried, 500);
}

TEST_F(Searching, ShowsOnlyWhatSharesMoreThanACharacterWhenSomethingDoes) {
  EXPECT_THAT(index_.found("光猫"), ElementsAre(2));
  EXPECT_THAT(index_.found("猫光"), ElementsAre(2));  // nothing has the pair: by its characters
  EXPECT_THAT(index_.found("阑珊"), IsEmpty());
}

TEST_F(Searching, MeetsTraditionalAndSimplifiedBothWays) {
  EXPECT_EQ(first("國際漫遊"), 1);
  index_.put({document(7, "繳納電費的辦法", "請您登錄網上營業廳繳納電費。")});
  EXPECT_EQ(first("缴纳电费"), 7);
  EXPECT_EQ(first("網上營業廳"), 7);
}

TEST_F(Searching, MeetsFullAndHalfWidthAndAnyCase) {
  EXPECT_EQ(first("ＩＰＨＯＮＥ１５"), 3);
  EXPECT_EQ(first("ktgjmy"), 1);
}

TEST_F(Searching, AnswersMixedText) {
  EXPECT_THAT(index_.found("iPhone 漫游 5G"), ::testing::UnorderedElementsAre(1, 3));
  EXPECT_EQ(first("iphone"), 3);
  EXPECT_EQ(first("phone"), 3);
  EXPECT_EQ(first("iphnoe"), 3);
  EXPECT_EQ(first("5 P"), 3);
  EXPECT_EQ(first("G套"), 3);
}

TEST_F(Searching, FindsNumbersHoweverTheyArePunctuated) {
  EXPECT_EQ(first("4008001234"), 5);
  EXPECT_EQ(first("7999元"), 3);
  EXPECT_EQ(first("市场[2026]15号"), 5);
  EXPECT_EQ(first("水务2026年第7号"), 6);
}

TEST_F(Searching, PutsWhatWasNamedWholeFirst) {
  index_.put({document(8, "退订", "退订退订退订退订"),
              document(9, "退订增值业务的费用", "退订增值业务退订增值业务")});
  EXPECT_EQ(first("退订增值业务"), 5);
  EXPECT_EQ(first("kb-4"), 4);
  EXPECT_EQ(first("水务〔2026〕7号"), 6);
}

TEST_F(Searching, DoesNotTakeAShortNumberForAnId) {
  IndexDocument numbered = document(8, "无关内容");
  numbered.text.external_id = "10086";
  index_.put({numbered});
  EXPECT_THAT(index_.found("10086"), ElementsAre(1));
}

TEST_F(Searching, OrdersEqualsByEntryHoweverTheyCame) {
  index_.put({document(55, "预约营业厅"), document(53, "预约营业厅"), document(54, "预约营业厅")});
  EXPECT_THAT(index_.found("预约"), ElementsAre(53, 54, 55));
}

TEST_F(Searching, TakesAPhraseInQuotesExactly) {
  index_.put({document(10, "漫游国际版", "漫游套餐与国际业务，国际的漫游。")});
  EXPECT_THAT(index_.found("\"国际漫游\""), ElementsAre(1));
  EXPECT_THAT(index_.found("“國際漫遊”"), ElementsAre(1));
  EXPECT_THAT(index_.found("国际漫游"), ElementsAre(1, 10));
  EXPECT_THAT(index_.found("\"hone15 Pr\""), ElementsAre(3));
}

TEST_F(Searching, ChecksAPhraseInTheTextItself) {
  index_.put({document(11, "甲", "国际漫步。际漫花开。漫游四方。"), document(12, "乙", "国际漫游须知")});
  EXPECT_THAT(index_.found("\"国际漫游须\""), ElementsAre(12));
  const Answer answer = index_.search("\"国际漫游\"");
  std::set<std::int64_t> entries;
  for (const Hit& hit : answer.hits) entries.insert(hit.document.entry.value);
  EXPECT_EQ(entries, (std::set<std::int64_t>{1, 12}));
  EXPECT_EQ(answer.total, 2u);
  EXPECT_EQ(answer.facets.library.at(0).count, 2u);
}

TEST_F(Searching, TakesQuotesAsTextWhenNothingHasThePhrase) { EXPECT_EQ(first("\"国际长途漫游\""), 1); }

TEST_F(Searching, ListsTheNewestForAnEmptyQuery) {
  const Answer answer = index_.search(" 　");
  ASSERT_EQ(answer.hits.size(), 6u);
  EXPECT_EQ(answer.total, 6u);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(answer.hits[static_cast<std::size_t>(i)].document.entry.value, 6 - i);
}

TEST_F(Searching, ShowsWhatAResultNeeds) {
  const Answer answer = index_.search("爆管停水");
  ASSERT_FALSE(answer.hits.empty());
  const Hit& hit = answer.hits.front();
  EXPECT_EQ(hit.title_marked, "<mark>爆管停水</mark>应急口径");
  EXPECT_EQ(hit.snippet, "因管道爆裂，江北区滨河路一带<mark>停水</mark>，预计今晚22:00恢复。");
  EXPECT_EQ(hit.document.document_number, "水务〔2026〕7号");
  EXPECT_EQ(hit.document.text.cautions, (std::vector<std::string>{"不要透露施工单位"}));
  EXPECT_GT(hit.score, 0);
  EXPECT_EQ(answer.position, 1);
}

TEST_F(Searching, EscapesWhatLooksLikeMarkup) {
  index_.put({document(13, "<b>标签</b>", "<script>标签</script>")});
  const Answer answer = index_.search("标签");
  ASSERT_EQ(answer.hits.size(), 1u);
  EXPECT_EQ(answer.hits[0].title_marked, "&lt;b&gt;<mark>标签</mark>&lt;/b&gt;");
  EXPECT_EQ(answer.hits[0].snippet, "&lt;script&gt;<mark>标签</mark>&lt;/script&gt;");
}

TEST_F(Searching, AnswersHostileText) {
  std::string megabyte;
  while (megabyte.size() < 1'000'000) megabyte += "漫游 AND (";
  std::string nested(100'000, '(');
  const std::vector<std::string> hostile = {std::string("漫游\0宽带", 13),
                                            std::string(1, '\0'),
                                            megabyte,
                                            nested,
                                            "\"没有关上 \" \"",
                                            "AND NOT (",
                                            "漫游 AND",
                                            "NOT",
                                            "a*",
                                            "*",
                                            "漫*",
                                            "title:漫游",
                                            "\xFF\xFE\x80",
                                            "\xE6\xBC",
                                            "漫\xFF游",
                                            "“”",
                                            "-漫游",
                                            "+",
                                            "~^",
                                            "😀😀",
                                            std::string(128, 'a'),
                                            "\u202E漫游",
                                            std::string(500, '\xCC')};
  for (const std::string& text : hostile) {
    Request request;
    request.text = text;
    request.at = request.known = kNow;
    const auto answer = index_.reader->search(request);
    ASSERT_TRUE(answer.ok()) << text.substr(0, 40);
    for (const Hit& hit : answer->hits) EXPECT_TRUE(is_valid_utf8(hit.snippet));
    EXPECT_TRUE(index_.reader->suggest(text, kNow, 10).ok());
  }
  EXPECT_EQ(first(megabyte), 1);
  EXPECT_EQ(first("漫游 AND NOT ("), 1);
}

TEST_F(Searching, AnswersPagesFarBeyondTheEnd) {
  Request request;
  request.text = "漫游";
  request.at = request.known = kNow;
  request.offset = std::numeric_limits<std::size_t>::max();
  EXPECT_THAT(index_.search(request).hits, IsEmpty());
  EXPECT_EQ(index_.search(request).total, 1u);
}

TEST_F(Searching, ForgetsTheTextThatWasReplaced) {
  EXPECT_THAT(index_.found("国际漫游"), Contains(1));
  index_.put({document(1, "境外上网", "境外上网按天计费。")});
  EXPECT_THAT(index_.found("国际漫游"), Not(Contains(1)));
  EXPECT_THAT(index_.found("境外上网"), Contains(1));
  must(index_.writer->replace_entry(EntryId{1}, {}));
  must(index_.writer->commit(3));
  EXPECT_THAT(index_.found("境外上网"), Not(Contains(1)));
  EXPECT_EQ(take(index_.reader->documents()), 5u);
}

TEST_F(Searching, RefusesABadDocumentAndKeepsTheRestOfTheBatch) {
  IndexDocument huge = document(20, "太大");
  huge.text.body = std::string(17 * 1024 * 1024, 'x');
  IndexDocument odd = document(21, std::string("奇怪\0标题", 13), std::string(3000, 'q'));
  odd.text.library = std::string(5000, 'L');
  const IndexDocument good = document(22, "好的条目");
  const Status refused = index_.writer->replace_entry(EntryId{20}, {&huge, 1});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "unindexable");
  EXPECT_EQ(refused.error().kind, ErrorKind::kInvalid);
  must(index_.writer->replace_entry(EntryId{21}, {&odd, 1}));
  must(index_.writer->replace_entry(EntryId{22}, {&good, 1}));
  must(index_.writer->commit(2));
  EXPECT_EQ(first("好的条目"), 22);
  EXPECT_EQ(first("奇怪"), 21);
  Request request;
  request.at = request.known = kNow;
  request.filters.library = {odd.text.library};
  EXPECT_THAT(index_.found(request), ElementsAre(21));
}

TEST_F(Searching, KeepsTheOldTextWhenTheNewOneIsRefused) {
  IndexDocument huge = document(1, "国际漫游");
  huge.text.body = std::string(17 * 1024 * 1024, 'x');
  const std::vector<IndexDocument> both = {document(1, "新的"), huge};
  EXPECT_FALSE(index_.writer->replace_entry(EntryId{1}, both).ok());
  must(index_.writer->commit(2));
  EXPECT_EQ(first("出国手机能用吗"), 1);
}

TEST_F(Searching, SuggestsTitlesAndQuestionsThatBeginWithOrHoldTheText) {
  index_.put({document(30, "宽带", ""), document(31, "家庭宽带报修热线", "", {"宽带报修打什么电话"})});
  EXPECT_THAT(take(index_.reader->suggest("宽带报", kNow, 10)),
              ElementsAre("宽带报修怎么处理", "宽带报修打什么电话", "家庭宽带报修热线"));
  EXPECT_THAT(take(index_.reader->suggest("寬", kNow, 2)), ElementsAre("宽带", "宽带报修怎么处理"));
  EXPECT_THAT(take(index_.reader->suggest("iph", kNow, 10)), ElementsAre("iPhone15 Pro 合约机资费"));
  EXPECT_THAT(take(index_.reader->suggest("hone", kNow, 10)), ElementsAre("iPhone15 Pro 合约机资费"));
  EXPECT_THAT(take(index_.reader->suggest("光猫", kNow, 10)), IsEmpty());
  EXPECT_THAT(take(index_.reader->suggest("", kNow, 10)), IsEmpty());
}

}  // namespace
}  // namespace koujing::search
