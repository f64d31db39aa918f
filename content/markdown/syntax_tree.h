// Markdown parsed by cmark: the tree, and what it takes to read it. Included by this folder's .cc files only.
#pragma once

#include <cmark.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace koujing {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using SyntaxTree = std::unique_ptr<cmark_node, FreeNode>;  // never null

// A whole text of clean_source(), with the rules of chinese_emphasis.h applied.
SyntaxTree parse_blocks(std::string_view clean);

// Lines of one paragraph or one table cell, in which nothing may begin a block ("# a" stays as it is). The
// tree is a document of one paragraph.
SyntaxTree parse_inlines(const std::vector<std::string_view>& lines);

// True when a node lies deeper than kMaxMarkdownNesting: no honest text does, and browsers cut it off.
bool is_nested_too_deep(cmark_node* root);

// The text that a leaf holds, or the address of a link or image, without our marks.
std::string literal_of(cmark_node* leaf);
std::string address_of(cmark_node* link);

// The text of all leaves below `node` in one line: what an image shows when it is not shown.
std::string text_below(cmark_node* node);

// A paragraph in a tight list is shown without the space of a paragraph.
bool is_in_tight_list(cmark_node* paragraph);

// The source lines of a paragraph without the '>' and the blanks of the blocks that it lies in. `source` is
// the text that was given to parse_blocks, by lines.
std::vector<std::string_view> paragraph_lines(cmark_node* paragraph,
                                              const std::vector<std::string_view>& source);

}  // namespace koujing
