#include "editor_api/routes/note_reading.h"

#include "content/exchange/canonical.h"
#include "editor_api/late_writes.h"

namespace koujing::door {

Status note_reading(const Call& call, const char* operation, JournalRef what,
                    std::initializer_list<const char*> asked) {
  if (!may_oversee(call.person)) return {};
  json filters = json::object();
  for (const char* name : asked)
    if (const auto value = call.request.query_value(name); value && !value->empty()) filters[name] = *value;
  const std::string detail = canonical(json{{"operation", operation}, {"filters", std::move(filters)}});
  return call.site.late_writes->add_reading(call.person,
                                            {"read_record", std::move(what), "", "", detail, {}});
}

}  // namespace koujing::door
