// The fields of the index: one table that the writer, the planner and search/README.md all read.
//
// A change of a prefix, slot, weight or analyser changes what is in the index: raise kIndexFormat with it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace koujing::search {

enum class Analyser : std::uint8_t {
  kText,       // tokens of text/tokenise.h: pairs, words, numbers; of headings single characters too
  kGrams,      // the letters and two-character pieces of words, from all text fields
  kBeginning,  // the first one and two characters of the title and of each question
  kExact,      // the whole of it, folded, letters and digits only
  kQuantity,   // amounts, times, numbers in one spelling (text/quantities.h)
  kInitials,   // every three neighbouring first letters of how it sounds
  kWhole,      // as it is
};

struct Field {
  std::string_view name;
  std::string_view prefix;  // of its terms; text has none, and no folded text begins with a capital letter
  Analyser analyser;
  std::string_view help_zh;
  std::string_view help_en;
  std::string_view sample;  // a query or filter that finds by this field
};

// A word has one list for headings (what an editor wrote to be found by) and running text together, whose
// postings say how often it is in either, so that the first stage weighs them apart. Single characters are
// kept for headings only: in running text every one is everywhere, and the second stage reads the text
// itself.
inline constexpr std::array kFields = {
    Field{"word", "", Analyser::kText, "标准问、相似问、关键词、发文字号、十秒口径、口径、说明、禁语和注意",
          "Title, other ways of asking, keywords, number of the notice, scripts, background, cautions",
          "请您重启光猫"},
    Field{"piece", "G", Analyser::kGrams, "词的片段", "Any piece of a word", "phone"},
    Field{"beginning", "B", Analyser::kBeginning, "标题的开头", "How a title begins", "宽"},
    Field{"quantity", "N", Analyser::kQuantity, "金额、时间、号码等的统一写法",
          "Amounts, times and numbers in one spelling", "一百二十元"},
    Field{"initials", "I", Analyser::kInitials, "标题和相似问的拼音首字母",
          "First letters of how a title or question sounds", "kdbx"},
    Field{"name", "X", Analyser::kExact, "完整的标题、相似问、发文字号或外部编号",
          "A whole title, question, document number or external id", "宽带报修怎么办？"},
    Field{"entry", "E", Analyser::kWhole, "条目号", "Number of the entry", "E46"},
};

// Only for names that are in the table: compilation fails for others.
consteval Field field(std::string_view name) {
  for (const Field& candidate : kFields)
    if (candidate.name == name) return candidate;
  throw "no such field";
}

// Metadata of the index.
inline constexpr std::string_view kPositionKey = "position";  // decimal; in the commit that it describes
inline constexpr std::string_view kFormatKey = "format";  // decimal; kIndexFormat of the program that wrote
inline constexpr std::string_view kSealedKey = "sealed";  // decimal; documents of the sealed base
inline constexpr std::string_view kSealedAtKey = "sealed-at";  // decimal; feed position of the sealed base
}  // namespace koujing::search
