// /dictionary: words of the site that the segmenter keeps whole.
#include "content/flow/lexicon.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/lexicon_forms.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Result<Reply> words(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto found, reading->lexicon().words(page));
  KJ_TRY(const LexiconMark mark, reading->lexicon().mark());
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", found.next ? json(std::to_string(*found.next)) : json(nullptr)}};
  for (const DictionaryWord& word : found.items) reply.body["items"].push_back(present.dictionary_word(word));
  reply.headers.emplace_back("ETag", etag(mark.version));
  return reply;
}

Result<Reply> edit(Call& call) {
  KJ_TRY(const Expected expected, if_match(call, false));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const auto add = reader.texts("add"), remove = reader.texts("remove");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  LexiconChange change;
  change.add_words = add;
  change.remove_words = remove;
  KJ_TRY(const Flow flow, tried_flow(call, change));
  KJ_TRY(const EditedWords edited, edit_words(flow, call.person, add, remove, expected.version));
  follow_lexicon(call);
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const LexiconMark mark, reading->lexicon().mark());
  Reply reply;
  reply.body = {{"added", edited.added}, {"removed", edited.removed}};
  reply.headers.emplace_back("ETag", etag(mark.version));
  return reply;
}

}  // namespace

std::vector<Route> dictionary_routes() {
  return {{"GET", "/dictionary", Permission::kReadLexicon, words},
          {"PUT", "/dictionary", Permission::kEditLexicon, edit}};
}

}  // namespace koujing::door
