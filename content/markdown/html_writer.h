// The tree of a text as HTML. What it can write is the whole allow-list; it is stated in render.h's terms
// here:
//
//   elements    p br h1..h6 ul ol li blockquote pre code hr em strong a img table thead tbody tr th td
//   attributes  ol[start]  a[href rel]  img[src alt]  th[align] td[align]
//
// Guarded by tests/unit/content/markdown_safety_test.cc, which reads hostile inputs' output with an HTML
// parser.
#pragma once

#include <string>
#include <string_view>

namespace koujing {

// `clean` as from clean_source() and within the limits. False: nested too deeply to be shown parsed.
bool write_html(std::string_view clean, std::string& out);

// The text as it stands, escaped, its lines kept.
std::string plain_as_html(std::string_view clean);

}  // namespace koujing
