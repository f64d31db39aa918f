#include "content/markdown/links.h"

#include "content/markdown/source_text.h"
#include "content/markdown/syntax_tree.h"

namespace koujing {
namespace {

constexpr std::size_t kMostLinks = 200;
constexpr std::size_t kLongestAddress = 2000;

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

}  // namespace

std::vector<MarkdownLink> links_of(std::string_view markdown) {
  std::vector<MarkdownLink> links;
  const std::string clean = clean_source(markdown);
  if (clean.empty() || is_over_markdown_limits(clean)) return links;
  const SyntaxTree tree = parse_blocks(clean);
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(tree.get()));
  for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (event != CMARK_EVENT_ENTER || (type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE)) continue;
    if (links.size() == kMostLinks) break;
    links.push_back(
        {address_of(node).substr(0, kLongestAddress), text_below(node), type == CMARK_NODE_IMAGE});
  }
  return links;
}

}  // namespace koujing
