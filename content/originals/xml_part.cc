#include "content/originals/xml_part.h"

#include <algorithm>

#include "content/originals/extraction_errors.h"

namespace koujing {
namespace {

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_too_deep(pugi::xml_node root) {
  int depth = 0;
  for (pugi::xml_node node = root; node;) {
    if (depth > kMaxXmlDepth) return true;
    if (pugi::xml_node child = node.first_child()) {
      node = child;
      ++depth;
      continue;
    }
    while (node && node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    node = node == root ? pugi::xml_node{} : node.next_sibling();
  }
  return false;
}

}  // namespace

Result<XmlDocument> parse_xml_part(const std::string& part) {
  if (static_cast<std::size_t>(std::ranges::count(part, '<')) > kMaxXmlMarks ||
      static_cast<std::size_t>(std::ranges::count(part, '=')) > kMaxXmlMarks) {
    return original_expands_too_far("XML part with over 4,000,000 tags or attributes");
  }
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result parsed = document->load_buffer(
      part.data(), part.size(), pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single);
  if (!parsed) return original_damaged(std::string("XML: ") + parsed.description());
  for (pugi::xml_node top : document->children()) {
    if (top.type() == pugi::node_doctype) return original_with_entities();
  }
  if (is_too_deep(*document)) return original_expands_too_far("XML deeper than 256");
  return document;
}

std::string_view local_name(pugi::xml_node node) { return without_prefix(node.name()); }

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name) {
  for (pugi::xml_node child : parent.children()) {
    if (local_name(child) == name) return child;
  }
  return {};
}

std::string_view attribute_named(pugi::xml_node node, std::string_view name) {
  for (pugi::xml_attribute attribute : node.attributes()) {
    if (without_prefix(attribute.name()) == name) return attribute.value();
  }
  return {};
}

bool is_on(pugi::xml_node property) {
  if (!property) return false;
  const std::string_view value = attribute_named(property, "val");
  return value != "0" && value != "false" && value != "off";
}

}  // namespace koujing
