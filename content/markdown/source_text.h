// Markdown source made ready for the parser, and the limits that keep the parser away from hostile input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace koujing {

// Three noncharacters of Unicode (never exchanged between people, section 23.7 of the standard) mark places
// for our own use. They are removed from what comes in, and stripped from everything that goes out.
inline constexpr std::string_view kLetterMark = "\xEF\xB7\x90";  // U+FDD0: counts as a letter beside **
inline constexpr std::string_view kInlineMark = "\xEF\xB7\x91";  // U+FDD1: keeps a line from starting a block
inline constexpr std::string_view kStarMark = "\xEF\xB7\x92";    // U+FDD2: a * that is no emphasis

// A paragraph, list or table can be this long in one line, and blocks can hold blocks this deep. cmark 0.30.2
// takes quadratic time beyond (docs/decisions/0005-markdown-tables.md has the measurements).
inline constexpr std::size_t kMaxMarkdownLine = 64 * 1024;
inline constexpr int kMaxMarkdownNesting = 100;

// Valid UTF-8, lines ending in \n only, without control characters (tab and newline stay) and without our
// marks.
std::string clean_source(std::string_view markdown);

// True when the text must be shown as it stands instead of being parsed. Linear in the text.
bool is_over_markdown_limits(std::string_view clean);

// Without kLetterMark, without kInlineMark and the blank that goes with it, and with * for kStarMark.
std::string without_marks(std::string_view text);

std::vector<std::string_view> split_lines(std::string_view clean);  // without the line ends

}  // namespace koujing
