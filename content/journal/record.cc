#include "content/journal/record.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"

namespace koujing {

const char* const kFirstPreviousHash = "0000000000000000000000000000000000000000000000000000000000000000";

std::string hash_of(const JournalRecord& record) {
  using nlohmann::json;
  json refs = json::array();
  for (const JournalRef& ref : record.refs) refs.push_back({{"kind", ref.kind}, {"id", ref.id}});
  const json body = {{"seq", record.seq},
                     {"at", record.at.us},
                     {"actor", record.actor ? json(record.actor->value) : json(nullptr)},
                     {"actor_login", record.actor_login},
                     {"verb", record.verb},
                     {"subject", {{"kind", record.subject.kind}, {"id", record.subject.id}}},
                     {"old_digest", record.old_digest},
                     {"new_digest", record.new_digest},
                     {"detail", record.detail},
                     {"refs", std::move(refs)},
                     {"previous_hash", record.previous_hash}};
  return sha256_hex("koujing-journal-v1\n" + canonical(body));
}

JournalWalk::JournalWalk() { verdict_.head_hash = kFirstPreviousHash; }

bool JournalWalk::next(const JournalRecord& record) {
  if (!verdict_.ok) return false;
  const auto bad = [&](std::string finding) {
    verdict_.ok = false;
    verdict_.first_bad = record.seq;
    verdict_.finding = std::move(finding);
    return false;
  };
  if (record.seq != verdict_.head_seq + 1)
    return bad("expected record " + std::to_string(verdict_.head_seq + 1) + ", found " +
               std::to_string(record.seq));
  if (record.previous_hash != verdict_.head_hash) return bad("does not follow the record before it");
  if (hash_of(record) != record.hash) return bad("its content does not match its hash");
  if (verdict_.records > 0 && record.at < verdict_.head_at)
    return bad("is dated before the record before it");
  verdict_.records += 1;
  verdict_.head_seq = record.seq;
  verdict_.head_hash = record.hash;
  verdict_.head_at = record.at;
  return true;
}

}  // namespace koujing
