// /offline-copy and /offline-searches: what a desk keeps for the time without a server, and what it tells
// afterwards.
#include "content/flow/offline_searches.h"
#include "content/model/text_rules.h"
#include "editor_api/late_writes.h"
#include "editor_api/offline_copy.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Result<Reply> copy(Call& call) {
  KJ_TRY(const auto since, call.query_number("since"));
  KJ_TRY(const auto cursor, call.query_number("cursor"));
  KJ_TRY(const std::size_t limit, call.limit(100));
  const OfflineCopy::Asked asked{since.value_or(0), cursor.value_or(0), limit};
  if (asked.since == 0 && asked.cursor == 0) {
    std::int64_t head = 0;
    {
      KJ_TRY(const auto reading, call.site.store->read());
      KJ_TRY(head, reading->record().feed_head());
    }
    KJ_DO(note_offline_copy(call.flow(), call.person, head));
  }
  Reply reply;
  KJ_TRY(reply.bytes, call.site.offline->page(call.site, asked));
  return reply;
}

OfflineAct read_act(const json& form, std::vector<Fault>& faults, const std::string& pointer) {
  FormReader reader(form, faults, pointer);
  OfflineAct act;
  act.how = reader.text("how", true);
  act.at = reader.time("at").value_or(Instant{});
  act.entry.value = reader.number("entry").value_or(0);
  act.revision = static_cast<int>(reader.number("revision").value_or(0));
  act.seconds = reader.number("seconds").value_or(0);
  reader.finish();
  return act;
}

OfflineSearch read_search(const json& form, std::vector<Fault>& faults, const std::string& pointer) {
  constexpr std::size_t kMostRows = 100;  // of each list; the flow says which is too long
  FormReader reader(form, faults, pointer);
  OfflineSearch search;
  search.id = reader.text("id", true);
  search.at = reader.time("at").value_or(Instant{});
  search.text = reader.text("q");
  search.copy_made_at = reader.time("copy_made_at").value_or(Instant{});
  search.total = reader.number("total").value_or(0);
  search.call_id = reader.text("call_id");
  const json& shown = reader.raw("shown");
  for (std::size_t i = 0; shown.is_array() && i < shown.size() && i <= kMostRows; ++i) {
    FormReader row(shown[i], faults, pointer + "/shown/" + std::to_string(i));
    const EntryId entry{row.number("entry").value_or(0)};
    search.shown.emplace_back(entry, static_cast<int>(row.number("revision").value_or(0)));
    row.finish();
  }
  const json& acts = reader.raw("acts");
  for (std::size_t i = 0; acts.is_array() && i < acts.size() && i <= kMostRows; ++i)
    search.acts.push_back(read_act(acts[i], faults, pointer + "/acts/" + std::to_string(i)));
  reader.finish();
  return search;
}

Result<Reply> report(Call& call) {
  constexpr std::size_t kMostSearches = 100;
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const json& rows = reader.raw("searches");
  std::vector<OfflineSearch> searches;
  if (!rows.is_array() || rows.empty() || rows.size() > kMostSearches)
    reader.fault("searches", "required", "应有 1 到 100 次搜索", "must be 1 to 100 searches");
  for (std::size_t i = 0; rows.is_array() && i < rows.size() && i < kMostSearches; ++i)
    searches.push_back(read_search(rows[i], faults, "/searches/" + std::to_string(i)));
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const OfflineReport told, report_offline_searches(call.flow(), call.person, searches));
  Reply reply;
  reply.body = {{"kept", told.kept}, {"known", told.known}, {"refused", json::array()}};
  for (const auto& refusal : told.refused) {
    std::string detail;
    for (const Fault& fault : refusal.error.faults)
      detail += (detail.empty() ? "" : "; ") + fault.pointer + ": " +
                (call.language == Language::kChinese ? fault.message.zh : fault.message.en);
    reply.body["refused"].push_back({{"id", refusal.id}, {"detail", std::move(detail)}});
  }
  return reply;
}

}  // namespace

std::vector<Route> offline_routes() {
  return {{"GET", "/offline-copy", Permission::kSignedIn, copy},
          {"POST", "/offline-searches", Permission::kSignedIn, report}};
}

}  // namespace koujing::door
