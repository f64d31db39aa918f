#include "content/flow/synonym_record.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

nlohmann::json content_of(const Synonym& synonym) {
  return {{"from", synonym.form.from},
          {"to", synonym.form.to},
          {"both_ways", synonym.form.both_ways},
          {"state", synonym_state_name(synonym.state)}};
}

}  // namespace

std::string synonym_digest(const Synonym& synonym) { return sha256_hex(canonical(content_of(synonym))); }

Status record_synonym(Writing& writing, const Person& actor, const std::string& verb, const Synonym* before,
                      const Synonym* after) {
  const Synonym& subject = after != nullptr ? *after : *before;
  nlohmann::json detail = content_of(subject);
  if (subject.origin != SynonymOrigin::kPerson) detail["origin"] = synonym_origin_name(subject.origin);
  KJ_DO(append(writing, &actor,
               {verb,
                {"synonym", id_text(subject.id.value)},
                before != nullptr ? synonym_digest(*before) : "",
                after != nullptr ? synonym_digest(*after) : "",
                canonical(detail),
                {}}));
  return {};
}

Error list_is_full() {
  const std::string most = std::to_string(kMostSynonyms);
  return invalid_input({{"",
                         "too_many",
                         {"同义词最多 " + most + " 条，请先删除或拒绝一些",
                          "at most " + most + " synonyms; remove or decline some first"}}});
}

Result<Synonym> need_synonym(const Reading& reading, SynonymId id) {
  KJ_TRY(auto found, reading.lexicon().synonym(id));
  if (!found) return not_found("同义词", "synonym", id.value);
  return std::move(*found);
}

}  // namespace koujing
