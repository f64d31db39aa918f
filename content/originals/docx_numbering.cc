#include "content/originals/docx_numbering.h"

#include <algorithm>
#include <charconv>

#include "content/originals/number_words.h"
#include "content/originals/xml_part.h"

namespace koujing {
namespace {

constexpr std::size_t kMaxLabel = 120;  // bytes of "第%1条"; it is repeated with every paragraph
constexpr int kMaxCounter = 1'000'000;  // a start value beyond is not a number that anybody quotes

int number_of(std::string_view text, int otherwise) {
  int value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && value >= 0 && value <= kMaxCounter ? value : otherwise;
}

std::string_view value_of(pugi::xml_node parent, std::string_view name) {
  return attribute_named(child_named(parent, name), "val");
}

// "%2." at level 1 and the like: nothing but the level's own number and one mark of punctuation.
bool is_plain_counting(std::string_view text, int level) {
  const std::string own = "%" + std::to_string(level + 1);
  if (!text.starts_with(own)) return false;
  text.remove_prefix(own.size());
  return text.empty() || text == "." || text == ")" || text == "、" || text == "．" || text == "）";
}

}  // namespace

Result<DocxNumbering> DocxNumbering::read(const std::string* part) {
  DocxNumbering numbering;
  if (part == nullptr) return numbering;
  KJ_TRY(const XmlDocument document, parse_xml_part(*part));
  std::map<std::string, std::string, std::less<>> by_style_link;
  std::map<std::string, std::string, std::less<>> linked;
  for (pugi::xml_node node : document->document_element().children()) {
    if (local_name(node) == "abstractNum") {
      const std::string id(attribute_named(node, "abstractNumId"));
      Scheme& scheme = numbering.schemes_[id];
      for (pugi::xml_node child : node.children()) {
        if (local_name(child) != "lvl") continue;
        const int index = number_of(attribute_named(child, "ilvl"), kLevels);
        if (index >= kLevels) continue;
        Level& level = scheme.levels[static_cast<std::size_t>(index)];
        level.start = number_of(value_of(child, "start"), 1);
        if (const auto text = value_of(child, "lvlText"); text.size() <= kMaxLabel) level.text = text;
        level.legal = is_on(child_named(child, "isLgl"));
        if (const std::string_view format = value_of(child, "numFmt"); !format.empty()) level.format = format;
      }
      if (const auto link = value_of(node, "styleLink"); !link.empty()) by_style_link.emplace(link, id);
      if (const auto link = value_of(node, "numStyleLink"); !link.empty()) linked.emplace(id, link);
    } else if (local_name(node) == "num") {
      Instance& instance = numbering.instances_[std::string(attribute_named(node, "numId"))];
      instance.scheme = value_of(node, "abstractNumId");
      for (pugi::xml_node child : node.children()) {
        const int index = number_of(attribute_named(child, "ilvl"), kLevels);
        const std::string_view start = value_of(child, "startOverride");
        if (index < kLevels && !start.empty()) {
          instance.restart[static_cast<std::size_t>(index)] = number_of(start, 1);
        }
      }
    }
  }
  for (const auto& [id, link] : linked) {
    const auto target = by_style_link.find(link);
    if (target != by_style_link.end())
      numbering.schemes_[id].levels = numbering.schemes_[target->second].levels;
  }
  return numbering;
}

std::optional<ListLabel> DocxNumbering::next(const NumberingRef& ref) {
  const auto instance = instances_.find(ref.id);
  if (instance == instances_.end()) return std::nullopt;
  const auto found = schemes_.find(instance->second.scheme);
  if (found == schemes_.end()) return std::nullopt;
  Scheme& scheme = found->second;
  const auto index = static_cast<std::size_t>(std::clamp(ref.level, 0, kLevels - 1));
  const Level& level = scheme.levels[index];

  std::optional<int>& counter = scheme.counters[index];
  if (std::optional<int>& restart = instance->second.restart[index]) {
    counter = *restart;
    restart.reset();
  } else {
    counter = counter ? std::min(*counter + 1, kMaxCounter) : level.start;
  }
  for (std::size_t deeper = index + 1; deeper < scheme.counters.size(); ++deeper)
    scheme.counters[deeper].reset();

  ListLabel label;
  label.level = static_cast<int>(index);
  label.bullet = level.format == "bullet";
  if (label.bullet) return label;
  if (level.format == "decimal" && is_plain_counting(level.text, label.level)) label.number = *counter;
  for (std::size_t at = 0; at < level.text.size(); ++at) {
    const char digit = at + 1 < level.text.size() ? level.text[at + 1] : '\0';
    if (level.text[at] != '%' || digit < '1' || digit > '9') {
      label.text += level.text[at];
      continue;
    }
    const auto part = static_cast<std::size_t>(digit - '1');
    const int value = scheme.counters[part].value_or(scheme.levels[part].start);
    label.text += format_list_number(value, level.legal ? "decimal" : scheme.levels[part].format);
    ++at;
  }
  if (label.text.empty()) return std::nullopt;  // numbered, but shown without a number
  if (!label.text.ends_with("、") && !label.text.ends_with("）") && !label.text.ends_with("．"))
    label.text += ' ';
  return label;
}

}  // namespace koujing
