#include "content/markdown/render.h"

#include "content/markdown/html_writer.h"
#include "content/markdown/plain_writer.h"
#include "content/markdown/source_text.h"
#include "content/model/block.h"

namespace koujing {

std::string render_html(std::string_view markdown) {
  const std::string clean = clean_source(without_block_marks(markdown));
  std::string html;
  if (clean.empty()) return html;
  if (is_over_markdown_limits(clean) || !write_html(clean, html)) return plain_as_html(clean);
  return html;
}

std::string render_plain(std::string_view markdown) {
  std::string clean = clean_source(without_block_marks(markdown));
  std::string text;
  if (is_over_markdown_limits(clean) || !write_plain(clean, text)) text = std::move(clean);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace koujing
