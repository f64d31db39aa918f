// Templates (模板) that an editor begins a new entry with: what stands there already, and what must not be
// left empty. Words in 【】 are places to fill in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/change_set.h"
#include "content/model/result.h"

namespace koujing {

struct EntryTemplate {
  std::string name;  // 1..50 characters, one template's alone
  std::string library;
  std::string catalogue;
  std::string brief, script, body;  // within the limits of an entry
  std::vector<std::string> cautions, keywords;
  std::vector<std::string> required;  // of kTemplateFields
  bool operator==(const EntryTemplate&) const = default;
};

// What a template may ask for; title and script are asked for always.
constexpr std::string_view kTemplateFields[] = {"questions", "brief",          "body",         "cautions",
                                                "keywords",  "region",         "product",      "customers",
                                                "catalogue", "effective_from", "effective_to", "anchors"};

std::vector<Fault> faults_of(const std::vector<EntryTemplate>& templates);
// What the template asks for and the item lacks: "required_by_template" for an empty field, "unfilled" for a
// place that still stands there as it was.
std::vector<Fault> template_faults(const EntryTemplate& asked, const ChangeItem& item,
                                   const std::string& pointer);

}  // namespace koujing
