// /search, /suggest and what served a search.
#include <algorithm>
#include <chrono>

#include "content/crypto/secret.h"
#include "content/flow/use_answer.h"
#include "content/model/text_rules.h"
#include "editor_api/late_writes.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

constexpr std::size_t kMostOffset = 10'000;  // nobody reads further; bounds the cost of a page

std::string_view name_of(search::CorrectionKind kind) {
  switch (kind) {
    case search::CorrectionKind::kSound:
      return "sound";
    case search::CorrectionKind::kPinyin:
      return "pinyin";
    case search::CorrectionKind::kShape:
      return "shape";
    case search::CorrectionKind::kSpelling:
      break;
  }
  return "spelling";
}

std::string_view name_of(search::Relaxation step) {
  switch (step) {
    case search::Relaxation::kQuotes:
      return "quotes";
    case search::Relaxation::kCharacters:
      return "characters";
    case search::Relaxation::kFilters:
      break;
  }
  return "filters";
}

search::Filters filters_of(const Call& call) {
  constexpr std::size_t kMostValues = 50;
  const auto filter = [&](const char* name) {
    auto values = call.request.query_values(name);
    std::erase(values, "");
    if (values.size() > kMostValues) values.resize(kMostValues);
    return values;
  };
  return {filter("library"), filter("catalogue"), filter("department"), filter("region"), filter("product")};
}

json corrected_of(const search::Answer& answer) {
  if (!answer.corrected) return nullptr;
  return {{"kind", name_of(answer.corrected->kind)},
          {"text", answer.corrected->text},
          {"replaced", answer.corrected->replaced}};
}

json relaxed_of(const search::Answer& answer) {
  json steps = json::array();
  for (const search::Relaxation step : answer.relaxed) steps.push_back(name_of(step));
  return steps;
}

Result<Reply> find(Call& call) {
  const auto begun = std::chrono::steady_clock::now();
  const Instant now = call.site.now();
  search::Request request;
  request.text = call.request.query_value("q").value_or("");
  KJ_TRY(const auto at, call.query_time("as_of"));
  KJ_TRY(const auto known, call.query_time("recorded_at"));
  request.at = at.value_or(now);
  request.known = known.value_or(now);
  request.learned = !known;
  request.filters = filters_of(call);
  request.literal = call.request.query_value("literal") == "true";
  request.explain = call.request.query_value("explain") == "true";
  KJ_TRY(request.limit, call.limit(10));
  KJ_TRY(const auto offset, call.query_number("cursor"));
  request.offset = std::min(static_cast<std::size_t>(offset.value_or(0)), kMostOffset);
  const std::string call_id = call.request.query_value("call_id").value_or("");
  std::vector<Fault> faults;
  check_call_id(faults, call_id);
  if (!faults.empty()) return invalid_input(std::move(faults));
  if (known) {
    KJ_TRY(const auto then, call.site.store->read());
    KJ_TRY(request.paths_then, then->catalogue().paths_then(*known));
  }
  KJ_TRY(const search::Answer answer, call.site.reader->search(request));

  // Begun after the search, so that it knows whatever the index does.
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  SearchRow row;
  row.id = random_token().substr(0, 32);
  row.salt = random_token().substr(0, 32);
  row.at = now;
  row.person = call.person.id;
  row.text = request.text.substr(0, 2000);
  row.as_of = request.at;
  row.known = request.known;
  row.total = static_cast<std::int64_t>(answer.total);
  row.relaxed = !answer.relaxed.empty();
  row.call_id = call_id;
  json results = json::array(), shown = json::array();
  for (const search::Hit& hit : answer.hits) {
    KJ_TRY(json result, present.hit(hit, request.at, !at && !known));
    results.push_back(std::move(result));
    shown.push_back({hit.document.entry.value, hit.document.span.number});
  }
  json nearest = json::array();
  for (const search::Hit& hit : answer.nearest) {
    KJ_TRY(json result, present.hit(hit, request.at, !at && !known));
    nearest.push_back(std::move(result));
    shown.push_back({hit.document.entry.value, hit.document.span.number});
  }
  row.shown = shown.dump();
  const std::size_t end = request.offset + answer.hits.size();
  const bool more = end < answer.total && !answer.hits.empty() && end <= kMostOffset;
  Reply reply;
  const auto took =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  reply.body = {{"search_id", row.id},
                {"q", request.text},
                {"as_of", present.time(request.at)},
                {"recorded_at", present.time(request.known)},
                {"total", answer.total},
                {"total_exact", answer.total_exact},
                {"partial", answer.partial},
                {"corrected", corrected_of(answer)},
                {"relaxed", relaxed_of(answer)},
                {"results", std::move(results)},
                {"nearest", std::move(nearest)},
                {"nearest_catalogue", answer.nearest_catalogue},
                {"facets", facets(answer.facets)},
                {"next_cursor", more ? json(std::to_string(end)) : json(nullptr)},
                {"took_ms", std::round(took * 100) / 100}};
  KJ_DO(call.site.late_writes->add_search(std::move(row)));
  return reply;
}

Result<Reply> suggest(Call& call) {
  KJ_TRY(const std::size_t limit, call.limit(8));
  KJ_TRY(const auto titles, call.site.reader->suggest(call.request.query_value("q").value_or(""),
                                                      call.site.now(), limit, filters_of(call)));
  Reply reply;
  reply.body = {{"items", titles}};
  return reply;
}

// The search may still be on its way to the disk.
Status write_down(Call& call, const std::string& search_id) {
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const auto found, reading->record().search(search_id));
    if (found) return {};
  }
  return call.site.late_writes->flush();
}

Result<Reply> use(Call& call) {
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  UseForm form;
  form.search_id = call.parts.at(0);
  form.entry.value = reader.number("entry").value_or(0);
  form.revision = static_cast<int>(reader.number("revision").value_or(0));
  form.how = reader.text("how", true);
  form.call_id = reader.text("call_id");
  if (!reader.has("entry")) reader.fault("entry", "required", "必须填写", "must be filled in");
  if (!reader.has("revision")) reader.fault("revision", "required", "必须填写", "must be filled in");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(write_down(call, form.search_id));
  KJ_TRY(const RecordedUse recorded, use_answer(call.flow(), call.person, form));
  Reply reply;
  reply.status = 201;
  reply.body = {{"search_id", form.search_id},
                {"entry", form.entry.value},
                {"revision", form.revision},
                {"digest", recorded.digest},
                {"how", form.how},
                {"at", format_instant(recorded.at, call.site.utc_offset_minutes)},
                {"journal_seq", recorded.journal_seq}};
  return reply;
}

Result<Reply> leave(Call& call) {
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  LeaveForm form;
  form.search_id = call.parts.at(0);
  form.entry.value = reader.number("entry").value_or(0);
  form.revision = static_cast<int>(reader.number("revision").value_or(0));
  form.seconds = reader.number("seconds").value_or(-1);
  form.call_id = reader.text("call_id");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(write_down(call, form.search_id));
  KJ_DO(leave_answer(call.flow(), call.person, form));
  Reply reply;
  reply.status = 204;
  return reply;
}

}  // namespace

std::vector<Route> search_routes() {
  return {{"GET", "/search", Permission::kSignedIn, find},
          {"GET", "/suggest", Permission::kSignedIn, suggest},
          {"POST", "/search/{s}/used", Permission::kSignedIn, use, true},
          {"POST", "/search/{s}/left", Permission::kSignedIn, leave}};
}

}  // namespace koujing::door
