// /feed and the records of /journal.
#include "editor_api/door.h"
#include "editor_api/presenters/present.h"
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

Result<Reply> journal(Call& call) {
  KJ_TRY(Page page, call.page());
  KJ_TRY(const auto since, call.query_number("since"));
  KJ_TRY(const auto entry, call.query_number("entry"));
  KJ_TRY(const auto notice, call.query_number("notice"));
  JournalFilter filter;
  const auto text = [&](const char* name) -> std::optional<std::string> {
    const auto value = call.request.query_value(name);
    return value && !value->empty() ? value : std::nullopt;
  };
  filter.actor_login = text("actor");
  filter.verb = text("verb");
  if (entry) filter.about = JournalRef{"entry", std::to_string(*entry)};
  if (notice) filter.about = JournalRef{"notice", std::to_string(*notice)};
  if (since && !page.after) page.after = since;
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto records, reading->record().journal(filter, !since, page));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", records.next ? json(std::to_string(*records.next)) : json(nullptr)}};
  for (const JournalRecord& record : records.items)
    reply.body["items"].push_back(present.journal_record(record));
  return reply;
}

Result<Reply> head(Call& call) {
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
          {"GET", "/journal/head", Permission::kReadJournal, head}};
}

}  // namespace koujing::door
