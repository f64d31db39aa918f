// A line of text with some of it bold, on its way from a document into Markdown.
//
// Escapes what Markdown would take for its own, and only that: Chinese punctuation needs no backslash, and a
// backslash too many is read out by somebody.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace koujing {

class InlineText {
 public:
  // UTF-8; '\n' breaks the line. Control characters and invalid bytes are dropped or replaced.
  void add(std::string_view text, bool bold = false);
  void append(const InlineText& other);

  bool empty() const;         // nothing but blanks
  std::string plain() const;  // in one line, without bold
  bool all_bold() const;      // every letter is

  std::string markdown() const;           // for a paragraph, heading or list item; may hold line breaks
  std::string markdown_for_cell() const;  // for a table cell: pipes escaped, breaks as <br>
  InlineText without_bold() const;

 private:
  struct Run {
    std::string text;
    bool bold = false;
  };
  std::vector<std::vector<Run>> lines() const;  // blanks at the ends of each line removed
  std::string line_markdown(const std::vector<Run>& line) const;

  std::vector<Run> runs_;  // neighbours differ in boldness
};

}  // namespace koujing
