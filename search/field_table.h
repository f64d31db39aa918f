// The fields of the index: one table that the writer, the planner and search/README.md all read.
//
// A change of a prefix, slot, weight or analyser changes what is in the index: raise kIndexFormat with it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace koujing::search {

enum class Analyser : std::uint8_t {
  kText,       // tokens of text/tokenise.h: characters, pairs, words, numbers
  kGrams,      // the letters and two-character pieces of words, from all text fields
  kHeading,    // characters, pairs and pieces of the title and of each question, for suggestions
  kBeginning,  // the first one and two characters of the title and of each question
  kExact,      // the whole of it, folded, letters and digits only
  kWhole,      // as it is
  kPath,       // the path and each of its ancestors
  kInstant,    // 8 bytes that sort like the time
  kPacked,     // several lists in one string (facets.h)
};

inline constexpr int kNoSlot = -1;

struct Field {
  std::string_view name;
  std::string_view prefix;  // of its terms; text terms have none and begin with no capital letter
  int slot;                 // of its value, or kNoSlot
  unsigned weight;          // how often each token counts (wdf); 0: found by it, not ranked by it
  Analyser analyser;
  std::string_view help_zh;
  std::string_view help_en;
  std::string_view sample;  // a query or filter that finds by this field
};

// Weights: the title three times and all else once was the best single setting over the six dev sets
// (docs/decisions/0004-search-analysis.md, run of 2026-11-22).
inline constexpr std::array kFields = {
    Field{"title", "", kNoSlot, 3, Analyser::kText, "标准问", "The question as the editor put it",
          "宽带报修"},
    Field{"questions", "", kNoSlot, 1, Analyser::kText, "相似问", "Other ways of asking it",
          "网络断了怎么办"},
    Field{"brief", "", kNoSlot, 1, Analyser::kText, "十秒口径", "The ten-second wording", "先重启光猫"},
    Field{"script", "", kNoSlot, 1, Analyser::kText, "口径", "What is read to the customer", "请您重启光猫"},
    Field{"body", "", kNoSlot, 1, Analyser::kText, "说明", "Background for the agent", "光猫指示灯"},
    Field{"cautions", "", kNoSlot, 1, Analyser::kText, "禁语和注意", "What not to say", "不得承诺"},
    Field{"keywords", "", kNoSlot, 1, Analyser::kText, "关键词", "Keywords", "断网"},
    Field{"document_number", "", kNoSlot, 1, Analyser::kText, "发文字号", "Number of the notice",
          "〔2026〕15号"},
    Field{"piece", "G", kNoSlot, 0, Analyser::kGrams, "词的片段", "Any piece of a word", "phone"},
    Field{"heading", "H", kNoSlot, 0, Analyser::kHeading, "标题内的字词", "What a title contains", "报修"},
    Field{"beginning", "B", kNoSlot, 0, Analyser::kBeginning, "标题的开头", "How a title begins", "宽"},
    Field{"exact", "X", kNoSlot, 1, Analyser::kExact, "完整的标题、相似问、发文字号或外部编号",
          "A whole title, question, document number or external id", "宽带报修怎么办？"},
    Field{"entry", "E", 6, 0, Analyser::kWhole, "条目号", "Number of the entry", "E46"},
    Field{"span", "Q", kNoSlot, 0, Analyser::kWhole, "条目号和时段号，唯一", "Entry and span, unique",
          "Q46:0"},
    Field{"library", "L", kNoSlot, 0, Analyser::kWhole, "信息库", "Library", "业务知识库"},
    Field{"catalogue", "C", kNoSlot, 0, Analyser::kPath, "目录，含各级上级目录",
          "Catalogue path and its ancestors", "宽带/故障"},
    Field{"department", "D", kNoSlot, 0, Analyser::kWhole, "下发部门的代码和名称",
          "Code and name of the issuing department", "市场部"},
    Field{"region", "R", kNoSlot, 0, Analyser::kWhole, "地区；空名表示处处适用",
          "Region; the empty name: everywhere", "江北"},
    Field{"product", "P", kNoSlot, 0, Analyser::kWhole, "产品", "Product", "家庭宽带"},
    Field{"valid_from", "", 0, 0, Analyser::kInstant, "有效期起", "In force from", ""},
    Field{"valid_to", "", 1, 0, Analyser::kInstant, "有效期止（不含）", "In force until, exclusive", ""},
    Field{"known_from", "", 2, 0, Analyser::kInstant, "记录时间起", "Known from", ""},
    Field{"known_to", "", 3, 0, Analyser::kInstant, "记录时间止（不含）", "Known until, exclusive", ""},
    Field{"published_at", "", 4, 0, Analyser::kInstant, "发布时间，空查询按它排序",
          "Published; orders the empty query", ""},
    Field{"facets", "", 5, 0, Analyser::kPacked, "分面取值", "What the facets count", ""},
};

// Only for names that are in the table: compilation fails for others.
consteval Field field(std::string_view name) {
  for (const Field& candidate : kFields)
    if (candidate.name == name) return candidate;
  throw "no such field";
}
consteval std::uint32_t slot(std::string_view name) {
  if (field(name).slot == kNoSlot) throw "this field has no slot";
  return static_cast<std::uint32_t>(field(name).slot);
}

// Metadata of the index.
inline constexpr std::string_view kPositionKey = "position";  // decimal; in the commit that it describes
inline constexpr std::string_view kFormatKey = "format";  // decimal; kIndexFormat of the program that wrote

}  // namespace koujing::search
