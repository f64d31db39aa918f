#include "editor_api/presenters/difference.h"

#include <algorithm>
#include <dtl/dtl.hpp>

#include "content/model/block.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {
namespace {

using nlohmann::json;
using Op = DiffSegment::Op;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A figure is one character here: 99 that becomes 89 is another figure, not another digit of it.
std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool after_figure = !list.empty() && is_digit(list.back().back());
    const bool within_figure =
        after_figure && (c == '.' || c == ',') && i + 1 < text.size() && is_digit(text[i + 1]);
    const bool goes_on = !list.empty() && is_digit(c) && is_digit(list.back().front());
    if (((c & 0xC0) == 0x80 && !list.empty()) || within_figure || goes_on)
      list.back() += c;
    else
      list.emplace_back(1, c);
  }
  return list;
}

void add(std::vector<DiffSegment>& segments, Op op, const std::string& text) {
  if (text.empty()) return;
  if (!segments.empty() && segments.back().op == op)
    segments.back().text += text;
  else
    segments.push_back({op, text});
}

// One or two equal characters between changes read worse than one change: 甲[乙→丙]丁[戊→己]. Merge runs of
// changes that only so few part, deletions before insertions.
std::vector<DiffSegment> readable(const std::vector<DiffSegment>& raw) {
  std::vector<DiffSegment> merged;
  std::string deleted, inserted;
  const auto flush = [&] {
    add(merged, Op::kDelete, deleted);
    add(merged, Op::kInsert, inserted);
    deleted.clear();
    inserted.clear();
  };
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool changing = !deleted.empty() || !inserted.empty();
    if (raw[i].op == Op::kDelete) {
      deleted += raw[i].text;
    } else if (raw[i].op == Op::kInsert) {
      inserted += raw[i].text;
    } else if (changing && i + 1 < raw.size() && characters(raw[i].text).size() <= 2) {
      deleted += raw[i].text;
      inserted += raw[i].text;
    } else {
      flush();
      add(merged, Op::kEqual, raw[i].text);
    }
  }
  flush();
  return merged;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : "\n") + item;
  return text;
}

struct Field {
  const char* name;
  std::string (*read)(const EntryText&, int);
};

std::string time_text(std::optional<Instant> at, int offset) {
  if (!at || *at == Instant::always() || *at == Instant::never()) return "";
  return format_instant(*at, offset);
}

const Field kFields[] = {
    {"title", [](const EntryText& t, int) { return t.title; }},
    {"questions", [](const EntryText& t, int) { return joined(t.questions); }},
    {"brief", [](const EntryText& t, int) { return t.brief; }},
    {"script", [](const EntryText& t, int) { return without_block_marks(t.script); }},
    {"body", [](const EntryText& t, int) { return without_block_marks(t.body); }},
    {"cautions", [](const EntryText& t, int) { return joined(t.cautions); }},
    {"keywords", [](const EntryText& t, int) { return joined(t.keywords); }},
    {"region", [](const EntryText& t, int) { return joined(t.scope.region); }},
    {"product", [](const EntryText& t, int) { return joined(t.scope.product); }},
    {"customers", [](const EntryText& t, int) { return joined(t.scope.customers); }},
    {"library", [](const EntryText& t, int) { return t.library; }},
    {"catalogue", [](const EntryText& t, int) { return t.catalogue; }},
    {"department", [](const EntryText& t, int) { return t.department.value; }},
    {"effective_from", [](const EntryText& t, int offset) { return time_text(t.validity.from, offset); }},
    {"effective_to", [](const EntryText& t, int offset) { return time_text(t.validity.to, offset); }},
    {"external_id", [](const EntryText& t, int) { return t.external_id; }},
};

// The originals of a notice, out of it; none for null.
json take_originals(json& notice) {
  if (notice.is_null()) return json::array();
  json originals = std::move(notice["originals"]);
  notice.erase("originals");
  return originals;
}

bool is_among(const json& original, const json& originals) {
  return std::any_of(originals.begin(), originals.end(),
                     [&](const json& other) { return other["sha256"] == original["sha256"]; });
}

}  // namespace

std::vector<DiffSegment> differences(const std::string& before, const std::string& after) {
  constexpr std::size_t kMostCharacters = 20'000;  // dtl's O(ND): about 0.2 s at worst here
  auto a = characters(before), b = characters(after);
  std::size_t head = 0, tail = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  while (tail + head < a.size() && tail + head < b.size() && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  const auto part = [](const std::vector<std::string>& list, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text += list[i];
    return text;
  };
  std::vector<DiffSegment> raw;
  add(raw, Op::kEqual, part(a, 0, head));
  const std::vector<std::string> middle_a(a.begin() + static_cast<std::ptrdiff_t>(head),
                                          a.end() - static_cast<std::ptrdiff_t>(tail));
  const std::vector<std::string> middle_b(b.begin() + static_cast<std::ptrdiff_t>(head),
                                          b.end() - static_cast<std::ptrdiff_t>(tail));
  if (middle_a.size() + middle_b.size() > kMostCharacters || middle_a.empty() || middle_b.empty()) {
    add(raw, Op::kDelete, part(a, head, a.size() - tail));
    add(raw, Op::kInsert, part(b, head, b.size() - tail));
  } else {
    dtl::Diff<std::string> diff(middle_a, middle_b);
    diff.compose();
    for (const auto& [character, info] : diff.getSes().getSequence())
      add(raw,
          info.type == dtl::SES_ADD      ? Op::kInsert
          : info.type == dtl::SES_DELETE ? Op::kDelete
                                         : Op::kEqual,
          character);
  }
  add(raw, Op::kEqual, part(a, a.size() - tail, a.size()));
  return readable(raw);
}

json field_difference(const char* field, const std::string& before, const std::string& after) {
  json segments = json::array();
  for (const DiffSegment& segment : differences(before, after)) {
    const char* op = segment.op == Op::kEqual ? "equal" : segment.op == Op::kInsert ? "insert" : "delete";
    segments.push_back({{"op", op}, {"text", segment.text}});
  }
  return {{"field", field}, {"changed", before != after}, {"segments", std::move(segments)}};
}

json field_differences(const EntryText* before, const EntryText* after, int utc_offset_minutes) {
  json fields = json::array();
  for (const Field& field : kFields) {
    const std::string old_text = before != nullptr ? field.read(*before, utc_offset_minutes) : "";
    const std::string new_text = after != nullptr ? field.read(*after, utc_offset_minutes) : "";
    fields.push_back(field_difference(field.name, old_text, new_text));
  }
  return fields;
}

Result<json> Presenter::paper_differences(const Revision& before, const Revision& after) {
  KJ_TRY(json old_notice, notice_of(before));
  KJ_TRY(json new_notice, notice_of(after));
  const json was = take_originals(old_notice), is = take_originals(new_notice);
  json originals = json::array();
  const auto add_as = [&](json original, const char* state) {
    original["state"] = state;
    originals.push_back(std::move(original));
  };
  for (const json& original : was)
    if (!is_among(original, is)) add_as(original, "gone");
  for (const json& original : is) add_as(original, is_among(original, was) ? "same" : "added");
  return json{
      {"from", std::move(old_notice)}, {"to", std::move(new_notice)}, {"originals", std::move(originals)}};
}

}  // namespace koujing::door
