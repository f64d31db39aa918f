#include "search/field_table.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "search/document_terms.h"
#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

std::string_view analyser_name(Analyser analyser) {
  switch (analyser) {
    case Analyser::kText:
      return "text";
    case Analyser::kGrams:
      return "grams";
    case Analyser::kBeginning:
      return "beginning";
    case Analyser::kExact:
      return "exact";
    case Analyser::kQuantity:
      return "quantity";
    case Analyser::kInitials:
      return "initials";
    case Analyser::kWhole:
      return "whole";
  }
  return "";
}

std::string row(const Field& field) {
  std::ostringstream line;
  line << "| " << field.name << " | " << (field.prefix.empty() ? "–" : field.prefix) << " | "
       << analyser_name(field.analyser) << " | " << field.help_zh << " | " << field.help_en << " | "
       << field.sample << " |";
  return line.str();
}

TEST(FieldTable, IsTheTableOfTheReadme) {
  std::ifstream readme(std::string(KOUJING_SOURCE_DIR) + "/search/README.md");
  ASSERT_TRUE(readme.is_open());
  std::vector<std::string> rows;
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("| field | prefix | analyser |")) {
      inside = true;
      std::getline(readme, line);  // the rule below the heading
    } else if (inside && line.starts_with("|")) {
      rows.push_back(line);
    } else {
      inside = false;
    }
  }
  std::vector<std::string> expected;
  for (const Field& field : kFields) expected.push_back(row(field));
  EXPECT_EQ(rows, expected);
}

TEST(FieldTable, GivesNoPrefixTwice) {
  std::set<std::string_view> prefixes;
  for (const Field& field : kFields) EXPECT_TRUE(prefixes.insert(field.prefix).second) << field.name;
}

TEST(FieldTable, SamplesFindByTheirFields) {
  IndexDocument sample = document(46, "宽带报修怎么办？", "请您重启光猫", {"网络断了怎么办"});
  sample.text.brief = "先重启光猫";
  sample.body_plain = "看光猫指示灯";
  sample.text.cautions = {"不得承诺时限，每次120元"};
  sample.text.keywords = {"断网", "iphone"};
  sample.document_number = "市场〔2026〕15号";
  SmallIndex index;
  index.put({sample, document(47, "无关")});
  for (const Field& field : kFields) {
    const auto found = index.found(std::string(field.sample));
    ASSERT_FALSE(found.empty()) << field.name;
    EXPECT_EQ(found.front(), 46) << field.name;
  }
}

TEST(DocumentTerms, AreNeverLongerThanXapianTakes) {
  IndexDocument odd =
      document(1, std::string(5000, 'x'), std::string(300, 'y') + " " + std::string("a\0b", 3));
  odd.text.library = std::string(200, '\0');
  odd.text.catalogue = std::string(400, 'c') + "/" + std::string(400, 'd');
  std::vector<std::string> made;
  for (const auto& [text, counts] : terms_of(normal_fields(odd))) made.push_back(text);
  for (const std::string& name : names_of(odd, normal_fields(odd))) made.push_back(name_term(name));
  for (const std::string& text : made) {
    EXPECT_LE(text.size(), kMaxTermBytes);
    EXPECT_EQ(text.find('\0'), std::string::npos);
  }
}

TEST(DocumentTerms, HashLongNamesAlikeOnBothSidesAndApartFromOthers) {
  const std::string name(300, 'n');
  EXPECT_EQ(term("L", name), term("L", name));
  EXPECT_NE(term("L", name), term("L", name + "m"));
  EXPECT_EQ(term("L", "短名"), "L短名");
}

}  // namespace
}  // namespace koujing::search
