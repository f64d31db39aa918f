// What a document says of itself, as a form that a person corrects.
#include "search/study/notice_facts.h"
#include "editor_api/presenters/present.h"
#include "editor_api/stated_facts.h"

namespace koujing::door {
namespace {

using search::Stated;

// The words around a place, cut on borders of characters: enough to see why.
std::string quote(const Stated& stated, std::string_view text) {
  constexpr std::size_t kAround = 45;  // bytes: 15 ideographs
  std::size_t begin = stated.begin > kAround ? stated.begin - kAround : 0;
  std::size_t end = std::min<std::size_t>(stated.end + kAround, text.size());
  const std::size_t line = text.rfind('\n', stated.begin == 0 ? 0 : stated.begin - 1);
  if (line != std::string_view::npos && line >= begin && line < stated.begin) begin = line + 1;
  end = std::min(end, text.find('\n', stated.end));
  while (begin < stated.begin && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
  while (end > stated.end && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  while (begin < stated.begin && (text[begin] == '#' || text[begin] == ' ')) ++begin;
  return std::string(text.substr(begin, end - begin));
}

json proposal(const std::optional<Stated>& stated, std::string_view text) {
  if (!stated) return nullptr;
  return {{"value", stated->value}, {"quote", quote(*stated, text)}};
}

json proposals(const std::vector<Stated>& list, std::string_view text) {
  json all = json::array();
  for (const Stated& one : list) all.push_back(proposal(one, text));
  return all;
}

}  // namespace

json Presenter::notice_facts(const search::NoticeFacts& facts, std::string_view text,
                             const std::vector<Department>& departments) const {
  const auto moment = [&](const std::optional<Stated>& day, OfDay of) -> json {
    const auto at = moment_of(day, of, offset_);
    if (!at) return nullptr;
    return {{"value", time(*at)}, {"quote", quote(*day, text)}};
  };
  json department = nullptr;
  if (const auto known = known_issuer(facts.departments, departments))
    department = {{"code", known->department.code.value},
                  {"name", known->department.name},
                  {"quote", quote(known->written, text)}};
  return {{"subject", proposal(facts.subject, text)},
          {"document_number", proposal(facts.document_number, text)},
          {"department", std::move(department)},
          {"issuers", proposals(facts.departments, text)},
          {"issued_on", proposal(facts.issued_on, text)},
          {"effective_from", moment(facts.effective_from, OfDay::kBegin)},
          {"effective_to", moment(facts.effective_to, OfDay::kOver)},
          {"deadline", moment(facts.deadline, OfDay::kLastMinute)},
          {"contact", proposal(facts.contact, text)},
          {"repeals", proposals(facts.repeals, text)},
          {"mentions", proposals(facts.mentions, text)},
          {"urgency", facts.urgent ? "urgent" : "normal"}};
}

}  // namespace koujing::door
