#include "content/journal/bundle_check.h"

#include <algorithm>
#include <istream>
#include <nlohmann/json.hpp>

#include "content/crypto/base64.h"
#include "content/exchange/canonical.h"
#include "content/exchange/json_fault.h"
#include "content/journal/record_json.h"

namespace koujing {
namespace {

using nlohmann::json;

// Nothing else than these fields: what nobody checks does not belong into what is signed.
bool has_only(const json& line, std::initializer_list<const char*> names) {
  return line.size() == names.size() + 2 &&  // and "kind", "seal"
         std::all_of(names.begin(), names.end(), [&](const char* name) { return line.contains(name); });
}

std::vector<TreeHash> hashes_of(const json& list) {
  std::vector<TreeHash> hashes;
  for (const json& one : list) {
    const auto hash = tree_hash_from_text(one.get<std::string>());
    if (!hash) throw std::runtime_error("not a hash of the tree");
    hashes.push_back(*hash);
  }
  return hashes;
}

}  // namespace

void BundleCheck::found(std::string zh, std::string en) {
  if (!verdict_.finding) verdict_.finding = {lines_, {std::move(zh), std::move(en)}};
}

void BundleCheck::add(std::string_view line) {
  if (verdict_.finding) return;
  ++lines_;
  if (line.empty() || line.back() != '\n') return found("最后一行不完整", "it is cut off");
  if (ended_) return found("结尾之后还有内容", "there is more behind the last line");
  try {
    look(line);
  } catch (const std::exception& e) {
    const Message fault = json_fault(e);
    found("格式不对：" + fault.zh, "it is not written as a bundle is: " + fault.en);
  }
}

void BundleCheck::look(std::string_view text) {
  json line = json::parse(text.substr(0, text.size() - 1));
  // One that is not spelled as it was written was touched, even if it still says the same.
  if (canonical(line) != text.substr(0, text.size() - 1))
    return found("写法被改动", "it is not in canonical form");
  const std::string seal = line.at("seal").get<std::string>();
  json unsealed = line;
  unsealed.erase("seal");
  if (sha256_hex(canonical(unsealed)) != seal) return found("内容被改动", "it was changed");
  const std::string kind = line.at("kind").get<std::string>();
  if ((lines_ == 1) != (kind == "head"))
    return found("缺少开头", "a bundle begins with its head, and has one");
  if (kind == "foot") return foot(line, digest_.finish());
  digest_.add(text);
  if (kind == "head") return head(line);
  if (kind == "growth") return growth(line);
  if (kind == "record") return record(line);
  if (kind == "original") return original(line);
  if (kind == "revision" || kind == "change" || kind == "notice") return this->text(line);
  if (kind == "search") return search(line);
  found("不认识的内容", "nobody knows what this line is");
}

void BundleCheck::head(const json& line) {
  if (line.at("format") != kBundleFormat || !has_only(line, {"format", "public_key", "about", "checkpoint"}))
    return found("不是这种证据包", "it names another format");
  verdict_.public_key = line.at("public_key").get<std::string>();
  verdict_.about = canonical(line.at("about"));
  const auto opened = open_checkpoint(line.at("checkpoint").get<std::string>(), verdict_.public_key);
  if (!opened)
    return found("检查点不成立：" + opened.error().message.zh,
                 "its checkpoint does not hold: " + opened.error().message.en);
  verdict_.checkpoint = *opened;
}

void BundleCheck::growth(const json& line) {
  growths_[line.at("size").get<std::uint64_t>()] = hashes_of(line.at("proof"));
}

void BundleCheck::record(const json& line) {
  const JournalRecord one = record_of(line.at("record"));
  if (!has_only(line, {"record", "proof"}) || record_json(one) != line.at("record"))
    return found("记录里有多余的内容", "there is more in it than a record has");
  if (hash_of(one) != one.hash) return found("记录的散列不符", "the hash of the record is another");
  if (last_ && (one.seq <= last_->seq || one.at < last_->at))
    return found("记录的次序不对", "the record is out of order");
  if (last_ && one.seq == last_->seq + 1 && one.previous_hash != last_->hash)
    return found("与上一条记录不相接", "it does not follow the record before it");
  const auto place = static_cast<std::uint64_t>(one.seq) - 1;
  if (one.seq < 1 || place >= verdict_.checkpoint.size ||
      !inclusion_holds(hash_leaf(body_of(one)), place, verdict_.checkpoint.size, hashes_of(line.at("proof")),
                       verdict_.checkpoint.root))
    return found("无法证明它在审计日志里", "nothing proves that it stands in the journal");
  if (!last_) {
    first_at_ = one.at;
    first_seq_ = one.seq;
  } else if (one.seq != last_->seq + 1) {
    gaps_ = true;
  }
  for (const std::string& digest : {one.old_digest, one.new_digest})
    if (!digest.empty()) digests_.insert(digest);
  if (one.verb == "use_answer" || one.verb == "report_offline_search") {
    const json detail = json::parse(one.detail);
    const std::string id = one.verb == "use_answer" ? detail.value("search", "") : one.subject.id;
    if (detail.contains("query_digest")) queries_[id] = detail.at("query_digest").get<std::string>();
  }
  last_ = one;
  ++verdict_.counts.records;
}

void BundleCheck::search(const json& line) {
  const auto bound = queries_.find(line.at("id").get<std::string>());
  const std::string salt = line.value("salt", "");
  if (bound != queries_.end() && !salt.empty() &&
      search_digest(salt, line.at("text").get<std::string>()) != bound->second)
    return found("搜索的文字与日志里的摘要不符",
                 "the text of the search is not the one that the journal binds");
  ++verdict_.counts.searches;
}

void BundleCheck::text(const json& line) {
  const std::string digest = line.at("digest").get<std::string>();
  const std::string kind = line.at("kind").get<std::string>();
  ++verdict_.counts.texts;
  if (line.contains("redaction")) {
    const std::string subject = kind == "revision"
                                    ? std::to_string(line.at("entry").get<std::int64_t>()) + "/" +
                                          std::to_string(line.at("revision").get<std::int64_t>())
                                    : std::to_string(line.at("id").get<std::int64_t>());
    stated_.push_back(digest);
    return redaction(line, "text", kind, subject);
  }
  const std::string text = line.at("text").get<std::string>();
  if (sha256_hex(text) != digest) return found("文本与摘要不符", "the text is not that of its digest");
  if (kind == "revision") {
    revisions_.emplace_back(digest, text);
  } else {
    stated_.push_back(digest);
    if (kind == "change") changes_.push_back(text);
  }
}

// What the law has deleted is not there, and the stub that says so is of this very thing, signed by the site.
void BundleCheck::redaction(const json& line, const char* content, const std::string& kind,
                            const std::string& subject) {
  const std::string stub = line.at("redaction").at("stub").get<std::string>();
  if (line.contains(content))
    return found("已删除却仍有内容", "it is said to be deleted, and is still there");
  const json said = json::parse(stub);
  if (said.at("digest") != line.at("digest") || said.at("kind") != kind ||
      (!subject.empty() && said.at("subject") != subject) ||
      !signature_holds(stub, line.at("redaction").at("signature").get<std::string>(), verdict_.public_key))
    return found("删除凭证不成立", "the stub of its deletion does not hold");
  const std::string digest = sha256_hex(stub);
  stated_.push_back(digest);
  if (said.contains("revisions"))
    stubs_.emplace_back(digest, said.at("revisions").get<std::vector<std::string>>());
}

void BundleCheck::original(const json& line) {
  const std::string digest = line.at("digest").get<std::string>();
  if (line.contains("redaction")) {
    redaction(line, "bytes", "original", "");
    if (verdict_.finding) return;
  }
  if (line.contains("bytes")) {
    const auto bytes = base64_bytes(line.at("bytes").get<std::string>());
    if (!bytes || sha256_hex(*bytes) != digest)
      return found("原件与摘要不符", "the bytes are not those of their digest");
  }
  stated_.push_back(digest);
  ++verdict_.counts.originals;
}

void BundleCheck::foot(const json& line, const std::string& digest) {
  ended_ = true;
  verdict_.written_at = line.at("written_at").get<std::string>();
  const auto count = static_cast<std::int64_t>(lines_ - 1);
  const std::string signed_text =
      std::string(kBundleFormat) + "\n" + std::to_string(count) + "\n" + digest + "\n" + verdict_.written_at;
  if (!has_only(line, {"lines", "digest", "written_at", "signature"}) || line.at("lines") != count ||
      line.at("digest") != digest)
    return found("缺少或多出了几行", "there are lines missing, added or exchanged");
  if (!signature_holds(signed_text, line.at("signature").get<std::string>(), verdict_.public_key))
    return found("签名不成立", "the signature does not hold");
  period();
  compare();
  // A revision is named by a record, or by the stub of its change set, or stands word for word in a set that
  // is.
  std::set<std::string> published;
  for (const auto& [stub, revisions] : stubs_)
    if (digests_.contains(stub)) published.insert(revisions.begin(), revisions.end());
  std::erase_if(stated_, [&](const std::string& one) { return digests_.contains(one); });
  verdict_.unnamed = static_cast<std::int64_t>(stated_.size());
  for (const auto& [its_digest, text] : revisions_)
    if (!digests_.contains(its_digest) && !published.contains(its_digest) &&
        std::none_of(changes_.begin(), changes_.end(), [&, &its = text](const std::string& change) {
          return change.find(its) != std::string::npos;
        }))
      ++verdict_.unnamed;
}

// A period is whole: no number is missing, and there is a record on either side, or the journal ends there.
void BundleCheck::period() {
  const json about = json::parse(verdict_.about);
  if (about.at("kind") != "period" || verdict_.finding) return;
  const auto bound = [&](const char* name) -> std::optional<Instant> {
    if (about.at(name).is_null()) return std::nullopt;
    const auto at = parse_instant(about.at(name).get<std::string>());
    if (!at) throw std::runtime_error("the period has no such time");
    return *at;
  };
  const auto from = bound("from"), to = bound("to");
  const bool begins = first_seq_ == 1 || (from && first_at_ < *from);
  const bool ends = last_ && (static_cast<std::uint64_t>(last_->seq) == verdict_.checkpoint.size ||
                              (to && !(last_->at < *to)));
  if (gaps_ || !begins || !ends) found("这段时间的记录不全", "records of the period are missing");
}

void BundleCheck::compare() {
  for (const KnownRoot& held : held_) {
    if (verdict_.finding) return;
    if (held.size > verdict_.checkpoint.size) continue;  // younger than the bundle: it can say nothing of it
    const auto growth = growths_.find(held.size);
    const bool same = held.size == verdict_.checkpoint.size && held.root == verdict_.checkpoint.root;
    const bool grown =
        growth != growths_.end() && consistency_holds(held.size, held.root, verdict_.checkpoint.size,
                                                      verdict_.checkpoint.root, growth->second);
    if (!same && !grown) {
      const std::string size = std::to_string(held.size);
      if (growth == growths_.end() && held.size != verdict_.checkpoint.size)
        return found(
            "证据包里没有与 " + size + " 条记录的检查点的比对。请用该检查点重新导出",
            "it has no proof towards the checkpoint of " + size + " records; export it with that checkpoint");
      return found("与您保存的 " + size + " 条记录的检查点不符",
                   "it departs from the checkpoint of " + size + " records that you hold");
    }
    ++verdict_.held;
  }
}

void BundleCheck::finish() {
  if (verdict_.finding || ended_) return;
  ++lines_;
  found(lines_ == 1 ? "文件是空的" : "缺少结尾", lines_ == 1 ? "it is empty" : "its last line is missing");
}

bool is_bundle(std::istream& in) {
  std::string line;
  std::getline(in, line);
  in.clear();
  in.seekg(0);
  const json head = json::parse(line, nullptr, false);
  return head.is_object() && head.contains("format") && head.at("format") == kBundleFormat;
}

Result<BundleVerdict> check_bundle(std::istream& in, const RootsFor& roots) {
  BundleCheck check;
  bool first = true;
  for (std::string line; std::getline(in, line); first = false) {
    if (!in.eof()) line += '\n';
    check.add(line);
    if (first && roots && check.verdict().ok()) {
      KJ_TRY(auto held, roots(check.verdict().public_key));
      check.expect(std::move(held));
    }
    if (!check.verdict().ok()) break;
  }
  check.finish();
  return check.verdict();
}

}  // namespace koujing
