// The addresses that a Markdown text leads to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace koujing {

struct MarkdownLink {
  std::string address;  // as it is written, at most 2,000 bytes
  std::string text;     // what is shown for it
  bool image = false;
};

// In their order, at most 200. None for a text over the limits of render.h, which is never parsed.
std::vector<MarkdownLink> links_of(std::string_view markdown);

}  // namespace koujing
