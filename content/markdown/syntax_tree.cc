#include "content/markdown/syntax_tree.h"

#include <algorithm>
#include <cstddef>

#include "content/markdown/chinese_emphasis.h"
#include "content/markdown/source_text.h"

namespace koujing {
namespace {

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

SyntaxTree parse(const std::string& marked) {
  SyntaxTree tree(cmark_parse_document(marked.data(), marked.size(), CMARK_OPT_DEFAULT));
  cmark_consolidate_text_nodes(tree.get());
  return tree;
}

std::string_view skip_blanks(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view{} : line.substr(begin);
}

// The '>' of each block quote around the paragraph; a lazy line may leave them out.
std::string_view skip_container_marks(std::string_view line, int quotes) {
  for (line = skip_blanks(line); quotes > 0 && line.starts_with('>'); --quotes) {
    line = skip_blanks(line.substr(1));
  }
  return line;
}

}  // namespace

SyntaxTree parse_blocks(std::string_view clean) { return parse(mark_emphasis(clean)); }

SyntaxTree parse_inlines(const std::vector<std::string_view>& lines) {
  std::string text;
  for (std::string_view line : lines) {
    if (!text.empty()) text += '\n';
    // A mark and a blank before each line: a line that starts so can start no block, and ** after the blank
    // still sees the start of a line.
    text += kInlineMark;
    text += ' ';
    text += mark_emphasis(line);
  }
  return parse(text);
}

bool is_nested_too_deep(cmark_node* root) {
  int depth = 0;
  for (cmark_node* node = root; node != nullptr;) {  // without recursion: the depth is what we do not trust
    if (depth > kMaxMarkdownNesting) return true;
    if (cmark_node* child = cmark_node_first_child(node)) {
      node = child;
      ++depth;
      continue;
    }
    while (node != nullptr && node != root && cmark_node_next(node) == nullptr) {
      node = cmark_node_parent(node);
      --depth;
    }
    node = node == root ? nullptr : cmark_node_next(node);
  }
  return false;
}

std::string literal_of(cmark_node* leaf) {
  const char* literal = cmark_node_get_literal(leaf);
  return literal == nullptr ? std::string{} : without_marks(literal);
}

std::string address_of(cmark_node* link) {
  const char* url = cmark_node_get_url(link);
  return url == nullptr ? std::string{} : without_marks(url);
}

std::string text_below(cmark_node* node) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(node));
  std::string text;
  for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
    cmark_node* leaf = cmark_iter_get_node(iterator.get());
    if (event != CMARK_EVENT_ENTER) continue;
    switch (cmark_node_get_type(leaf)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
      case CMARK_NODE_HTML_INLINE:
        text += literal_of(leaf);
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        text += ' ';
        break;
      default:
        break;
    }
  }
  return text;
}

bool is_in_tight_list(cmark_node* paragraph) {
  cmark_node* item = cmark_node_parent(paragraph);
  if (item == nullptr || cmark_node_get_type(item) != CMARK_NODE_ITEM) return false;
  return cmark_node_get_list_tight(cmark_node_parent(item)) != 0;
}

std::vector<std::string_view> paragraph_lines(cmark_node* paragraph,
                                              const std::vector<std::string_view>& source) {
  int quotes = 0;
  for (cmark_node* above = cmark_node_parent(paragraph); above != nullptr; above = cmark_node_parent(above)) {
    if (cmark_node_get_type(above) == CMARK_NODE_BLOCK_QUOTE) ++quotes;
  }
  const auto first = static_cast<std::size_t>(std::max(1, cmark_node_get_start_line(paragraph)));
  const auto last =
      std::min(source.size(), static_cast<std::size_t>(std::max(0, cmark_node_get_end_line(paragraph))));
  std::vector<std::string_view> lines;
  for (std::size_t number = first; number <= last; ++number) {
    std::string_view line = source[number - 1];
    if (number == first) {  // the column says where the marks of lists and quotes end
      const auto column = static_cast<std::size_t>(std::max(1, cmark_node_get_start_column(paragraph)));
      lines.push_back(skip_blanks(line.substr(std::min(line.size(), column - 1))));
    } else {
      lines.push_back(skip_container_marks(line, quotes));
    }
  }
  return lines;
}

}  // namespace koujing
