// /golden-queries: questions whose answers must not get lost by a change of search.
#include <algorithm>

#include "content/flow/search_rules.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/part.h"
#include "editor_api/routes/route.h"
#include "editor_api/search_trial.h"

namespace koujing::door {
namespace {

// With the place that its answer has now.
Result<json> row_of(Call& call, Presenter& present, const GoldenQuery& golden) {
  search::Request request;
  request.text = golden.text;
  request.at = request.known = call.site.now();
  request.limit = kGoldenDepth;
  request.facets = request.highlight = false;
  KJ_TRY(const auto answer, call.site.reader->search(request));
  const Rank rank = rank_of(golden.entry, answer.hits);
  return json{{"id", golden.id.value},
              {"text", golden.text},
              {"entry", golden.entry.value},
              {"entry_title", present.title_of(golden.entry)},
              {"within", golden.within},
              {"rank", rank ? json(*rank) : json(nullptr)},
              {"by", present.person_ref(golden.by)},
              {"at", present.time(golden.at)}};
}

Result<Reply> shown(Call& call, GoldenQueryId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto golden, reading->lexicon().golden_query(id));
  if (!golden) return not_found("黄金问题", "golden query", id.value);
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  KJ_TRY(reply.body, row_of(call, present, *golden));
  reply.location = "/golden-queries/" + std::to_string(id.value);
  return reply;
}

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto golden, reading->lexicon().golden_queries());
  KJ_TRY(const auto part, part_of(golden, page, by_id));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", part.next_cursor}};
  for (const GoldenQuery& one : part.rows) {
    KJ_TRY(json row, row_of(call, present, one));
    reply.body["items"].push_back(std::move(row));
  }
  return reply;
}

Result<Reply> get(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  return shown(call, GoldenQueryId{number}, 200);
}

Result<Reply> add(Call& call) {
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const std::string text = reader.text("text", true);
  if (!reader.has("entry")) reader.fault("entry", "required", "必须填写", "must be filled in");
  const EntryId entry{reader.number("entry").value_or(0)};
  const auto within =
      static_cast<int>(std::clamp<std::int64_t>(reader.number("within").value_or(3), 0, 1'000));
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const GoldenQueryId id, add_golden_query(call.flow(), call.person, text, entry, within));
  return shown(call, id, 201);
}

Result<Reply> remove(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_DO(remove_golden_query(call.flow(), call.person, GoldenQueryId{number}));
  Reply reply;
  reply.status = 204;
  return reply;
}

}  // namespace

std::vector<Route> golden_query_routes() {
  return {{"GET", "/golden-queries", Permission::kReadLexicon, list},
          {"POST", "/golden-queries", Permission::kEditLexicon, add, true},
          {"GET", "/golden-queries/{id}", Permission::kReadLexicon, get},
          {"DELETE", "/golden-queries/{id}", Permission::kEditLexicon, remove}};
}

}  // namespace koujing::door
