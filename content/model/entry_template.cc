#include "content/model/entry_template.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr std::size_t kMostTemplates = 100;
constexpr std::string_view kOpen = "【", kClose = "】";

std::vector<std::string> places_in(std::string_view text) {
  std::vector<std::string> places;
  for (std::size_t from = text.find(kOpen); from != std::string_view::npos;
       from = text.find(kOpen, from + 1)) {
    const std::size_t to = text.find(kClose, from);
    if (to == std::string_view::npos) break;
    places.emplace_back(text.substr(from, to + kClose.size() - from));
  }
  return places;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool lacks(const ChangeItem& item, std::string_view field) {
  const EntryText& text = item.text;
  if (field == "questions") return text.questions.empty();
  if (field == "brief") return is_blank(text.brief);
  if (field == "body") return is_blank(text.body);
  if (field == "cautions") return text.cautions.empty();
  if (field == "keywords") return text.keywords.empty();
  if (field == "region") return text.scope.region.empty();
  if (field == "product") return text.scope.product.empty();
  if (field == "customers") return text.scope.customers.empty();
  if (field == "catalogue") return text.catalogue.empty();
  if (field == "effective_from") return text.validity.from == Instant::always();
  if (field == "effective_to") return !text.validity.to;
  return item.anchors.empty();
}

bool is_of_scope(std::string_view field) {
  return field == "region" || field == "product" || field == "customers";
}

}  // namespace

std::vector<Fault> faults_of(const std::vector<EntryTemplate>& templates) {
  std::vector<Fault> faults;
  if (templates.size() > kMostTemplates)
    faults.push_back({"/items", "too_many", {"最多 100 个模板", "at most 100 templates"}});
  std::set<std::string> names;
  for (std::size_t i = 0; i < templates.size() && i < kMostTemplates; ++i) {
    const EntryTemplate& one = templates[i];
    const std::string at = "/items/" + std::to_string(i);
    if (is_blank(one.name) || !is_clean_text(one.name) || characters_in(one.name) > 50)
      faults.push_back(
          {at + "/name", "bad_name", {"名称为 1 到 50 个字符", "a name has 1 to 50 characters"}});
    else if (!names.insert(one.name).second)
      faults.push_back({at + "/name", "twice", {"有两个模板同名", "two templates have this name"}});
    EntryText text;
    text.library = one.library;
    text.catalogue = one.catalogue;
    text.brief = one.brief;
    text.script = one.script;
    text.body = one.body;
    text.cautions = one.cautions;
    text.keywords = one.keywords;
    auto of_text = faults_of(text, at, false);
    std::move(of_text.begin(), of_text.end(), std::back_inserter(faults));
    for (std::size_t k = 0; k < one.required.size(); ++k)
      if (std::find(std::begin(kTemplateFields), std::end(kTemplateFields), one.required[k]) ==
          std::end(kTemplateFields))
        faults.push_back(
            {at + "/required/" + std::to_string(k),
             "unknown",
             {"没有这个字段，或它本来就必填", "there is no such field, or it is always required"}});
  }
  return faults;
}

std::vector<Fault> template_faults(const EntryTemplate& asked, const ChangeItem& item,
                                   const std::string& pointer) {
  std::vector<Fault> faults;
  for (const std::string& field : asked.required)
    if (lacks(item, field))
      faults.push_back(
          {pointer + (is_of_scope(field) ? "/scope/" : "/") + field,
           "required_by_template",
           {"模板“" + asked.name + "”要求填写此项", "the template '" + asked.name + "' asks for it"}});
  const auto unfilled = [&](const char* field, const std::string& of_template, const std::string& text) {
    for (const std::string& place : places_in(of_template))
      if (text.find(place) != std::string::npos)
        faults.push_back({pointer + "/" + field,
                          "unfilled",
                          {"“" + place + "”还没有填写", "'" + place + "' is not filled in yet"}});
  };
  unfilled("brief", asked.brief, item.text.brief);
  unfilled("script", asked.script, item.text.script);
  unfilled("body", asked.body, item.text.body);
  return faults;
}

}  // namespace koujing
