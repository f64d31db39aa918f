#include "content/journal/record.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"

namespace koujing {

const char* const kFirstPreviousHash = "0000000000000000000000000000000000000000000000000000000000000000";

namespace {

// As canonical() spells a string; ASCII quickly, because a journal is hashed by the million.
void add_string(std::string& out, std::string_view text) {
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    out += canonical(nlohmann::json(text));
    return;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kDigits[static_cast<std::size_t>(c) >> 4];
          out += kDigits[static_cast<std::size_t>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void add_field(std::string& out, std::string_view name, std::string_view text) {
  out += name;
  add_string(out, text);
}

void add_ref(std::string& out, const JournalRef& ref) {
  add_field(out, R"({"id":)", ref.id);
  add_field(out, R"(,"kind":)", ref.kind);
  out += '}';
}

}  // namespace

std::string body_of(const JournalRecord& record) {
  std::string out;
  out.reserve(600);
  out += R"({"actor":)" + (record.actor ? std::to_string(record.actor->value) : "null");
  add_field(out, R"(,"actor_login":)", record.actor_login);
  out += R"(,"at":)" + std::to_string(record.at.us);
  add_field(out, R"(,"detail":)", record.detail);
  add_field(out, R"(,"new_digest":)", record.new_digest);
  add_field(out, R"(,"old_digest":)", record.old_digest);
  add_field(out, R"(,"previous_hash":)", record.previous_hash);
  out += R"(,"refs":[)";
  for (const JournalRef& ref : record.refs) {
    if (&ref != &record.refs.front()) out += ',';
    add_ref(out, ref);
  }
  out += R"(],"seq":)" + std::to_string(record.seq) + R"(,"subject":)";
  add_ref(out, record.subject);
  add_field(out, R"(,"verb":)", record.verb);
  out += '}';
  return out;
}

namespace {

std::string hash_of_body(const std::string& body) { return sha256_hex("koujing-journal-v1\n" + body); }

}  // namespace

bool is_of_a_desk(std::string_view verb) {
  return verb == "use_answer" || verb == "leave_answer" || verb == "report_offline_search";
}

std::string hash_of(const JournalRecord& record) { return hash_of_body(body_of(record)); }

JournalWalk::JournalWalk(std::vector<KnownRoot> known) : known_(known.begin(), known.end()) {
  std::stable_sort(known_.begin(), known_.end(),
                   [](const KnownRoot& a, const KnownRoot& b) { return a.size < b.size; });
  verdict_.head_hash = kFirstPreviousHash;
  meets_known();
}

bool JournalWalk::bad(std::int64_t record, Message finding) {
  verdict_.ok = false;
  verdict_.first_bad = record;
  verdict_.finding = std::move(finding);
  return false;
}

bool JournalWalk::meets_known() {
  for (; !known_.empty() && known_.front().size == tree_.size(); known_.pop_front()) {
    if (known_.front().root != tree_.root())
      return bad(static_cast<std::int64_t>(vouched_) + 1,
                 {"第 " + std::to_string(vouched_ + 1) + " 到 " + std::to_string(tree_.size()) + " 条与 " +
                      std::to_string(tree_.size()) + " 条时的检查点不符",
                  "records " + std::to_string(vouched_ + 1) + " to " + std::to_string(tree_.size()) +
                      " are not those of the checkpoint of " + std::to_string(tree_.size()) + " records"});
    vouched_ = tree_.size();
    ++verdict_.checkpoints;
  }
  return true;
}

bool JournalWalk::next(const JournalRecord& record, const GrowingTree::Completed& completed) {
  if (!verdict_.ok) return false;
  if (record.seq != verdict_.head_seq + 1)
    return bad(record.seq, {"应为第 " + std::to_string(verdict_.head_seq + 1) + " 条，却是第 " +
                                std::to_string(record.seq) + " 条",
                            "expected record " + std::to_string(verdict_.head_seq + 1) + ", found " +
                                std::to_string(record.seq)});
  if (record.previous_hash != verdict_.head_hash)
    return bad(record.seq, {"与前一条接不上", "does not follow the record before it"});
  const std::string body = body_of(record);
  if (hash_of_body(body) != record.hash)
    return bad(record.seq, {"内容与指纹不符", "its content does not match its hash"});
  if (verdict_.records > 0 && record.at < verdict_.head_at)
    return bad(record.seq, {"时间早于前一条", "is dated before the record before it"});
  tree_.add(hash_leaf(body), completed);
  verdict_.records += 1;
  verdict_.head_seq = record.seq;
  verdict_.head_hash = record.hash;
  verdict_.head_at = record.at;
  return meets_known();
}

bool JournalWalk::finish() {
  verdict_.root = tree_.root();
  if (!verdict_.ok) return false;
  if (!known_.empty())
    return bad(verdict_.head_seq + 1,
               {"缺失：有 " + std::to_string(known_.front().size) + " 条时的检查点",
                "is missing: there is a checkpoint of " + std::to_string(known_.front().size) + " records"});
  return true;
}

std::string search_digest(const std::string& salt, const std::string& text) {
  return sha256_hex(salt + "\n" + text);
}

}  // namespace koujing
