#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/flow/lexicon.h"

namespace koujing {

Result<Instant> reset_uses(const Flow& flow, const Person& actor) {
  Instant at;
  KJ_TRY(
      const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
        at = writing.recorded_at();
        KJ_TRY(const LexiconMark before, writing.lexicon().mark());
        KJ_DO(writing.lexicon().reset_uses(at));
        const nlohmann::json detail = {
            {"reset_before", before.uses_reset_at ? nlohmann::json(format_instant(*before.uses_reset_at, 0))
                                                  : nlohmann::json(nullptr)}};
        KJ_DO(append(writing, &actor, {"reset_uses", {"learning", "uses"}, "", "", canonical(detail), {}}));
        return Subject{"learning", 0};
      }));
  (void)done;
  return at;
}

}  // namespace koujing
