// /entries: what was, is and will be answered.
#include "content/flow/changes.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/entry.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/note_reading.h"
#include "editor_api/routes/part.h"
#include "editor_api/routes/route.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

Result<Clocks> clocks_of(const Call& call, const Reading& reading) {
  const Instant now = call.site.now();
  KJ_TRY(const auto at, call.query_time("as_of"));
  KJ_TRY(const auto known, call.query_time("recorded_at"));
  Clocks clocks{at.value_or(now), known.value_or(now)};
  if (known) {
    KJ_TRY(clocks.paths_then, reading.catalogue().paths_then(*known));
  }
  return clocks;
}

Result<EntryHead> need_entry(const Reading& reading, EntryId id) {
  KJ_TRY(const auto head, reading.entries().find(id));
  if (!head) return not_found("条目", "entry", id.value);
  return *head;
}

Result<Reply> get(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Clocks clocks, clocks_of(call, *reading));
  KJ_TRY(const EntryHead head, need_entry(*reading, EntryId{number}));
  if (call.person.only && call.person.only->entry != head.id) return not_found("条目", "entry", number);
  KJ_TRY(const auto events, reading->entries().events(head.id));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  const bool away = call.request.query_value("as_of") || call.request.query_value("recorded_at");
  KJ_TRY(reply.body, entry_at(present, head, spans_of(events), clocks,
                              away ? std::nullopt : std::optional(call.site.now())));
  reply.headers.emplace_back("ETag", etag(events.empty() ? 0 : events.back().seq));
  return reply;
}

// What is asked for in a list.
struct Wanted {
  std::string state, q, library;
  Clocks clocks;
};

// The number of the newest revision that was recorded by `known`; 0 for none.
Result<int> newest_known(const EntryTable& entries, const EntryHead& head, Instant known) {
  KJ_TRY(const auto revisions, entries.revisions(head.id));
  for (const Revision& one : revisions)
    if (one.recorded_at <= known) return one.number;
  return 0;
}

// What a list says of an entry, by what was known then; null when it is not one of the wanted.
Result<json> summary_of(Presenter& present, const EntryHead& head, const Wanted& wanted, bool past) {
  const EntryTable& entries = present.reading().entries();
  KJ_TRY(const auto events, entries.events(head.id));
  const auto spans = spans_of(events);
  const Span* current = in_force(spans, wanted.clocks.at, wanted.clocks.known);
  const Span* next = next_after(spans, wanted.clocks);
  if (!wanted.state.empty() && wanted.state != state_of(current, next)) return json(nullptr);
  const Span* told = current != nullptr ? current : next;
  int number = told != nullptr ? told->number : head.newest_number;
  if (told == nullptr && past) {
    KJ_TRY(number, newest_known(entries, head, wanted.clocks.known));
  }
  KJ_TRY(auto revision, entries.revision(head.id, number));
  if (!revision) return json(nullptr);
  place_as_then(revision->text, revision->node, wanted.clocks.paths_then);
  // The store looks at newest revisions, which may say something else.
  if (past && (revision->text.title.find(wanted.q) == std::string::npos ||
               (!wanted.library.empty() && revision->text.library != wanted.library)))
    return json(nullptr);
  return json{
      {"id", head.id.value},
      {"external_id", head.external_id},
      {"state", state_of(current, next)},
      {"title", revision->text.title},
      {"revision", revision->number},
      {"library", revision->text.library},
      {"catalogue", revision->text.catalogue},
      {"department", present.department(revision->text.department)},
      {"valid_from", told != nullptr ? present.time(std::optional(told->valid.from)) : json(nullptr)},
      {"valid_to", told != nullptr ? present.time(told->valid.to) : json(nullptr)},
      {"standing",
       standing_name(told != nullptr ? told->standing
                                     : newest_standing(events, number, wanted.clocks.known).standing)},
      {"recorded_at", present.time(revision->recorded_at)}};
}

// The state of an entry follows from its events and the moment, so a state is looked for entry by entry. One
// request looks at 500 (about 50 ms); then the page ends early, and its cursor goes on from there.
constexpr std::size_t kReads = 5, kEntriesARead = 100;

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  Wanted wanted;
  wanted.state = call.request.query_value("state").value_or("");
  if (!wanted.state.empty() && wanted.state != "in_force" && wanted.state != "scheduled" &&
      wanted.state != "ended")
    return invalid_input({{"state", "unknown", {"没有这个状态", "there is no such state"}}});
  wanted.q = call.request.query_value("q").value_or("");
  wanted.library = call.request.query_value("library").value_or("");
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(wanted.clocks, clocks_of(call, *reading));
  KJ_TRY(const auto at, call.query_time("as_of"));
  KJ_TRY(const auto known, call.query_time("recorded_at"));
  const bool past = at || known, picky = past || !wanted.state.empty();
  Presenter present(*reading, call.site.utc_offset_minutes);
  json items = json::array();
  Page rest{picky ? kEntriesARead : page.limit, page.after};
  for (std::size_t read = 0; read < kReads && items.size() < page.limit; ++read) {
    KJ_TRY(const auto heads, reading->entries().list(past ? "" : wanted.q, past ? "" : wanted.library, rest));
    rest.after = heads.next;
    for (const EntryHead& head : heads.items) {
      KJ_TRY(json row, summary_of(present, head, wanted, past));
      if (row.is_null()) continue;
      items.push_back(std::move(row));
      if (items.size() < page.limit) continue;
      if (head.id != heads.items.back().id) rest.after = head.id.value;
      break;
    }
    if (!rest.after || !picky) break;
  }
  Reply reply;
  reply.body = {{"items", std::move(items)},
                {"next_cursor", rest.after ? json(std::to_string(*rest.after)) : json(nullptr)}};
  return reply;
}

Result<Reply> revisions(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const EntryHead head, need_entry(*reading, EntryId{number}));
  KJ_TRY(const auto events, reading->entries().events(head.id));
  KJ_TRY(const auto all, reading->entries().revisions(head.id));
  KJ_TRY(const auto recorded, call.query_time("recorded_at"));
  const Instant known = recorded.value_or(call.site.now());
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", nullptr}};
  for (const Revision& revision : all) {
    if ((page.after && revision.number >= *page.after) || (recorded && revision.recorded_at > known))
      continue;
    if (reply.body["items"].size() == page.limit) {
      reply.body["next_cursor"] = std::to_string(reply.body["items"].back()["revision"].get<int>());
      break;
    }
    const auto [standing, confirmation] = newest_standing(events, revision.number, known);
    KJ_TRY(json row, present.revision(revision, standing, confirmation));
    reply.body["items"].push_back(std::move(row));
  }
  if (!page.after) KJ_DO(note_reading(call, "listRevisions", {"entry", std::to_string(number)}));
  return reply;
}

Result<Reply> diff(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const auto from, call.query_number("from"));
  KJ_TRY(const auto to, call.query_number("to"));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const EntryHead head, need_entry(*reading, EntryId{number}));
  KJ_TRY(const auto before, reading->entries().revision(head.id, static_cast<int>(std::min<std::int64_t>(
                                                                     from.value_or(0), 1'000'000))));
  KJ_TRY(const auto after, reading->entries().revision(
                               head.id, static_cast<int>(std::min<std::int64_t>(to.value_or(0), 1'000'000))));
  std::vector<Fault> faults;
  if (!before) faults.push_back({"from", "unknown", {"没有这个版本", "there is no such revision"}});
  if (!after) faults.push_back({"to", "unknown", {"没有这个版本", "there is no such revision"}});
  if (!faults.empty()) return invalid_input(std::move(faults));
  const auto text_of = [](const Revision& one) { return one.redacted ? nullptr : &one.text; };
  Presenter present(*reading, call.site.utc_offset_minutes);
  KJ_TRY(json papers, present.paper_differences(*before, *after));
  Reply reply;
  reply.body = {{"entry", number},
                {"from", before->number},
                {"to", after->number},
                {"fields", present.field_differences(text_of(*before), text_of(*after))},
                {"papers", std::move(papers)}};
  KJ_DO(note_reading(call, "diffRevisions", {"entry", std::to_string(number)}, {"from", "to"}));
  return reply;
}

Result<Reply> timeline(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const EntryHead head, need_entry(*reading, EntryId{number}));
  KJ_TRY(const auto events, reading->entries().events(head.id));
  const auto spans = spans_of(events);
  KJ_TRY(const auto part, part_of(spans, page, by_position));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"entry", number}, {"spans", json::array()}, {"next_cursor", part.next_cursor}};
  for (const Span& span : part.rows) reply.body["spans"].push_back(span_json(present, span));
  if (!page.after) KJ_DO(note_reading(call, "getTimeline", {"entry", std::to_string(number)}));
  return reply;
}

Result<Reply> withdraw(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string reason = reader.text("reason", true);
  const bool restore = reader.flag("restore_previous");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(withdraw_entry(call.flow(), call.person, EntryId{number}, reason, restore));
  if (call.site.follower) call.site.follower->nudge();
  return get(call);
}

}  // namespace

std::vector<Route> entry_routes() {
  return {{"GET", "/entries", Permission::kReadEntries, list},
          {"GET", "/entries/{e}", Permission::kSignedIn, get},
          {"GET", "/entries/{e}/revisions", Permission::kReadEntries, revisions},
          {"GET", "/entries/{e}/diff", Permission::kReadEntries, diff},
          {"GET", "/entries/{e}/timeline", Permission::kReadEntries, timeline},
          {"POST", "/entries/{e}/withdraw", Permission::kWithdrawChange, withdraw}};
}

}  // namespace koujing::door
