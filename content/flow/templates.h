// Templates: editors keep them, and a set is not submitted while one of its items lacks what its template
// asks for.
#pragma once

#include <optional>
#include <vector>

#include "content/flow/flow.h"
#include "content/model/entry_template.h"

namespace koujing {

struct TemplatesNow {
  std::vector<EntryTemplate> templates;
  std::int64_t version = 0;  // 0: never set
  std::optional<PersonId> by;
  std::optional<Instant> at;
};
Result<TemplatesNow> templates_now(const Reading& reading);

Result<TemplatesNow> edit_templates(const Flow& flow, const Person& actor,
                                    const std::vector<EntryTemplate>& templates,
                                    std::optional<std::int64_t> expected_version);

// At /items/{i}/…; "unknown_template" for one that is there no more.
Result<std::vector<Fault>> template_faults(const Reading& reading, const ChangeContent& content);

}  // namespace koujing
