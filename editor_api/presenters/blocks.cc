// Reusable blocks and templates.
#include "content/exchange/canonical.h"
#include "content/flow/templates.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {

json Presenter::block(const Block& block) {
  return {{"id", block.id.value},
          {"version", block.version},
          {"name", block.name},
          {"text", block.text},
          {"by", person_ref(block.by)},
          {"at", time(block.at)},
          {"notice", block.notice ? json(block.notice->value) : json(nullptr)}};
}

json Presenter::templates(const TemplatesNow& now) {
  json items = json::array();
  for (const EntryTemplate& one : now.templates) items.push_back(to_json(one));
  return {{"items", std::move(items)},
          {"version", now.version},
          {"by", person_ref(now.by)},
          {"at", time(now.at)}};
}

}  // namespace koujing::door
