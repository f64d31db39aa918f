#include "content/flow/take_bundle.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"

namespace koujing {
namespace {

JournalRef subject_of(const BundleScope& scope) {
  if (scope.entry) return {"entry", id_text(scope.entry->value)};
  if (!scope.call.empty()) return {"call", scope.call};
  return {"journal", ""};
}

}  // namespace

Status note_bundle(const Flow& flow, const Person* actor, const BundleScope& scope,
                   const BundleCounts& counts, const std::string& digest) {
  nlohmann::json detail = {{"records", counts.records}, {"searches", counts.searches}};
  if (scope.from) detail["from"] = format_instant(*scope.from, 0);
  if (scope.to) detail["to"] = format_instant(*scope.to, 0);
  KJ_DO(in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
    KJ_TRY(const auto seq,
           append(writing, actor, {"take_bundle", subject_of(scope), "", digest, canonical(detail), {}}));
    return Subject{"journal", seq};
  }));
  return {};
}

Result<std::string> take_bundle(const Flow& flow, const Person& actor, const SigningKey& key,
                                const BundleScope& scope, const BundleOptions& options, Instant now) {
  std::ostringstream out;
  BundleCounts counts;
  {
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(counts, write_bundle(*reading, key, scope, options, now, out));
  }
  std::string bundle = std::move(out).str();
  KJ_DO(note_bundle(flow, &actor, scope, counts, sha256_hex(bundle)));
  return bundle;
}

}  // namespace koujing
