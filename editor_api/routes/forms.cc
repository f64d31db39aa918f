#include "editor_api/routes/forms.h"

#include "content/model/text_rules.h"

namespace koujing::door {

DepartmentCode read_department(FormReader& reader, const std::string& field, const Reading& reading) {
  const std::string name = reader.text(field);
  if (name.empty()) return {};
  const auto found = reading.people().department(name);
  if (found && *found) return (*found)->code;
  reader.fault(field, "unknown_department", "没有名为“" + name + "”的部门",
               "there is no department '" + name + "'");
  return {};
}

Scope read_scope(FormReader& reader) {
  Scope scope;
  const json& raw = reader.raw("scope");
  if (raw.is_null()) return scope;
  std::vector<Fault> faults;
  FormReader inner(raw, faults, "");
  scope.region = inner.texts("region");
  scope.product = inner.texts("product");
  scope.customers = inner.texts("customers");
  inner.finish();
  for (const Fault& fault : faults)
    reader.fault("scope" + fault.pointer, fault.code, fault.message.zh, fault.message.en);
  return scope;
}

Result<NoticeForm> read_notice_form(const json& form, const Reading& reading, const Person& person) {
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  NoticeForm notice;
  notice.document_number = reader.text("document_number");
  notice.subject = reader.text("subject", true);
  notice.text = reader.text("text");
  notice.contact = reader.text("contact");
  const bool named = reader.has("department");
  notice.department = read_department(reader, "department", reading);
  if (!named) {
    if (person.department)
      notice.department = *person.department;
    else
      reader.fault("department", "required", "请指明下发部门", "say which department issues it");
  }
  if (const std::string urgency = reader.text("urgency"); !urgency.empty()) {
    const auto known = urgency_from_name(urgency);
    if (!known)
      reader.fault("urgency", "unknown", "只能是 normal、urgent 或 emergency",
                   "must be normal, urgent or emergency");
    notice.urgency = known.value_or(Urgency::kNormal);
  }
  notice.issued_on = reader.text("issued_on");
  notice.deadline = reader.time("deadline");
  notice.repeals = reader.texts("repeals");
  notice.requested = {reader.time("effective_from").value_or(Instant::always()), reader.time("effective_to")};
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  return notice;
}

namespace {

ChangeItem read_item(const json& form, std::vector<Fault>& faults, const std::string& pointer,
                     const Reading& reading) {
  FormReader reader(form, faults, pointer);
  ChangeItem item;
  const std::string action = reader.text("action", true);
  const auto known = change_action_from_name(action);
  if (!known && !action.empty())
    reader.fault("action", "unknown", "只能是 new、revise 或 retire", "must be new, revise or retire");
  item.action = known.value_or(ChangeAction::kNew);
  item.entry.value = reader.number("entry").value_or(0);
  item.base_revision = static_cast<int>(reader.number("base_revision").value_or(0));
  if (item.entry && item.base_revision == 0 && item.action != ChangeAction::kNew) {
    // Without a stated base the writer means what is published now.
    if (const auto head = reading.entries().find(item.entry); head && *head)
      item.base_revision = (*head)->newest_number;
  }
  EntryText& text = item.text;
  text.title = reader.text("title");
  text.questions = reader.texts("questions");
  text.brief = reader.text("brief");
  text.script = reader.text("script");
  text.body = reader.text("body");
  text.cautions = reader.texts("cautions");
  text.keywords = reader.texts("keywords");
  text.scope = read_scope(reader);
  text.library = reader.text("library");
  text.catalogue = reader.text("catalogue");
  text.department = read_department(reader, "department", reading);
  text.validity = {reader.time("effective_from").value_or(Instant::always()), reader.time("effective_to")};
  text.external_id = reader.text("external_id");
  item.retire_at = reader.time("retire_at");
  item.reason = reader.text("reason");
  item.template_name = reader.text("template");
  item.minor = reader.flag("minor") && item.action == ChangeAction::kRevise;
  const json& anchors = reader.raw("anchors");
  for (std::size_t i = 0; anchors.is_array() && i < anchors.size() && i <= 100; ++i) {
    FormReader row(anchors[i], faults, reader.pointer_to("anchors") + "/" + std::to_string(i));
    item.anchors.push_back({row.text("sentence"), row.text("source"), row.text("passage")});
    row.finish();
  }
  reader.finish();
  if (item.action == ChangeAction::kNew) item.base_revision = 0;
  if (item.action == ChangeAction::kRetire) {
    item.text = {};
    item.anchors.clear();
    item.template_name.clear();
  }
  return item;
}

KeptEntry read_kept(const json& form, std::vector<Fault>& faults, const std::string& pointer,
                    const Reading& reading) {
  FormReader reader(form, faults, pointer);
  KeptEntry kept;
  kept.entry.value = reader.number("entry").value_or(0);
  kept.revision = static_cast<int>(reader.number("revision").value_or(0));
  kept.reason = reader.text("reason");
  reader.finish();
  if (kept.entry && kept.revision == 0)
    if (const auto head = reading.entries().find(kept.entry); head && *head)
      kept.revision = (*head)->newest_number;
  return kept;
}

}  // namespace

Result<ChangeContent> read_change_form(const json& form, const Reading& reading) {
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  ChangeContent content;
  content.summary = reader.text("summary");
  content.study_notes = reader.text("study_notes");
  const json& items = reader.raw("items");
  if (!items.is_null() && !items.is_array())
    reader.fault("items", "wrong_type", "应当是条目列表", "must be a list of items");
  if (items.is_array()) {
    if (items.size() > 2000) reader.fault("items", "too_many", "最多 2000 个条目", "at most 2000 items");
    for (std::size_t i = 0; i < items.size() && i < 2000; ++i)
      content.items.push_back(read_item(items[i], faults, "/items/" + std::to_string(i), reading));
  }
  const json& kept = reader.raw("kept");
  if (!kept.is_null() && !kept.is_array())
    reader.fault("kept", "wrong_type", "应当是条目列表", "must be a list of entries");
  if (kept.is_array()) {
    if (kept.size() > 500) reader.fault("kept", "too_many", "最多 500 个条目", "at most 500 entries");
    for (std::size_t i = 0; i < kept.size() && i < 500; ++i)
      content.kept.push_back(read_kept(kept[i], faults, "/kept/" + std::to_string(i), reading));
  }
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  return content;
}

Result<CheckForm> read_check_form(const json& form, const Reading& reading) {
  constexpr std::size_t kMostItems = 20, kMostLeftOut = 2000;
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  CheckForm asked;
  const json& items = reader.raw("items");
  if (!items.is_array() || items.size() > kMostItems)
    reader.fault("items", "wrong_type", "应当是最多 20 个条目的列表", "must be a list of at most 20 items");
  else
    for (std::size_t i = 0; i < items.size(); ++i)
      asked.items.push_back(read_item(items[i], faults, "/items/" + std::to_string(i), reading));
  const json& leave_out = reader.raw("leave_out");
  for (const json& one : leave_out.is_array() ? leave_out : json::array())
    if (one.is_number_integer() && asked.leave_out.size() < kMostLeftOut)
      asked.leave_out.push_back(EntryId{one.get<std::int64_t>()});
    else
      reader.fault("leave_out", "wrong_type", "应当是最多 2000 个条目号",
                   "must be at most 2000 entry numbers");
  for (std::size_t i = 0; i < asked.items.size(); ++i)
    for (Fault& fault : faults_of(asked.items[i].text, "/items/" + std::to_string(i), false))
      faults.push_back(std::move(fault));
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  return asked;
}

namespace {

// The rows of a list of pairs of words.
template <class Row>
std::vector<Row> read_pairs(FormReader& reader, std::vector<Fault>& faults, const std::string& field,
                            const char* first, const char* second) {
  std::vector<Row> rows;
  const json& list = reader.raw(field);
  if (!list.is_null() && !list.is_array()) reader.fault(field, "wrong_type", "应当是列表", "must be a list");
  for (std::size_t i = 0; list.is_array() && i < list.size(); ++i) {
    FormReader row(list[i], faults, reader.pointer_to(field) + "/" + std::to_string(i));
    std::string one = row.text(first), other = row.text(second);
    row.finish();
    rows.push_back({std::move(one), std::move(other)});
  }
  return rows;
}

}  // namespace

Result<CheckRules> read_check_rules(const json& form) {
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  CheckRules rules;
  for (const auto& [field, value] : {std::pair{"sentence_longest", &rules.sentence_longest},
                                     {"characters_per_minute", &rules.characters_per_minute},
                                     {"brief_seconds", &rules.brief_seconds},
                                     {"script_seconds", &rules.script_seconds},
                                     {"questions_fewest", &rules.questions_fewest},
                                     {"duplicate_percent", &rules.duplicate_percent}})
    *value = reader.number(field).value_or(*value);
  rules.conflicts = !reader.has("conflicts") || reader.flag("conflicts");
  rules.links = !reader.has("links") || reader.flag("links");
  rules.jargon = reader.has("jargon") ? read_pairs<JargonWord>(reader, faults, "jargon", "word", "plain")
                                      : standard_check_rules().jargon;
  rules.banned = reader.has("banned") ? read_pairs<BannedPhrase>(reader, faults, "banned", "phrase", "reason")
                                      : standard_check_rules().banned;
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  return rules;
}

}  // namespace koujing::door
