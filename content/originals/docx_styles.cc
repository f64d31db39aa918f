#include "content/originals/docx_styles.h"

#include <algorithm>
#include <cstdlib>

#include "content/originals/xml_part.h"

namespace koujing {
namespace {

// Chains of basedOn are followed this far; Word itself allows fewer than a dozen.
constexpr int kMaxChain = 32;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

int level_after(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix) || name.size() != prefix.size() + 1) return 0;
  const char digit = name.back();
  return digit >= '1' && digit <= '9' ? digit - '0' : 0;
}

// Built-in styles keep their English names in every language of Word and WPS; hand-made ones may be Chinese.
int heading_of_name(std::string_view name) {
  if (name == "title" || name == "标题") return 1;
  return std::max({level_after(name, "heading "), level_after(name, "标题 "), level_after(name, "标题")});
}

using StyleNodes = std::map<std::string_view, pugi::xml_node>;

DocxStyle resolve(pugi::xml_node style, const StyleNodes& nodes) {
  DocxStyle out;
  const std::string name = lower(attribute_named(child_named(style, "name"), "val"));
  out.heading = heading_of_name(name);
  out.contents = name.starts_with("toc ") || name.starts_with("目录 ");
  bool outline_seen = false;
  bool bold_seen = false;
  std::string_view number_id;
  std::string_view number_level;
  for (int step = 0; style && step < kMaxChain; ++step) {  // the nearest definition wins
    const pugi::xml_node paragraph = child_named(style, "pPr");
    if (const pugi::xml_node outline = child_named(paragraph, "outlineLvl"); outline && !outline_seen) {
      outline_seen = true;
      const int level = std::atoi(std::string(attribute_named(outline, "val")).c_str());
      if (out.heading == 0 && level >= 0 && level < 9) out.heading = level + 1;
    }
    const pugi::xml_node numbering = child_named(paragraph, "numPr");
    if (number_id.empty()) number_id = attribute_named(child_named(numbering, "numId"), "val");
    if (number_level.empty()) number_level = attribute_named(child_named(numbering, "ilvl"), "val");
    if (const pugi::xml_node bold = child_named(child_named(style, "rPr"), "b"); bold && !bold_seen) {
      bold_seen = true;
      out.bold = is_on(bold);
    }
    const auto base = nodes.find(attribute_named(child_named(style, "basedOn"), "val"));
    style = base == nodes.end() ? pugi::xml_node{} : base->second;
  }
  if (!number_id.empty()) {
    out.numbering = NumberingRef{std::string(number_id), std::atoi(std::string(number_level).c_str())};
  }
  return out;
}

}  // namespace

Result<DocxStyles> DocxStyles::read(const std::string* part) {
  DocxStyles styles;
  if (part == nullptr) return styles;
  KJ_TRY(const XmlDocument document, parse_xml_part(*part));
  StyleNodes nodes;
  for (pugi::xml_node style : document->document_element().children()) {
    if (local_name(style) == "style") nodes.emplace(attribute_named(style, "styleId"), style);
  }
  for (const auto& [id, node] : nodes) styles.styles_.emplace(id, resolve(node, nodes));
  return styles;
}

const DocxStyle& DocxStyles::of(std::string_view style_id) const {
  const auto found = styles_.find(style_id);
  return found == styles_.end() ? plain_ : found->second;
}

}  // namespace koujing
