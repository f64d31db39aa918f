// HTML parsed by libxml2 under limits. Included by this folder's .cc files only.
//
// libxml2 loads nothing here (no network, no DTD) and HTML has no entities to define. What remains are
// constructs that take its time or memory far beyond the length of the file; these end the parsing.
#pragma once

#include <libxml/HTMLparser.h>

#include <memory>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace koujing {

inline constexpr int kMaxHtmlDepth = 256;
inline constexpr std::size_t kMaxHtmlElements = 1'000'000;       // 120 bytes each
inline constexpr std::size_t kMaxAttributeChecks = 100'000'000;  // comparisons, 0.3 s; see attribute_checks()

struct FreeHtml {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using HtmlDocument = std::unique_ptr<xmlDoc, FreeHtml>;  // never null

// Errors: original_expands_too_far, original_damaged (libxml2 gives nothing back).
Result<HtmlDocument> parse_html(const std::string& utf8);

std::string_view element_name(const xmlNode* node);  // in lower case; "" for what is no element
std::string html_attribute(const xmlNode* node, const char* name);

}  // namespace koujing
