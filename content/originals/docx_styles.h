// The styles of a Word document, as far as they say what a paragraph is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace koujing {

struct NumberingRef {
  std::string id;  // numId; "0" means: no numbering
  int level = 0;   // 0..8
};

struct DocxStyle {
  int heading = 0;        // 1..9; 0 is no heading
  bool contents = false;  // a line of the table of contents, made by Word from the headings
  bool bold = false;      // of a character style
  std::optional<NumberingRef> numbering;
};

class DocxStyles {
 public:
  // The part styles.xml; nullptr when the document has none. Error original_damaged.
  static Result<DocxStyles> read(const std::string* part);

  const DocxStyle& of(std::string_view style_id) const;  // a plain one when unknown

 private:
  std::map<std::string, DocxStyle, std::less<>> styles_;
  DocxStyle plain_;
};

}  // namespace koujing
