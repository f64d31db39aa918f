#include "content/originals/html_tree.h"

#include <libxml/parserInternals.h>

#include <limits>

#include "content/originals/extraction_errors.h"

namespace koujing {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter_of_tag(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// libxml2 compares each attribute of a tag with all before it. The sum of the squares over all tags, read the
// way that libxml2 reads attributes. Comments and scripts are not skipped: to be wrong there on the safe side
// costs a refusal, on the other side minutes.
std::size_t attribute_checks(std::string_view html) {
  std::size_t checks = 0;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
    if (++at >= html.size() || !is_letter_of_tag(html[at])) continue;
    std::size_t attributes = 0;
    while (at < html.size() && !is_space(html[at]) && html[at] != '>') ++at;
    while (at < html.size() && html[at] != '>') {
      if (is_space(html[at]) || html[at] == '/') {
        ++at;
        continue;
      }
      ++attributes;
      while (at < html.size() && !is_space(html[at]) && html[at] != '>' && html[at] != '=' && html[at] != '/')
        ++at;
      std::size_t value = at;
      while (value < html.size() && is_space(html[value])) ++value;
      if (value >= html.size() || html[value] != '=') continue;
      at = value + 1;
      while (at < html.size() && is_space(html[at])) ++at;
      if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
        at = html.find(html[at], at + 1);
        if (at == std::string_view::npos) at = html.size() - 1;
        ++at;
      } else {
        while (at < html.size() && !is_space(html[at]) && html[at] != '>') ++at;
      }
    }
    checks += attributes * attributes;
  }
  return checks;
}

struct Watch {
  startElementSAXFunc start = nullptr;  // libxml2's own
  std::size_t elements = 0;
  bool stopped = false;
};

void watch_start(void* context, const xmlChar* name, const xmlChar** attributes) {
  auto* parser = static_cast<htmlParserCtxtPtr>(context);
  auto* watch = static_cast<Watch*>(parser->_private);
  if (watch->stopped) return;
  if (++watch->elements > kMaxHtmlElements || parser->nodeNr > kMaxHtmlDepth) {
    watch->stopped = true;
    xmlStopParser(parser);
    return;
  }
  watch->start(context, name, attributes);
}

void be_silent(void*, const char*, ...) {}

}  // namespace

Result<HtmlDocument> parse_html(const std::string& utf8) {
  if (attribute_checks(utf8) > kMaxAttributeChecks)
    return original_expands_too_far("HTML tags with too many attributes");
  if (utf8.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return original_too_large();
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(utf8.size()));
  if (parser == nullptr) return original_damaged("libxml2 gave no parser");
  htmlCtxtUseOptions(parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                 HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
  if (xmlCharEncodingHandlerPtr encoding = xmlFindCharEncodingHandler("UTF-8"))
    xmlSwitchToEncoding(parser, encoding);
  Watch watch;
  watch.start = parser->sax->startElement;
  parser->_private = &watch;
  parser->sax->startElement = watch_start;
  parser->sax->error = be_silent;
  parser->sax->warning = be_silent;
  htmlParseDocument(parser);
  HtmlDocument document(parser->myDoc);
  parser->myDoc = nullptr;
  htmlFreeParserCtxt(parser);
  if (watch.stopped) return original_expands_too_far("HTML too deep or with too many elements");
  if (!document) return original_damaged("libxml2 gave no document");
  return document;
}

std::string_view element_name(const xmlNode* node) {
  if (node->type != XML_ELEMENT_NODE || node->name == nullptr) return {};
  return reinterpret_cast<const char*>(node->name);
}

std::string html_attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return {};
  std::string text(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return text;
}

}  // namespace koujing
