// /my/…: what an agent keeps on the desk; and what changed since the last shift, to be acknowledged.
#include <algorithm>

#include "content/flow/agents_desk.h"
#include "content/flow/skill_groups.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/group_filters.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

constexpr std::int64_t kDay = 24 * 3600;
constexpr std::int64_t kRecentDays = 30;
constexpr std::size_t kMostRecent = 20, kMostUsed = 10;

// An entry as a line of a list: its newest words, and whether it answers now.
Result<json> line_of(const Reading& reading, EntryId entry, Instant now) {
  KJ_TRY(const auto head, reading.entries().find(entry));
  if (!head) return json(nullptr);
  KJ_TRY(const auto events, reading.entries().events(entry));
  const auto spans = spans_of(events);
  const Span* answering = in_force(spans, now, now);
  const int number = answering != nullptr ? answering->number : head->newest_number;
  KJ_TRY(const auto revision, reading.entries().revision(entry, number));
  if (!revision) return json(nullptr);
  return json{{"entry", entry.value},
              {"title", revision->text.title},
              {"brief", revision->text.brief},
              {"library", revision->text.library},
              {"catalogue", revision->text.catalogue},
              {"revision", number},
              {"in_force", answering != nullptr}};
}

Result<json> used_lines(Call& call, const Reading& reading, Presenter& present,
                        const std::vector<UsedEntry>& used) {
  json lines = json::array();
  for (const UsedEntry& one : used) {
    KJ_TRY(json line, line_of(reading, one.entry, call.site.now()));
    if (line.is_null()) continue;
    line["times"] = one.times;
    line["at"] = present.time(one.last);
    lines.push_back(std::move(line));
  }
  return lines;
}

Instant start_of_day(Instant now, int utc_offset_minutes) {
  constexpr std::int64_t kDayUs = kDay * 1'000'000;
  const std::int64_t shift = std::int64_t{utc_offset_minutes} * 60'000'000;
  return Instant{now.us - (now.us + shift) % kDayUs};
}

Result<Reply> desk(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  const Instant now = call.site.now();
  json favourites = json::array(), subscriptions = json::array();
  KJ_TRY(const auto kept, reading->desk().favourites(call.person.id));
  for (const Favourite& one : kept) {
    KJ_TRY(json line, line_of(*reading, one.entry, now));
    if (line.is_null()) continue;
    line["category"] = one.category;
    line["at"] = present.time(one.at);
    favourites.push_back(std::move(line));
  }
  KJ_TRY(const auto subscribed, reading->desk().subscriptions(call.person.id));
  for (const Subscription& one : subscribed) {
    json row = {{"kind", one.node ? "catalogue" : "entry"},
                {"at", present.time(one.at)},
                {"entry", nullptr},
                {"node", nullptr}};
    if (one.node) {
      KJ_TRY(const auto node, reading->catalogue().find(CatalogueId{one.target}));
      if (!node) continue;
      row["node"] = present.catalogue_node(*node);
    } else {
      KJ_TRY(row["entry"], line_of(*reading, EntryId{one.target}, now));
      if (row["entry"].is_null()) continue;
    }
    subscriptions.push_back(std::move(row));
  }
  KJ_TRY(const auto recent,
         reading->desk().used_by(call.person.id, now.plus_seconds(-kRecentDays * kDay), kMostRecent));
  std::vector<UsedEntry> used;
  if (!call.person.skill_group.empty()) {
    KJ_TRY(used, reading->desk().used_in_group(call.person.skill_group,
                                               start_of_day(now, call.site.utc_offset_minutes), kMostUsed));
  }
  KJ_TRY(const auto groups, skill_groups_now(*reading));
  const auto own = groups.groups.find(call.person.skill_group);
  Reply reply;
  KJ_TRY(json recent_lines, used_lines(call, *reading, present, recent));
  KJ_TRY(json most_used, used_lines(call, *reading, present, used));
  reply.body = {{"favourites", std::move(favourites)},
                {"recent", std::move(recent_lines)},
                {"most_used", std::move(most_used)},
                {"subscriptions", std::move(subscriptions)},
                {"skill_group", call.person.skill_group},
                {"filters", filters_json(own == groups.groups.end() ? GroupFilters() : own->second)}};
  return reply;
}

Reply done() {
  Reply reply;
  reply.status = 204;
  return reply;
}

Result<Reply> keep(Call& call) {
  KJ_TRY(const std::int64_t entry, call.number(0));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const std::string category = reader.text("category");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(set_favourite(call.flow(), call.person, EntryId{entry}, category));
  return done();
}

Result<Reply> drop(Call& call) {
  KJ_TRY(const std::int64_t entry, call.number(0));
  KJ_DO(drop_favourite(call.flow(), call.person, EntryId{entry}));
  return done();
}

template <bool kNode, Status (*kStep)(const Flow&, const Person&, bool, std::int64_t)>
Result<Reply> change_subscription(Call& call) {
  KJ_TRY(const std::int64_t target, call.number(0));
  KJ_DO(kStep(call.flow(), call.person, kNode, target));
  return done();
}

// The session's beginning is that of the shift; a program without one looks back a day.
Result<Instant> since_of(const Call& call, const Reading& reading) {
  KJ_TRY(const auto stated, call.query_time("since"));
  if (stated) return *stated;
  if (call.session_hash.empty()) return call.site.now().plus_seconds(-kDay);
  KJ_TRY(const auto session, reading.people().session(call.session_hash));
  return end_of_last_shift(reading, call.person, session ? session->created_at : call.site.now());
}

Result<Reply> changes(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Instant since, since_of(call, *reading));
  const Instant now = call.site.now();
  const bool all = call.request.query_value("all").value_or("") == "true";
  KJ_TRY(auto changed, changes_since(*reading, call.person, since, now));
  if (!call.request.query_value("since")) {
    KJ_TRY(const auto asked, changes_still_asked(*reading, call.person, since, now));
    changed.insert(changed.end(), asked.begin(), asked.end());
  }
  KJ_TRY(const auto groups, skill_groups_now(*reading));
  const auto own = groups.groups.find(call.person.skill_group);
  const GroupFilters filters = own == groups.groups.end() ? GroupFilters() : own->second;
  Presenter present(*reading, call.site.utc_offset_minutes);
  json items = json::array();
  std::size_t waiting = 0;
  for (const ShiftChange& change : changed) {
    const int shown = change.now ? *change.now : *change.before;
    KJ_TRY(const auto revision, reading->entries().revision(change.entry, shown));
    if (!revision) continue;
    std::set<std::string> because = change.because;
    if (matches(filters, revision->text)) because.insert("group");
    if (because.empty() && !all) continue;
    json fields = json::array();
    if (change.before && change.now) {
      KJ_TRY(const auto before, reading->entries().revision(change.entry, *change.before));
      if (before && !before->redacted)
        for (json& field : present.field_differences(&before->text, &revision->text))
          if (field.at("changed").get<bool>()) fields.push_back(std::move(field));
    }
    const bool asks = change.substantial && !change.acknowledged;
    if (asks) ++waiting;
    items.push_back({{"entry", change.entry.value},
                     {"title", revision->text.title},
                     {"before", change.before ? json(*change.before) : json(nullptr)},
                     {"now", change.now ? json(*change.now) : json(nullptr)},
                     {"at", present.time(change.since)},
                     {"substantial", change.substantial},
                     {"acknowledged", change.acknowledged},
                     {"unconfirmed", change.unconfirmed},
                     {"because", because},
                     {"brief", revision->text.brief},
                     {"script", revision->text.script},
                     {"fields", std::move(fields)}});
  }
  Reply reply;
  reply.body = {{"since", present.time(since)}, {"waiting", waiting}, {"items", std::move(items)}};
  return reply;
}

Result<Reply> acknowledge(Call& call) {
  KJ_TRY(const std::int64_t entry, call.number(0));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const auto revision = reader.number("revision");
  if (!revision) reader.fault("revision", "required", "必须填写", "must be filled in");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(acknowledge_revision(call.flow(), call.person, EntryId{entry}, static_cast<int>(*revision)));
  return done();
}

}  // namespace

std::vector<Route> desk_routes() {
  return {
      {"GET", "/my/desk", Permission::kSignedIn, desk},
      {"GET", "/my/changes", Permission::kSignedIn, changes},
      {"PUT", "/my/favourites/{e}", Permission::kSignedIn, keep},
      {"DELETE", "/my/favourites/{e}", Permission::kSignedIn, drop},
      {"PUT", "/my/subscriptions/entries/{e}", Permission::kSignedIn, change_subscription<false, subscribe>},
      {"DELETE", "/my/subscriptions/entries/{e}", Permission::kSignedIn,
       change_subscription<false, unsubscribe>},
      {"PUT", "/my/subscriptions/catalogue/{node}", Permission::kSignedIn,
       change_subscription<true, subscribe>},
      {"DELETE", "/my/subscriptions/catalogue/{node}", Permission::kSignedIn,
       change_subscription<true, unsubscribe>},
      {"POST", "/entries/{e}/acknowledge", Permission::kSignedIn, acknowledge}};
}

}  // namespace koujing::door
