// Markdown written block by block: what text extraction makes out of a document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/markdown/inline_text.h"

namespace koujing {

using MarkdownRow = std::vector<InlineText>;

class MarkdownWriter {
 public:
  // Level 1..6; deeper ones are written as 6. A heading without text is nothing.
  void heading(int level, const InlineText& text);
  void paragraph(const InlineText& text);

  // `depth` 0 is the outermost; a depth more than one below the item before it is brought up to that. A
  // number makes an ordered item; the items of a list follow each other without another block between them.
  void list_item(int depth, std::optional<int> number, const InlineText& text);

  // A pipe table whose first row is the header. Rows and columns without text are left out, a table of one
  // cell becomes paragraphs, and one longer than render.h shows as one table is cut into several with the
  // same header.
  void table(const std::vector<MarkdownRow>& rows);

  void preformatted(std::string_view text);  // as a fenced code block, its lines kept

  const std::string& first_heading() const { return first_heading_; }  // "" while there is none
  std::string take();  // everything written, ending in one newline unless empty

 private:
  void begin_block();

  std::string out_;
  std::string first_heading_;
  std::vector<bool> open_items_;  // the open list items from the outermost, true for ordered
};

}  // namespace koujing
