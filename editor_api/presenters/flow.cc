#include <algorithm>

#include "content/exchange/canonical.h"
#include "content/flow/stage_rules.h"
#include "content/markdown/render.h"
#include "content/model/stage.h"
#include "content/originals/extract_text.h"
#include "editor_api/presenters/difference.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {

json Presenter::original(const Original& original, bool with_receipt) {
  json shown = {{"sha256", original.sha256},
                {"file_name", original.file_name},
                {"media_type", original.media_type},
                {"size", original.size},
                {"redacted", original.text_status == "redacted"},
                {"href", "/api/v1/originals/" + original.sha256}};
  if (with_receipt) {
    shown["received_at"] = time(original.received_at);
    shown["received_by"] = person_ref(original.received_by);
    shown["text_status"] = original.text_status;
    shown["named_otherwise"] = ending_of_content(original.media_type, original.file_name);
  }
  return shown;
}

namespace {

// The newest change set that was not given up.
Result<std::optional<ChangeSet>> newest_change(const Reading& reading, NoticeId notice) {
  constexpr std::size_t kLookedAt = 10;
  ChangeFilter filter;
  filter.notice = notice;
  KJ_TRY(auto changes, reading.changes().list(filter, {kLookedAt, std::nullopt}));
  for (ChangeSet& change : changes.items)
    if (change.state != ChangeState::kDiscarded) return std::optional<ChangeSet>(std::move(change));
  return std::optional<ChangeSet>();
}

}  // namespace

Result<json> Presenter::notice_summary(const Notice& notice) {
  KJ_TRY(const auto change, newest_change(reading_, notice.id));
  if (!stage_rules_) {
    KJ_TRY(const StageRulesNow now, stage_rules_now(reading_));
    stage_rules_ = now.rules;
  }
  const Stage stage = stage_of(notice, change ? &*change : nullptr, *stage_rules_);
  const bool published = change && change->state == ChangeState::kPublished;
  return json{{"stage",
               {{"name", stage_name(stage.name)},
                {"since", time(stage.since)},
                {"due", time(stage.due)},
                {"goes_live", published ? time(change->effective_at) : json(nullptr)}}},
              {"id", notice.id.value},
              {"document_number", notice.form.document_number},
              {"department", department(notice.form.department)},
              {"subject", notice.form.subject},
              {"urgency", urgency_name(notice.form.urgency)},
              {"state", notice_state_name(notice.state)},
              {"raised_by", person_ref(notice.raised_by)},
              {"received_at", time(notice.received_at)},
              {"editor", person_ref(notice.editor)},
              {"due", time(notice.due)},
              {"deadline", time(notice.form.deadline)},
              {"originals", std::count_if(notice.originals.begin(), notice.originals.end(),
                                          [](const Original& one) { return !one.picture; })}};
}

Result<json> Presenter::notice(const Notice& notice, bool with_drafts) {
  KJ_TRY(json shown, notice_summary(notice));
  shown["text"] = notice.form.text;
  shown["text_html"] = render_html(notice.form.text);
  shown["effective_from"] = time(std::optional(notice.form.requested.from));
  shown["effective_to"] = time(notice.form.requested.to);
  shown["contact"] = notice.form.contact;
  shown["issued_on"] = notice.form.issued_on;
  shown["repeals"] = notice.form.repeals;
  shown["version"] = notice.version;
  shown["redaction"] = nullptr;
  if (notice.redacted) {
    KJ_TRY(shown["redaction"], redaction(RedactedKind::kNotice, std::to_string(notice.id.value)));
  }
  shown["originals"] = shown["pictures"] = json::array();
  for (const Original& row : notice.originals)
    shown[row.picture ? "pictures" : "originals"].push_back(original(row, true));
  shown["reviews"] = json::array();
  for (const Review& review : notice.reviews)
    shown["reviews"].push_back({{"by", person_ref(review.by)},
                                {"at", time(review.at)},
                                {"decision", review.decision},
                                {"instruction", review.instruction},
                                {"editor", person_ref(review.editor)},
                                {"due", time(review.due)},
                                {"on_behalf_of", person_ref(review.on_behalf_of)}});
  ChangeFilter filter;
  filter.notice = notice.id;
  filter.hide_drafts = !with_drafts;
  KJ_TRY(const auto changes, reading_.changes().list(filter, {100, std::nullopt}));
  shown["changes"] = json::array();
  for (const ChangeSet& change : changes.items)
    shown["changes"].push_back(change_summary(change, notice.form.subject));
  return shown;
}

json Presenter::change_summary(const ChangeSet& change, const std::string& subject) {
  return {{"id", change.id.value},
          {"notice", change.notice ? json(change.notice->value) : json(nullptr)},
          {"subject", subject},
          {"department", department(change.department)},
          {"state", change_state_name(change.state)},
          {"summary", change.content.summary},
          {"items", change.content.items.size()},
          {"emergency", change.emergency},
          {"created_by", person_ref(change.created_by)},
          {"created_at", time(change.created_at)},
          {"submitted_at", time(change.submitted_at)},
          {"effective_at", time(change.effective_at)},
          {"version", change.version}};
}

Result<json> Presenter::change_summary(const ChangeSet& change) {
  std::string subject;
  if (change.notice) {
    KJ_TRY(const auto found, reading_.notices().find(*change.notice));
    if (found) subject = found->form.subject;
  }
  return change_summary(change, subject);
}

json Presenter::confirmation(const std::optional<Confirmation>& confirmation) {
  if (!confirmation) return nullptr;
  return {{"by", person_ref(confirmation->by)},
          {"department", department(confirmation->department)},
          {"at", time(confirmation->at)},
          {"digest", confirmation->digest},
          {"voided", confirmation->voided}};
}

namespace {

json scope_of(const Scope& scope) {
  return {{"region", scope.region}, {"product", scope.product}, {"customers", scope.customers}};
}

}  // namespace

Result<json> Presenter::change(const ChangeSet& change) {
  json items = json::array();
  for (const ChangeItem& item : change.content.items) {
    json row = {{"action", change_action_name(item.action)},
                {"entry", item.entry ? json(item.entry.value) : json(nullptr)},
                {"base_revision", item.entry ? json(item.base_revision) : json(nullptr)},
                {"reason", item.reason}};
    if (item.action == ChangeAction::kRetire) {
      row["retire_at"] = time(item.retire_at);
    } else {
      row["title"] = item.text.title;
      row["questions"] = item.text.questions;
      row["brief"] = item.text.brief;
      row["script"] = item.text.script;
      row["body"] = item.text.body;
      row["cautions"] = item.text.cautions;
      row["keywords"] = item.text.keywords;
      row["scope"] = scope_of(item.text.scope);
      row["library"] = item.text.library;
      row["catalogue"] = item.text.catalogue;
      row["department"] = item.text.department.value;
      row["effective_from"] = time(std::optional(item.text.validity.from));
      row["effective_to"] = time(item.text.validity.to);
      row["external_id"] = item.text.external_id;
      row["template"] = item.template_name;
      row["minor"] = item.minor;
      row["anchors"] = json::array();
      for (const Anchor& one : item.anchors) row["anchors"].push_back(anchor_json(one));
    }
    items.push_back(std::move(row));
  }
  json kept = json::array();
  for (const KeptEntry& one : change.content.kept) {
    const auto seen = reading_.entries().revision(one.entry, one.revision);
    kept.push_back({{"entry", one.entry.value},
                    {"revision", one.revision},
                    {"reason", one.reason},
                    {"title", seen && *seen ? (*seen)->text.title : ""}});
  }
  json authors = json::array();
  for (const PersonId author : change.authors) authors.push_back(person_ref(author));
  json comments = json::array();
  for (const ChangeComment& comment : change.comments) {
    json passages = json::array();
    for (const PassageComment& one : comment.passages) passages.push_back(to_json(one));
    comments.push_back({{"by", person_ref(comment.by)},
                        {"at", time(comment.at)},
                        {"kind", comment.kind},
                        {"text", comment.text},
                        {"passages", std::move(passages)}});
  }
  json redacted;
  if (change.redacted) {
    KJ_TRY(redacted, redaction(RedactedKind::kChange, std::to_string(change.id.value)));
  }
  return json{{"id", change.id.value},
              {"notice", change.notice ? json(change.notice->value) : json(nullptr)},
              {"department", department(change.department)},
              {"state", change_state_name(change.state)},
              {"redaction", std::move(redacted)},
              {"summary", change.content.summary},
              {"study_notes", change.content.study_notes},
              {"items", std::move(items)},
              {"kept", std::move(kept)},
              {"digest", change.digest},
              {"version", change.version},
              {"emergency", change.emergency},
              {"created_by", person_ref(change.created_by)},
              {"created_at", time(change.created_at)},
              {"authors", std::move(authors)},
              {"submitted_at", time(change.submitted_at)},
              {"confirmation", confirmation(change.confirmation)},
              {"published_at", time(change.published_at)},
              {"effective_at", time(change.effective_at)},
              {"published_by", person_ref(change.published_by)},
              {"comments", std::move(comments)}};
}

json Presenter::field_differences(const EntryText* before, const EntryText* after) {
  const auto named = [&](const EntryText* text) {
    EntryText copy = text != nullptr ? *text : EntryText{};
    if (text != nullptr) copy.department.value = department(text->department)["name"].get<std::string>();
    return copy;
  };
  const EntryText old_text = named(before), new_text = named(after);
  return door::field_differences(before != nullptr ? &old_text : nullptr,
                                 after != nullptr ? &new_text : nullptr, offset_);
}

json Presenter::entry_text(const EntryText& text) {
  return {{"external_id", text.external_id},
          {"title", text.title},
          {"questions", text.questions},
          {"brief", text.brief},
          {"script", text.script},
          {"body", text.body},
          {"script_html", render_html(text.script)},
          {"body_html", render_html(text.body)},
          {"cautions", text.cautions},
          {"keywords", text.keywords},
          {"scope", scope_of(text.scope)},
          {"library", text.library},
          {"catalogue", text.catalogue},
          {"department", department(text.department)},
          {"effective_from", time(std::optional(text.validity.from))},
          {"effective_to", time(text.validity.to)}};
}

Result<json> Presenter::revision(const Revision& revision, Standing standing,
                                 std::optional<ConfirmationId> confirmation_id) {
  json authors = json::array();
  for (const PersonId author : revision.authors) authors.push_back(person_ref(author));
  json shown = {{"entry", revision.entry.value},
                {"revision", revision.number},
                {"digest", revision.digest},
                {"text", entry_text(revision.text)},
                {"standing", standing_name(standing)},
                {"recorded_at", time(revision.recorded_at)},
                {"published_by", person_ref(revision.published_by)},
                {"authors", std::move(authors)},
                {"change", revision.change.value},
                {"confirmation", nullptr},
                {"redaction", nullptr},
                {"notice", nullptr}};
  if (revision.redacted) {
    KJ_TRY(shown["redaction"], redaction(RedactedKind::kRevision, std::to_string(revision.entry.value) + "/" +
                                                                      std::to_string(revision.number)));
  }
  if (confirmation_id) {
    KJ_TRY(const auto found, reading_.changes().confirmation(*confirmation_id));
    shown["confirmation"] = confirmation(found);
  }
  KJ_TRY(shown["notice"], notice_of(revision));
  return shown;
}

Result<json> Presenter::notice_of(const Revision& revision) {
  if (!revision.notice) return json(nullptr);
  KJ_TRY(const auto notice, reading_.notices().find(*revision.notice));
  if (!notice) return json(nullptr);
  json originals = json::array();
  // What came in after this revision was recorded is no part of what it rests on.
  for (const Original& row : notice->originals)
    if (row.received_at <= revision.recorded_at && !row.picture) originals.push_back(original(row, false));
  return json{{"id", notice->id.value},
              {"document_number", notice->form.document_number},
              {"subject", notice->form.subject},
              {"department", department(notice->form.department)},
              {"received_at", time(notice->received_at)},
              {"originals", std::move(originals)}};
}

Result<json> Presenter::bulletin(const Bulletin& bulletin, PersonId reader) {
  KJ_TRY(const auto readers, reading_.bulletins().acknowledgements(bulletin.id));
  bool unconfirmed = false, withdrawn = false;
  if (bulletin.change) {
    KJ_TRY(const auto found, reading_.changes().find(*bulletin.change));
    unconfirmed = found && found->state == ChangeState::kUnconfirmed;
    withdrawn = found && found->state == ChangeState::kWithdrawn;
  }
  return json{{"id", bulletin.id.value},
              {"title", bulletin.title},
              {"text", bulletin.text},
              {"text_html", render_html(bulletin.text)},
              {"emergency", bulletin.emergency},
              {"entry", bulletin.entry ? json(bulletin.entry->value) : json(nullptr)},
              {"change", bulletin.change ? json(bulletin.change->value) : json(nullptr)},
              {"unconfirmed", unconfirmed},
              {"withdrawn", withdrawn},
              {"pinned_from", time(bulletin.pinned.from)},
              {"pinned_to", time(bulletin.pinned.to)},
              {"by", person_ref(bulletin.by)},
              {"recorded_at", time(bulletin.recorded_at)},
              {"acknowledged", std::any_of(readers.begin(), readers.end(),
                                           [&](const BulletinAck& one) { return one.person == reader; })},
              {"acknowledgements", readers.size()}};
}

Result<json> Presenter::hit(const search::Hit& hit, Instant at, bool current) {
  constexpr std::int64_t kRecently = 7 * 24 * 3600;  // design: changed in the last 7 days
  const search::IndexDocument& document = hit.document;
  KJ_TRY(const auto care, reading_.care().find(document.entry));
  json reasons = json::array();
  for (const search::Reason& one : hit.reasons)
    reasons.push_back({{"feature", one.feature}, {"value", one.value}, {"part", one.part}});
  return json{
      {"entry", document.entry.value},
      {"pinned", hit.pinned},
      {"verified", current && care && care->next_check ? json(!care->overdue(at)) : json(nullptr)},
      {"revision", document.span.number},
      {"digest", document.digest},
      {"external_id", document.text.external_id},
      {"title", document.text.title},
      {"title_marked", hit.title_marked},
      {"questions", document.text.questions},
      {"brief", document.text.brief},
      {"script", document.text.script},
      {"script_html", render_html(document.text.script)},
      {"body_html", render_html(document.text.body)},
      {"snippet", hit.snippet},
      {"cautions", document.text.cautions},
      {"scope", scope_of(document.text.scope)},
      {"effective_from", time(std::optional(document.span.valid.from))},
      {"effective_to", time(document.span.valid.to)},
      {"library", document.text.library},
      {"catalogue", document.text.catalogue},
      {"department", {{"code", document.text.department.value}, {"name", document.department_name}}},
      {"document_number", document.document_number},
      {"confirmed_at", time(document.confirmed_at)},
      {"confirmed_by", document.confirmed_by},
      {"standing", standing_name(document.span.standing)},
      {"unconfirmed", document.span.standing == Standing::kUnconfirmed},
      {"changed_recently", document.published_at.plus_seconds(kRecently) > at && document.published_at <= at},
      {"published_at", time(document.published_at)},
      {"score", hit.score},
      {"reasons", std::move(reasons)}};
}

}  // namespace koujing::door
