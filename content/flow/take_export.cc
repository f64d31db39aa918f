#include "content/flow/take_export.h"

namespace koujing {

Status note_export(const Flow& flow, const Person& actor, const std::string& library,
                   const std::string& digest, const std::string& detail) {
  KJ_DO(in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
    KJ_TRY(const auto seq,
           append(writing, &actor, {"take_export", {"library", library}, "", digest, detail, {}}));
    return Subject{"library", seq};
  }));
  return {};
}

}  // namespace koujing
