#include "editor_api/presenters/difference.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {
namespace {

struct FormField {
  const char* name;  // in the canonical form and to clients
  bool time = false;
};

// Without the department, which a notice keeps.
constexpr FormField kFormFields[] = {
    {"document_number", false}, {"subject", false},     {"urgency", false}, {"issued_on", false},
    {"effective_from", true},   {"effective_to", true}, {"deadline", true}, {"contact", false},
    {"repeals", false},         {"text", false}};

std::string text_of(const json& form, const FormField& field, int utc_offset_minutes) {
  const json value = form.value(field.name, json(nullptr));
  std::string text;
  if (value.is_array())
    for (const json& line : value) text += (text.empty() ? "" : "\n") + line.get<std::string>();
  if (value.is_string()) text = value.get<std::string>();
  if (!field.time || text.empty()) return text;
  const auto at = parse_instant(text);
  return at ? format_instant(*at, utc_offset_minutes) : text;
}

json form_of(const FormVersion& one) { return one.text.empty() ? json::object() : json::parse(one.text); }

}  // namespace

json Presenter::notice_versions(const std::vector<FormVersion>& forms) {
  json versions = json::array();
  for (std::size_t i = forms.size(); i-- > 0;) {
    const FormVersion& one = forms[i];
    if (i > 0 && forms[i - 1].digest == one.digest) continue;
    versions.push_back({{"version", one.version},
                        {"at", time(one.at)},
                        {"by", person_ref(one.by)},
                        {"digest", one.digest},
                        {"redacted", one.text.empty()}});
  }
  return versions;
}

json Presenter::form_differences(const FormVersion& before, const FormVersion& after) const {
  const json was = form_of(before), is = form_of(after);
  json fields = json::array();
  for (const FormField& field : kFormFields)
    fields.push_back(field_difference(field.name, text_of(was, field, offset_), text_of(is, field, offset_)));
  return fields;
}

}  // namespace koujing::door
