// /feed and the records of /journal.
#include "content/journal/find_record.h"
#include "content/journal/histogram.h"
#include "content/model/text_rules.h"
#include "editor_api/door.h"
#include "editor_api/late_writes.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/note_reading.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Result<Reply> feed(Call& call) {
  KJ_TRY(const auto since, call.query_number("since"));
  KJ_TRY(const std::size_t limit, call.limit(50));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto rows, reading->record().feed_after(since.value_or(0), limit));
  Reply reply;
  KJ_TRY(const std::int64_t head, reading->record().feed_head());
  reply.body = {
      {"items", json::array()}, {"next", rows.empty() ? since.value_or(0) : rows.back().seq}, {"head", head}};
  for (const FeedRow& row : rows)
    reply.body["items"].push_back({{"seq", row.seq},
                                   {"kind", row.kind},
                                   {"entry", row.entry ? json(row.entry->value) : json(nullptr)},
                                   {"bulletin", row.bulletin ? json(row.bulletin->value) : json(nullptr)},
                                   {"question", row.question ? json(row.question->value) : json(nullptr)},
                                   {"at", format_instant(row.at, call.site.utc_offset_minutes)}});
  return reply;
}

Status ask_about(JournalFilter& filter, JournalRef what) {
  if (filter.about)
    return invalid_input(
        {{what.kind,
          "one_of",
          {"请只按一样东西查：条目、来文、变更单、问题、公告或通话",
           "ask about one thing: an entry, a notice, a change set, a question, a bulletin or a call"}}});
  filter.about = std::move(what);
  return {};
}

// Whose history it is: of a person, of a department, or of both.
Status ask_of(JournalFilter& filter, const std::optional<std::string>& login,
              const std::optional<std::string>& department, const Reading& reading) {
  if (login) {
    KJ_TRY(const auto person, reading.people().by_login(*login));
    if (!person)
      return invalid_input({{"person",
                             "unknown",
                             {"没有这个人员，请填账号", "there is no such person; give the login name"}}});
    filter.person = person->id;
  }
  if (department) {
    KJ_TRY(const auto found, reading.people().department(*department));
    if (!found)
      return invalid_input({{"department", "unknown", {"没有这个部门", "there is no such department"}}});
    filter.department = found->code;
  }
  return {};
}

struct Asked {
  JournalFilter filter;
  std::optional<Instant> from, to;  // not yet in the filter
};

Result<Asked> asked_for(const Call& call, const Reading& reading) {
  Asked asked;
  KJ_TRY(asked.from, call.query_time("from"));
  KJ_TRY(asked.to, call.query_time("to"));
  JournalFilter& filter = asked.filter;
  const auto text = [&](const char* name) -> std::optional<std::string> {
    const auto value = call.request.query_value(name);
    return value && !value->empty() ? value : std::nullopt;
  };
  filter.actor_login = text("actor");
  filter.without_uses = !may_oversee(call.person);
  if (const auto verb = text("verb")) filter.verbs = {*verb};
  for (const char* kind : {"entry", "notice", "change", "question", "bulletin"}) {
    KJ_TRY(const auto number, call.query_number(kind));
    if (number) KJ_DO(ask_about(filter, {kind, std::to_string(*number)}));
  }
  if (const auto id = text("call_id")) KJ_DO(ask_about(filter, {"call", *id}));
  KJ_DO(ask_of(filter, text("person"), text("department"), reading));
  return asked;
}

// A look at one person, call or entry is itself journalled; at the whole journal, not.
Status note_look(const Call& call, const Reading& reading, const char* operation,
                 const JournalFilter& filter) {
  std::optional<JournalRef> what;
  std::optional<PersonId> whom = filter.person;
  if (filter.actor_login) {
    KJ_TRY(const auto actor, reading.people().by_login(*filter.actor_login));
    if (actor) whom = actor->id;
  }
  if (whom) what = JournalRef{"person", std::to_string(whom->value)};
  if (filter.about && (filter.about->kind == "call" || filter.about->kind == "entry")) what = filter.about;
  if (!what) return {};
  return note_reading(call, operation, *what,
                      {"actor", "person", "verb", "entry", "notice", "change", "question", "bulletin",
                       "call_id", "department", "from", "to"});
}

Result<Reply> journal(Call& call) {
  KJ_TRY(Page page, call.page());
  KJ_TRY(const auto since, call.query_number("since"));
  const bool goes_on = page.after || since.value_or(0) > 0;  // through a listing, or after what is new
  if (since && !page.after) page.after = since;
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Asked asked, asked_for(call, *reading));
  KJ_TRY(const JournalFilter filter, within_period(reading->record(), asked.filter, asked.from, asked.to));
  KJ_TRY(const auto records, reading->record().journal(filter, !since, page));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", records.next ? json(std::to_string(*records.next)) : json(nullptr)}};
  for (const JournalRecord& record : records.items)
    reply.body["items"].push_back(present.journal_record(record));
  if (!goes_on) KJ_DO(note_look(call, *reading, "listJournal", asked.filter));
  return reply;
}

Result<Reply> histogram(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Asked asked, asked_for(call, *reading));
  KJ_TRY(const auto found, journal_histogram(reading->record(), asked.filter, asked.from, asked.to,
                                             call.site.utc_offset_minutes));
  Reply reply;
  reply.body = {{"step", found.step.empty() ? json(nullptr) : json(found.step)},
                {"stretches", json::array()}};
  for (const Stretch& stretch : found.stretches)
    reply.body["stretches"].push_back({{"from", format_instant(stretch.from, call.site.utc_offset_minutes)},
                                       {"to", format_instant(stretch.to, call.site.utc_offset_minutes)},
                                       {"verbs", json(stretch.verbs)}});
  KJ_DO(note_look(call, *reading, "getJournalHistogram", asked.filter));
  return reply;
}

Result<Reply> head(Call& call) {
  KJ_DO(call.site.late_writes->flush());  // with what was read a moment ago
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto newest, reading->record().head());
  Reply reply;
  reply.body = {
      {"seq", newest ? newest->seq : 0},
      {"hash", newest ? newest->hash : std::string(kFirstPreviousHash)},
      {"at", newest ? json(format_instant(newest->at, call.site.utc_offset_minutes)) : json(nullptr)}};
  return reply;
}

Result<Reply> contract(Call&) {
  Reply reply;
  reply.bytes = openapi_text();
  reply.media_type = "application/yaml; charset=utf-8";
  return reply;
}

}  // namespace

std::vector<Route> record_routes() {
  return {{"GET", "/openapi.yaml", Permission::kPublic, contract},
          {"GET", "/feed", Permission::kSignedIn, feed},
          {"GET", "/journal", Permission::kReadJournal, journal},
          {"GET", "/journal/histogram", Permission::kReadJournal, histogram},
          {"GET", "/journal/head", Permission::kReadJournal, head}};
}

}  // namespace koujing::door
