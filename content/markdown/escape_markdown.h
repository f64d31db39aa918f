// Backslashes where a plain text would otherwise be taken for Markdown, and nowhere else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace koujing {

// Escapes parts of one line, seeing the whole of it: a lone star or bracket means nothing and stays as it is.
class MarkdownEscaper {
 public:
  // `line` must outlive this object. `beside_stars`: stars of ours will stand in the same line.
  MarkdownEscaper(std::string_view line, bool beside_stars);
  std::string escape(std::size_t begin, std::size_t end) const;

 private:
  bool needs_escape(std::size_t at) const;
  bool underscores_mean_emphasis(std::size_t begin, std::size_t end) const;

  std::string_view line_;
  bool beside_stars_;
  bool many_stars_;
  bool link_like_;
};

// For the start of a line in a paragraph: '#', '>', fences and rules that would begin a block. Numbers and
// dashes that somebody typed as a list stay a list.
std::string escape_line_start(std::string line);

// For a table cell that is Markdown already.
std::string escape_pipes(std::string_view cell);

}  // namespace koujing
