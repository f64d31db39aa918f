// Markdown to safe HTML and to plain text. The only place that makes HTML out of what people wrote.
//
// cmark (CommonMark, safe mode) plus pipe tables of our own, and the CJK fix for bold next to full-width
// punctuation; why not cmark-gfm is in docs/decisions/. The output holds only the elements and attributes of
// the allow-list in html_writer.h: no raw HTML, links with https, http, mailto or tel or site-relative, with
// rel="noopener noreferrer"; images only from /api/v1/originals/. Text over the limits is shown as escaped
// plain text, never parsed.
#pragma once

#include <string>
#include <string_view>

namespace koujing {

inline constexpr std::size_t kMaxMarkdownBytes = 256 * 1024;

std::string render_html(std::string_view markdown);   // valid UTF-8 in, never fails
std::string render_plain(std::string_view markdown);  // the text alone, lines kept, for reading and indexing

}  // namespace koujing
