#include "search/highlight.h"

#include <gtest/gtest.h>

#include <random>

#include "search/text/encoding.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

std::string marked(const char* query, std::string_view text) {
  return Highlighter(analyse(query)).mark(text);
}
std::string snippet(const char* query, const std::vector<std::string_view>& fields) {
  return Highlighter(analyse(query)).snippet(fields);
}

TEST(Highlight, MergesNeighbouringCharacters) {
  EXPECT_EQ(marked("国际漫游", "怎样开通国际漫游业务"), "怎样开通<mark>国际漫游</mark>业务");
}

TEST(Highlight, MarksTheTextAsItWasWritten) {
  EXPECT_EQ(marked("国际漫游5g", "ＡＢ國際漫遊５Ｇ套餐"), "ＡＢ<mark>國際漫遊５Ｇ</mark>套餐");
  EXPECT_EQ(marked("m2", "每㎡收费"), "每<mark>㎡</mark>收费");
}

TEST(Highlight, EscapesEverythingButItsMarks) {
  EXPECT_EQ(marked("漫游", "<b>漫游</b> & \"'"), "&lt;b&gt;<mark>漫游</mark>&lt;/b&gt; &amp; &quot;&#39;");
  EXPECT_EQ(marked("<b>", "<b>粗</b>"), "&lt;<mark>b</mark>&gt;粗&lt;/<mark>b</mark>&gt;");
  EXPECT_EQ(marked("", "a\tb"), "a b");
  EXPECT_EQ(marked("漫游", ""), "");
}

TEST(Highlight, MarksAWordWithinALongerOne) {
  EXPECT_EQ(marked("phone", "iPhone15Pro"), "i<mark>Phone</mark>15Pro");
  EXPECT_EQ(marked("15", "2015年"), "2015年");
}

TEST(Highlight, MarksSingleCharactersOnlyWhereNothingBetterIs) {
  EXPECT_EQ(marked("漫游费", "漫游的费用，游客"), "<mark>漫游</mark>的费用，游客");
  EXPECT_EQ(marked("漫游费", "费用，游客"), "<mark>费</mark>用，<mark>游</mark>客");
}

TEST(Highlight, MarksANumberHoweverItIsPunctuated) {
  EXPECT_EQ(marked("400-800-1234", "热线400‐800‐1234转1"), "热线<mark>400‐800‐1234</mark>转1");
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Snippet, ShowsThePassageThatHoldsMostOfTheQuestion) {
  const std::string text = "客户来电先问候。漫游一词先见于此。" + repeated("这里说的是别的事情。", 40) +
                           "国际漫游需要先预存话费。" + repeated("后面又是别的事情。", 40);
  const std::string shown = snippet("国际漫游预存话费", {text});
  EXPECT_NE(shown.find("<mark>国际漫游</mark>需要先<mark>预存话费</mark>。"), std::string::npos) << shown;
  EXPECT_TRUE(shown.starts_with("…")) << shown;
  EXPECT_TRUE(shown.ends_with("…")) << shown;
}

TEST(Snippet, ShowsAShortTextWhole) {
  EXPECT_EQ(snippet("漫游", {"", "开通漫游请按一"}), "开通<mark>漫游</mark>请按一");
}

TEST(Snippet, ShowsTheBeginningWhenNothingMatches) {
  EXPECT_EQ(snippet("发票", {"开通漫游请按一", "别的"}), "开通漫游请按一");
  EXPECT_EQ(snippet("发票", {"", ""}), "");
}

TEST(Snippet, PrefersTheEarlierFieldAmongEquals) {
  EXPECT_EQ(snippet("漫游", {"口径里的漫游", "说明里的漫游"}), "口径里的<mark>漫游</mark>");
}

std::size_t visible_characters(std::string html) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < html.size();) {
    if (html.compare(at, 6, "<mark>") == 0) {
      at += 6;
    } else if (html.compare(at, 7, "</mark>") == 0) {
      at += 7;
    } else if (html[at] == '&') {
      at = html.find(';', at) + 1;
      ++count;
    } else {
      next_character(html, at);
      ++count;
    }
  }
  return count;
}

// Any text and any query: what comes out is valid, balanced, unnested, no longer than promised.
TEST(Snippet, IsSoundForAnyText) {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"漫游", "漫", "国際", "。", "\n",      "iPhone15", "15",
                                           "<",    "&",  "\xFF", "㎡", "e\u0301", " ",        "😀"};
  for (int round = 0; round < 1500; ++round) {
    std::string text, query;
    const int length = static_cast<int>(random() % 200);
    for (int i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
    for (int i = 0; i < 4; ++i) query += pieces[random() % pieces.size()];
    for (const std::string& html : {snippet(query.c_str(), {text}), marked(query.c_str(), text)}) {
      ASSERT_TRUE(is_valid_utf8(html));
      bool open = false;
      for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        ASSERT_EQ(html.compare(at, open ? 7 : 6, open ? "</mark>" : "<mark>"), 0) << html;
        open = !open;
      }
      ASSERT_FALSE(open);
    }
    ASSERT_LE(visible_characters(snippet(query.c_str(), {text})), kSnippetCharacters * 2 + 2) << text;
  }
}

}  // namespace
}  // namespace koujing::search
