#include "content/flow/agents_desk.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "content/exchange/canonical.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

constexpr std::size_t kMostFavourites = 500, kMostSubscriptions = 200;
constexpr std::size_t kLongestCategory = 50;

Error too_many(std::size_t most) {
  const std::string number = std::to_string(most);
  return {ErrorKind::kConflict,
          "too_many",
          {"最多 " + number + " 个，请先取消一些", "at most " + number + "; take some away first"}};
}

Status need_entry(const Reading& reading, EntryId entry) {
  KJ_TRY(const auto head, reading.entries().find(entry));
  if (!head) return not_found("条目", "entry", entry.value);
  return {};
}

Status note(Writing& writing, const Person& actor, const std::string& verb, JournalRef subject,
            const json& detail = json::object()) {
  KJ_TRY(const auto seq, append(writing, &actor, {verb, std::move(subject), "", "", canonical(detail)}));
  (void)seq;
  return {};
}

Status in_step(const Flow& flow, const Subject& subject, const std::function<Status(Writing&)>& work) {
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_DO(work(writing));
           return subject;
         }));
  (void)done;
  return {};
}

JournalRef about(EntryId entry) { return {"entry", id_text(entry.value)}; }

}  // namespace

Status set_favourite(const Flow& flow, const Person& actor, EntryId entry, const std::string& category) {
  if (!is_clean_text(category) || characters_in(category) > kLongestCategory)
    return invalid_input({{"/category", "too_long", {"最多 50 个字符", "at most 50 characters"}}});
  return in_step(flow, {"entry", entry.value}, [&](Writing& writing) -> Status {
    KJ_DO(need_entry(writing, entry));
    KJ_TRY(const auto now, writing.desk().favourites(actor.id));
    const bool known =
        std::any_of(now.begin(), now.end(), [&](const Favourite& one) { return one.entry == entry; });
    if (!known && now.size() >= kMostFavourites) return too_many(kMostFavourites);
    KJ_DO(writing.desk().set_favourite(actor.id, {entry, category, writing.recorded_at()}));
    return note(writing, actor, "set_favourite", about(entry), {{"category", category}});
  });
}

Status drop_favourite(const Flow& flow, const Person& actor, EntryId entry) {
  return in_step(flow, {"entry", entry.value}, [&](Writing& writing) -> Status {
    KJ_DO(writing.desk().drop_favourite(actor.id, entry));
    return note(writing, actor, "drop_favourite", about(entry));
  });
}

Status subscribe(const Flow& flow, const Person& actor, bool node, std::int64_t target) {
  const std::string kind = node ? "catalogue" : "entry";
  return in_step(flow, {kind, target}, [&](Writing& writing) -> Status {
    if (node) {
      KJ_TRY(const auto found, writing.catalogue().find(CatalogueId{target}));
      if (!found) return not_found("目录", "catalogue node", target);
    } else {
      KJ_DO(need_entry(writing, EntryId{target}));
    }
    KJ_TRY(const auto now, writing.desk().subscriptions(actor.id));
    if (now.size() >= kMostSubscriptions) return too_many(kMostSubscriptions);
    KJ_DO(writing.desk().subscribe(actor.id, {node, target, writing.recorded_at()}));
    return note(writing, actor, "subscribe", {kind, id_text(target)});
  });
}

Status unsubscribe(const Flow& flow, const Person& actor, bool node, std::int64_t target) {
  const std::string kind = node ? "catalogue" : "entry";
  return in_step(flow, {kind, target}, [&](Writing& writing) -> Status {
    KJ_DO(writing.desk().unsubscribe(actor.id, {node, target, {}}));
    return note(writing, actor, "unsubscribe", {kind, id_text(target)});
  });
}

Status acknowledge_revision(const Flow& flow, const Person& actor, EntryId entry, int number) {
  return in_step(flow, {"entry", entry.value}, [&](Writing& writing) -> Status {
    KJ_TRY(const auto revision, writing.entries().revision(entry, number));
    if (!revision) return not_found("条目的这个版本", "revision of an entry", entry.value);
    KJ_TRY(const auto known, writing.desk().acknowledged(actor.id));
    KJ_TRY(const auto events, writing.entries().events(entry));
    const auto spans = spans_of(events);
    const Instant now = writing.recorded_at();
    const auto before = known.find(entry);
    if (before != known.end() && before->second.number == number && in_force(spans, now, now) != nullptr)
      return {};
    KJ_DO(writing.desk().acknowledge(actor.id, entry, number, now));
    KJ_TRY(const auto seq, append(writing, &actor,
                                  {"acknowledge_revision", about(entry), "", revision->digest,
                                   canonical(json{{"revision", number}})}));
    (void)seq;
    return {};
  });
}

Status note_reading_of_searches(const Flow& flow, const Person& actor, const std::string& whose) {
  return in_step(flow, {"searches", 0}, [&](Writing& writing) -> Status {
    return note(writing, actor, "read_searches", {"searches", whose});
  });
}

Status note_tracing(const Flow& flow, const Person& actor, const JournalRef& what) {
  return in_step(flow, {what.kind, 0},
                 [&](Writing& writing) -> Status { return note(writing, actor, "trace_uses", what); });
}

}  // namespace koujing
