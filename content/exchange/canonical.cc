#include "content/exchange/canonical.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"

namespace koujing {
namespace {

using nlohmann::json;

json time_or_null(std::optional<Instant> at) {
  if (!at || *at == Instant::always() || *at == Instant::never()) return nullptr;
  return format_instant(*at, 0);
}

Instant read_time(const json& value, Instant absent) {
  if (value.is_null()) return absent;
  const auto at = parse_instant(value.get_ref<const std::string&>());
  return at ? *at : absent;
}

std::optional<Instant> read_maybe_time(const json& value) {
  if (value.is_null()) return std::nullopt;
  return read_time(value, Instant::never());
}

EntryText read_entry_text(const json& from) {
  EntryText text;
  text.external_id = from.at("external_id").get<std::string>();
  text.title = from.at("title").get<std::string>();
  text.questions = from.at("questions").get<std::vector<std::string>>();
  text.brief = from.at("brief").get<std::string>();
  text.script = from.at("script").get<std::string>();
  text.body = from.at("body").get<std::string>();
  text.cautions = from.at("cautions").get<std::vector<std::string>>();
  text.keywords = from.at("keywords").get<std::vector<std::string>>();
  const json& scope = from.at("scope");
  text.scope.region = scope.at("region").get<std::vector<std::string>>();
  text.scope.product = scope.at("product").get<std::vector<std::string>>();
  text.scope.customers = scope.at("customers").get<std::vector<std::string>>();
  text.library = from.at("library").get<std::string>();
  text.catalogue = from.at("catalogue").get<std::string>();
  text.department.value = from.at("department").get<std::string>();
  text.validity = {read_time(from.at("effective_from"), Instant::always()),
                   read_maybe_time(from.at("effective_to"))};
  return text;
}

Error damaged(const std::string& detail) {
  return {ErrorKind::kInternal,
          "store_damaged",
          {"存储的内容无法读取，请运行 koujing doctor", "stored content cannot be read; run koujing doctor"},
          {},
          detail};
}

}  // namespace

json to_json(const EntryText& text) {
  return {
      {"external_id", text.external_id},
      {"title", text.title},
      {"questions", text.questions},
      {"brief", text.brief},
      {"script", text.script},
      {"body", text.body},
      {"cautions", text.cautions},
      {"keywords", text.keywords},
      {"scope",
       {{"region", text.scope.region}, {"product", text.scope.product}, {"customers", text.scope.customers}}},
      {"library", text.library},
      {"catalogue", text.catalogue},
      {"department", text.department.value},
      {"effective_from", time_or_null(text.validity.from)},
      {"effective_to", time_or_null(text.validity.to)}};
}

json to_json(const ChangeItem& item) {
  json out = {{"action", change_action_name(item.action)}, {"reason", item.reason}};
  if (item.action != ChangeAction::kNew) {
    out["entry"] = item.entry.value;
    out["base_revision"] = item.base_revision;
  }
  if (item.action == ChangeAction::kRetire)
    out["retire_at"] = time_or_null(item.retire_at);
  else
    out["text"] = to_json(item.text);
  for (const Anchor& one : item.anchors)
    out["anchors"].push_back({{"sentence", one.sentence}, {"source", one.source}, {"passage", one.passage}});
  if (!item.template_name.empty()) out["template"] = item.template_name;
  if (item.minor) out["minor"] = true;
  return out;
}

// Here and below, what came later stands in it only where it is stated: the digest of an older form stays
// what it was.
json to_json(const ChangeContent& content) {
  json items = json::array();
  for (const ChangeItem& item : content.items) items.push_back(to_json(item));
  json out = {
      {"summary", content.summary}, {"study_notes", content.study_notes}, {"items", std::move(items)}};
  for (const KeptEntry& kept : content.kept)
    out["kept"].push_back(
        {{"entry", kept.entry.value}, {"revision", kept.revision}, {"reason", kept.reason}});
  return out;
}

json to_json(const NoticeForm& form) {
  json out = {{"document_number", form.document_number},
              {"department", form.department.value},
              {"subject", form.subject},
              {"urgency", urgency_name(form.urgency)},
              {"text", form.text},
              {"effective_from", time_or_null(form.requested.from)},
              {"effective_to", time_or_null(form.requested.to)},
              {"contact", form.contact}};
  if (!form.issued_on.empty()) out["issued_on"] = form.issued_on;
  if (form.deadline) out["deadline"] = time_or_null(form.deadline);
  if (!form.repeals.empty()) out["repeals"] = form.repeals;
  return out;
}

json to_json(const PassageComment& one) {
  return {{"item", one.item}, {"field", one.field}, {"quote", one.quote}, {"comment", one.comment}};
}

json to_json(const EntryTemplate& one) {
  return {{"name", one.name},         {"library", one.library},   {"catalogue", one.catalogue},
          {"brief", one.brief},       {"script", one.script},     {"body", one.body},
          {"cautions", one.cautions}, {"keywords", one.keywords}, {"required", one.required}};
}

json to_json(const CatalogueStep& step) {
  const auto id = [](const std::optional<CatalogueId>& one) {
    return one ? json(one->value) : json(nullptr);
  };
  json out = {{"action", catalogue_action_name(step.action)},
              {"node", step.node.value},
              {"version", step.version ? json(*step.version) : json(nullptr)},
              {"name_before", step.name_before},
              {"parent_before", id(step.parent_before)},
              {"path_before", step.path_before},
              {"path_after", step.path_after}};
  if (step.action == CatalogueAction::kMerge) {
    out["into"] = id(step.into);
  } else {
    out["name"] = step.name;
    out["parent"] = id(step.parent);
  }
  return out;
}

json to_json(const CheckRules& rules) {
  json jargon = json::array(), banned = json::array();
  for (const JargonWord& one : rules.jargon) jargon.push_back({{"word", one.word}, {"plain", one.plain}});
  for (const BannedPhrase& one : rules.banned)
    banned.push_back({{"phrase", one.phrase}, {"reason", one.reason}});
  return {{"sentence_longest", rules.sentence_longest},
          {"characters_per_minute", rules.characters_per_minute},
          {"brief_seconds", rules.brief_seconds},
          {"script_seconds", rules.script_seconds},
          {"questions_fewest", rules.questions_fewest},
          {"duplicate_percent", rules.duplicate_percent},
          {"conflicts", rules.conflicts},
          {"links", rules.links},
          {"jargon", std::move(jargon)},
          {"banned", std::move(banned)}};
}

// nlohmann's object is a std::map: keys come out in byte order.
std::string canonical(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}
std::string canonical(const EntryText& text) { return canonical(to_json(text)); }
std::string canonical(const ChangeContent& content) { return canonical(to_json(content)); }
std::string canonical(const CheckRules& rules) { return canonical(to_json(rules)); }
std::string canonical(const NoticeForm& form) { return canonical(to_json(form)); }
namespace {

template <class Row>
std::string canonical_list(const std::vector<Row>& rows) {
  json out = json::array();
  for (const Row& row : rows) out.push_back(to_json(row));
  return canonical(out);
}

}  // namespace

std::string canonical(const std::vector<EntryTemplate>& templates) { return canonical_list(templates); }
std::string canonical(const std::vector<PassageComment>& passages) { return canonical_list(passages); }
std::string canonical(const std::vector<CatalogueStep>& steps) { return canonical_list(steps); }

std::string confirmed_text(const ChangeContent& content, const DepartmentCode& department,
                           std::optional<NoticeId> notice) {
  return canonical(json{{"content", to_json(content)},
                        {"department", department.value},
                        {"notice", notice ? json(notice->value) : json(nullptr)}});
}

std::string change_digest(const ChangeContent& content, const DepartmentCode& department,
                          std::optional<NoticeId> notice) {
  return sha256_hex(confirmed_text(content, department, notice));
}

std::string revision_digest(const EntryText& text) { return sha256_hex(canonical(text)); }

Result<EntryText> entry_text_from_canonical(std::string_view text) {
  try {
    return read_entry_text(json::parse(text));
  } catch (const json::exception& e) {
    return damaged(e.what());
  }
}

Result<ChangeContent> change_content_from_canonical(std::string_view text) {
  try {
    const json from = json::parse(text);
    ChangeContent content;
    content.summary = from.at("summary").get<std::string>();
    content.study_notes = from.at("study_notes").get<std::string>();
    for (const json& row : from.at("items")) {
      ChangeItem item;
      item.action = change_action_from_name(row.at("action").get<std::string>()).value_or(ChangeAction::kNew);
      item.reason = row.at("reason").get<std::string>();
      if (item.action != ChangeAction::kNew) {
        item.entry.value = row.at("entry").get<std::int64_t>();
        item.base_revision = row.at("base_revision").get<int>();
      }
      if (item.action == ChangeAction::kRetire)
        item.retire_at = read_maybe_time(row.at("retire_at"));
      else
        item.text = read_entry_text(row.at("text"));
      for (const json& one : row.value("anchors", json::array()))
        item.anchors.push_back({one.at("sentence").get<std::string>(), one.at("source").get<std::string>(),
                                one.at("passage").get<std::string>()});
      item.template_name = row.value("template", "");
      item.minor = row.value("minor", false);
      content.items.push_back(std::move(item));
    }
    for (const json& row : from.value("kept", json::array()))
      content.kept.push_back({EntryId{row.at("entry").get<std::int64_t>()}, row.at("revision").get<int>(),
                              row.at("reason").get<std::string>()});
    return content;
  } catch (const json::exception& e) {
    return damaged(e.what());
  }
}

Result<std::vector<PassageComment>> passages_from_canonical(std::string_view text) {
  try {
    std::vector<PassageComment> passages;
    for (const json& row : json::parse(text))
      passages.push_back({row.at("item").get<std::size_t>(), row.at("field").get<std::string>(),
                          row.at("quote").get<std::string>(), row.at("comment").get<std::string>()});
    return passages;
  } catch (const json::exception& e) {
    return damaged(e.what());
  }
}

Result<std::vector<EntryTemplate>> templates_from_canonical(std::string_view text) {
  try {
    std::vector<EntryTemplate> templates;
    for (const json& row : json::parse(text)) {
      EntryTemplate one;
      row.at("name").get_to(one.name);
      row.at("library").get_to(one.library);
      row.at("catalogue").get_to(one.catalogue);
      row.at("brief").get_to(one.brief);
      row.at("script").get_to(one.script);
      row.at("body").get_to(one.body);
      row.at("cautions").get_to(one.cautions);
      row.at("keywords").get_to(one.keywords);
      row.at("required").get_to(one.required);
      templates.push_back(std::move(one));
    }
    return templates;
  } catch (const json::exception& e) {
    return damaged(e.what());
  }
}

Result<std::vector<CatalogueStep>> catalogue_steps_from_canonical(std::string_view text) {
  const auto id = [](const json& from, const char* key) {
    const auto found = from.find(key);
    return found == from.end() || found->is_null() ? std::optional<CatalogueId>()
                                                   : std::optional(CatalogueId{found->get<std::int64_t>()});
  };
  try {
    std::vector<CatalogueStep> steps;
    for (const json& row : json::parse(text)) {
      CatalogueStep step;
      step.action =
          catalogue_action_from_name(row.at("action").get<std::string>()).value_or(CatalogueAction::kMove);
      step.node.value = row.at("node").get<std::int64_t>();
      if (!row.at("version").is_null()) step.version = row.at("version").get<std::int64_t>();
      step.name = row.value("name", "");
      step.parent = id(row, "parent");
      step.into = id(row, "into");
      row.at("name_before").get_to(step.name_before);
      step.parent_before = id(row, "parent_before");
      row.at("path_before").get_to(step.path_before);
      row.at("path_after").get_to(step.path_after);
      steps.push_back(std::move(step));
    }
    return steps;
  } catch (const json::exception& e) {
    return damaged(e.what());
  }
}

Result<CheckRules> check_rules_from_canonical(std::string_view text) {
  try {
    const json from = json::parse(text);
    CheckRules rules;
    from.at("sentence_longest").get_to(rules.sentence_longest);
    from.at("characters_per_minute").get_to(rules.characters_per_minute);
    from.at("brief_seconds").get_to(rules.brief_seconds);
    from.at("script_seconds").get_to(rules.script_seconds);
    from.at("questions_fewest").get_to(rules.questions_fewest);
    from.at("duplicate_percent").get_to(rules.duplicate_percent);
    from.at("conflicts").get_to(rules.conflicts);
    from.at("links").get_to(rules.links);
    for (const json& row : from.at("jargon"))
      rules.jargon.push_back({row.at("word").get<std::string>(), row.at("plain").get<std::string>()});
    for (const json& row : from.at("banned"))
      rules.banned.push_back({row.at("phrase").get<std::string>(), row.at("reason").get<std::string>()});
    return rules;
  } catch (const json::exception& e) {
    return damaged(e.what());
  }
}

}  // namespace koujing
