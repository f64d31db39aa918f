// /learning and what an entry's uses propose to its editor.
#include "content/flow/lexicon.h"
#include "content/lexicon/variant_proposals.h"
#include "editor_api/lexicon_keeper.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/part.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Result<Reply> reset(Call& call) {
  KJ_TRY(const Instant at, reset_uses(call.flow(), call.person));
  if (call.site.lexicon) call.site.lexicon->nudge();
  Reply reply;
  reply.body = {{"uses_reset_at", format_instant(at, call.site.utc_offset_minutes)}};
  return reply;
}

Result<Reply> variants(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto proposals,
         variant_proposals(*reading, EntryId{number}, call.site.now(), call.site.utc_offset_minutes));
  KJ_TRY(auto part, part_of(proposals, page, by_position));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", std::move(part.next_cursor)}};
  for (const ServedQuestion& served : part.rows)
    reply.body["items"].push_back(present.served_question(served));
  return reply;
}

}  // namespace

std::vector<Route> learning_routes() {
  return {{"POST", "/learning/reset", Permission::kResetLearning, reset},
          {"GET", "/entries/{e}/variant-proposals", Permission::kReadLexicon, variants}};
}

}  // namespace koujing::door
