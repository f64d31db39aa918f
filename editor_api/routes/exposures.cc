// /exposures: what was on an agent's desk: every search with what it showed, what was opened, copied or read
// out of it and for how long, each with the exact revision.
#include <algorithm>

#include "content/flow/agents_desk.h"
#include "content/journal/trace.h"
#include "content/model/text_rules.h"
#include "editor_api/late_writes.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

// One's own searches; a shift leader's group; inspectors and auditors, everybody's.
Result<SearchFilter> filter_of(const Call& call, const Reading& reading) {
  SearchFilter filter;
  KJ_TRY(filter.from, call.query_time("from"));
  KJ_TRY(filter.to, call.query_time("to"));
  if (const std::string id = call.request.query_value("call_id").value_or(""); !id.empty())
    filter.call_id = id;
  const std::string login = call.request.query_value("person").value_or("");
  const bool everybody = call.person.has(Role::kInspector) || call.person.has(Role::kAuditor);
  if (!everybody && call.person.has(Role::kLeader) && !call.person.skill_group.empty())
    filter.skill_group = call.person.skill_group;
  else if (!everybody)
    filter.person = call.person.id;
  if (login.empty()) return filter;
  KJ_TRY(const auto person, reading.people().by_login(login));
  const bool known = person && (everybody || person->id == call.person.id ||
                                (filter.skill_group && person->skill_group == *filter.skill_group));
  if (!known)
    return invalid_input(
        {{"person", "unknown", {"没有这个人，或不归您查看", "no such person, or not for you to see"}}});
  filter.person = person->id;
  filter.skill_group.reset();
  return filter;
}

class Lines {
 public:
  Lines(const Reading& reading, Presenter& present) : reading_(reading), present_(present) {}

  Result<json> search(const SearchRow& row) {
    json shown = json::array();
    for (const json& pair : json::parse(row.shown, nullptr, false)) {
      const EntryId entry{pair.at(0).get<std::int64_t>()};
      const int number = pair.at(1).get<int>();
      KJ_TRY(const auto revision, reading_.entries().revision(entry, number));
      shown.push_back({{"entry", entry.value},
                       {"revision", number},
                       {"title", revision ? revision->text.title : ""},
                       {"digest", revision ? revision->digest : ""}});
    }
    KJ_TRY(json acts, acts_of(row.id));
    return json{{"search_id", row.id},
                {"at", present_.time(row.at)},
                {"offline", row.reported_at.has_value()},
                {"reported_at", present_.time(row.reported_at)},
                {"person", present_.person_ref(row.person)},
                {"q", row.text},
                {"forgotten_at", present_.time(row.forgotten_at)},
                {"as_of", present_.time(row.as_of)},
                {"recorded_at", present_.time(row.known)},
                {"call_id", row.call_id},
                {"total", row.total},
                {"shown", std::move(shown)},
                {"acts", std::move(acts)}};
  }

 private:
  // What the journal says of the search, oldest first.
  Result<json> acts_of(const std::string& search) {
    constexpr std::size_t kMostActs = 100;
    JournalFilter filter;
    filter.about = JournalRef{"search", search};
    KJ_TRY(const auto records, reading_.record().journal(filter, false, {kMostActs, std::nullopt}));
    json acts = json::array();
    for (const JournalRecord& record : records.items) {
      const auto use = use_of(record);
      if (!use) continue;
      acts.push_back({{"how", use->how},
                      {"at", present_.time(use->at)},
                      {"entry", std::stoll(record.subject.id)},
                      {"revision", use->revision},
                      {"digest", record.new_digest},
                      {"seconds", use->how == "left" ? json(use->seconds) : json(nullptr)},
                      {"journal_seq", record.seq}});
    }
    return acts;
  }

  const Reading& reading_;
  Presenter& present_;
};

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_DO(call.site.late_writes->flush());
  Reply reply;
  std::string others;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const SearchFilter filter, filter_of(call, *reading));
    KJ_TRY(const auto found, reading->desk().searches(filter, page));
    Presenter present(*reading, call.site.utc_offset_minutes);
    Lines lines(*reading, present);
    reply.body = {{"items", json::array()},
                  {"next_cursor", found.next ? json(std::to_string(*found.next)) : json(nullptr)}};
    for (const SearchRow& row : found.items) {
      KJ_TRY(json line, lines.search(row));
      reply.body["items"].push_back(std::move(line));
    }
    if (!filter.person || *filter.person != call.person.id)
      others = call.request.query_value("person").value_or("*");
  }
  if (!others.empty()) KJ_DO(note_reading_of_searches(call.flow(), call.person, others));
  return reply;
}

}  // namespace

std::vector<Route> exposure_routes() { return {{"GET", "/exposures", Permission::kReadExposures, list}}; }

}  // namespace koujing::door
