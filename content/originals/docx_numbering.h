// Word's automatic numbering, counted: the numbers 第一条, （一） and 1.2 stand in no text of the document,
// yet people quote them.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "content/originals/docx_styles.h"

namespace koujing {

struct ListLabel {
  bool bullet = false;
  std::optional<int> number;  // set for plain counting (1. 2. 3.), which Markdown has lists for
  std::string text;           // as Word shows it: "第一条 ", "（二）", "1.2 "; "" for a bullet
  int level = 0;
};

// Counts while the document is read from top to bottom: one object for one reading.
class DocxNumbering {
 public:
  // The part numbering.xml; nullptr when the document has none. Error original_damaged.
  static Result<DocxNumbering> read(const std::string* part);

  // The label of the next paragraph so numbered; nothing when the reference leads nowhere.
  std::optional<ListLabel> next(const NumberingRef& ref);

 private:
  static constexpr int kLevels = 9;

  struct Level {
    std::string format = "decimal";
    std::string text;  // "第%1条"
    int start = 1;
    bool legal = false;  // all parts in digits
  };
  struct Scheme {
    std::array<Level, kLevels> levels;
    std::array<std::optional<int>, kLevels> counters;
  };
  struct Instance {
    std::string scheme;
    std::array<std::optional<int>, kLevels> restart;  // startOverride, used up by the first paragraph
  };

  std::map<std::string, Scheme, std::less<>> schemes_;
  std::map<std::string, Instance, std::less<>> instances_;
};

}  // namespace koujing
