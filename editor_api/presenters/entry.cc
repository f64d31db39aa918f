#include "editor_api/presenters/entry.h"

namespace koujing::door {
namespace {

Result<std::optional<Revision>> placed_revision(const Reading& reading, EntryId entry, int number,
                                                const Clocks& clocks) {
  KJ_TRY(auto revision, reading.entries().revision(entry, number));
  if (revision) place_as_then(revision->text, revision->node, clocks.paths_then);
  return revision;
}

Result<json> revision_of(Presenter& present, EntryId entry, const Span* span, const Clocks& clocks) {
  if (span == nullptr) return json(nullptr);
  KJ_TRY(const auto revision, placed_revision(present.reading(), entry, span->number, clocks));
  if (!revision) return json(nullptr);
  return present.revision(*revision, span->standing, span->confirmation);
}

// The span that answered until this one took over, as known then.
const Span* before(const std::vector<Span>& spans, const Span* now, const Clocks& clocks) {
  if (now == nullptr) return nullptr;
  for (const Span& span : spans)
    if (span.known.covers(clocks.known) && span.valid.to && *span.valid.to == now->valid.from &&
        span.number != now->number)
      return &span;
  return nullptr;
}

// The fields that differ; none when one of them is not there, or was deleted by law.
Result<json> changed_fields(Presenter& present, EntryId entry, const Span* from, const Span* to,
                            const Clocks& clocks) {
  json fields = json::array();
  if (from == nullptr || to == nullptr) return fields;
  KJ_TRY(const auto old_text, placed_revision(present.reading(), entry, from->number, clocks));
  KJ_TRY(const auto new_text, placed_revision(present.reading(), entry, to->number, clocks));
  if (!old_text || !new_text || old_text->redacted || new_text->redacted) return fields;
  for (json& field : present.field_differences(&old_text->text, &new_text->text))
    if (field.at("changed").get<bool>()) fields.push_back(std::move(field));
  return fields;
}

// The change set put its items into the record in their order, one event each, before anything else of it.
Result<json> cited_passages(const Reading& reading, EntryId entry, const json& revision) {
  json cited = json::array();
  if (revision.is_null()) return cited;
  const ChangeId id{revision.at("change").get<std::int64_t>()};
  KJ_TRY(const auto change, reading.changes().find(id));
  if (!change || change->content.items.empty()) return cited;  // imports have no items, and very many events
  const auto& items = change->content.items;
  KJ_TRY(const auto events, reading.entries().events_of(id));
  for (std::size_t i = 0; i < items.size() && i < events.size(); ++i)
    if (events[i].entry == entry)
      for (const Anchor& one : items[i].anchors) cited.push_back(anchor_json(one));
  return cited;
}

}  // namespace

const Span* next_after(const std::vector<Span>& spans, const Clocks& clocks) {
  const Span* next = nullptr;
  for (const Span& span : spans)
    if (span.known.covers(clocks.known) && span.valid.from > clocks.at &&
        (next == nullptr || span.valid.from < next->valid.from))
      next = &span;
  return next;
}

const char* state_of(const Span* now, const Span* next) {
  return now != nullptr ? "in_force" : next != nullptr ? "scheduled" : "ended";
}

NewestStanding newest_standing(const std::vector<EntryEvent>& events, int number, Instant known) {
  NewestStanding newest;
  for (const EntryEvent& event : events)
    if (event.number == number && event.recorded_at <= known &&
        (event.kind == EntryEventKind::kPublish || event.kind == EntryEventKind::kConfirm))
      newest = {event.standing, event.confirmation};
  return newest;
}

json span_json(const Presenter& present, const Span& span) {
  return {{"revision", span.number},
          {"standing", standing_name(span.standing)},
          {"valid_from", present.time(std::optional(span.valid.from))},
          {"valid_to", present.time(span.valid.to)},
          {"known_from", present.time(span.known.from)},
          {"known_to", present.time(span.known.to)}};
}

Result<json> entry_at(Presenter& present, const EntryHead& head, const std::vector<Span>& spans,
                      const Clocks& clocks, std::optional<Instant> now) {
  const Span* current = in_force(spans, clocks.at, clocks.known);
  const Span* next = next_after(spans, clocks);
  KJ_TRY(json revision, revision_of(present, head.id, current, clocks));
  KJ_TRY(json coming, revision_of(present, head.id, next, clocks));
  const Span* earlier = before(spans, current, clocks);
  KJ_TRY(json changed, changed_fields(present, head.id, earlier, current, clocks));
  KJ_TRY(json will_change, changed_fields(present, head.id, current, next, clocks));
  KJ_TRY(json cited, cited_passages(present.reading(), head.id, revision));
  KJ_TRY(const auto care, present.reading().care().find(head.id));
  return json{
      {"id", head.id.value},
      {"external_id", head.external_id},
      {"state", state_of(current, next)},
      {"as_of", present.time(clocks.at)},
      {"recorded_at", present.time(clocks.known)},
      {"valid_from", current != nullptr ? present.time(std::optional(current->valid.from)) : json(nullptr)},
      {"valid_to", current != nullptr ? present.time(current->valid.to) : json(nullptr)},
      {"revision", std::move(revision)},
      {"next", std::move(coming)},
      {"replaced", earlier == nullptr ? json(nullptr)
                                      : json{{"revision", earlier->number},
                                             {"at", present.time(current->valid.from)},
                                             {"fields", std::move(changed)}}},
      {"next_fields", std::move(will_change)},
      {"cited", std::move(cited)},
      {"newest_revision", head.newest_number},
      {"care", care && now ? present.care(*care, *now) : json(nullptr)}};
}

}  // namespace koujing::door
