#include "content/journal/bundle.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <tuple>

#include "content/crypto/base64.h"
#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/journal/checkpoint.h"
#include "content/journal/find_record.h"
#include "content/journal/record_json.h"
#include "content/journal/tree.h"

namespace koujing {

const char* const kBundleFormat = "koujing-bundle-1";

namespace {

using nlohmann::json;
constexpr std::size_t kPage = 100;

std::string instant(Instant at) { return format_instant(at, 0); }

json proof_json(const std::vector<TreeHash>& proof) {
  json hashes = json::array();
  for (const TreeHash& hash : proof) hashes.push_back(tree_hash_text(hash));
  return hashes;
}

// Writes lines, seals them and keeps the digest over all of them.
class Lines {
 public:
  explicit Lines(std::ostream& out) : out_(out) {}

  void add(json line) {
    line["seal"] = sha256_hex(canonical(line));
    const std::string text = canonical(line) + "\n";
    digest_.add(text);
    ++count_;
    out_ << text;
  }
  void sign(const SigningKey& key, const std::string& written_at) {
    const std::string digest = digest_.finish();
    const std::string text =
        std::string(kBundleFormat) + "\n" + std::to_string(count_) + "\n" + digest + "\n" + written_at;
    json foot = {{"kind", "foot"},
                 {"lines", count_},
                 {"digest", digest},
                 {"written_at", written_at},
                 {"signature", key.sign(text)}};
    foot["seal"] = sha256_hex(canonical(foot));
    out_ << canonical(foot) << "\n";
  }

 private:
  std::ostream& out_;
  Sha256 digest_;
  std::int64_t count_ = 0;
};

// The records of a bundle, by number, and the searches.
class Picking {
 public:
  Picking(const Reading& reading, const BundleScope& scope, bool without_uses)
      : reading_(reading), scope_(scope), without_uses_(without_uses) {}

  Status pick() {
    if (scope_.entry) return of_entry(*scope_.entry);
    if (!scope_.call.empty()) return of_call();
    return of_period();
  }

  std::map<std::int64_t, JournalRecord> records;
  std::vector<SearchRow> searches;                   // oldest first
  std::set<std::pair<std::int64_t, int>> revisions;  // by entry and number

 private:
  Status about(const std::string& kind, const std::string& id) {
    if (!asked_.emplace(kind, id).second) return {};
    Page page{kPage, std::nullopt};
    JournalFilter filter;
    filter.about = JournalRef{kind, id};
    filter.without_uses = without_uses_;
    for (;;) {
      KJ_TRY(auto some, reading_.record().journal(filter, false, page));
      for (JournalRecord& one : some.items) keep(std::move(one));
      if (!some.next) return {};
      page.after = some.next;
    }
  }
  // What the set says and does, and the paper that it answers.
  Status paper(ChangeId change) {
    KJ_DO(about("change", std::to_string(change.value)));
    KJ_TRY(const auto found, reading_.changes().find(change));
    if (found && found->notice) return about("notice", std::to_string(found->notice->value));
    return {};
  }

  Status of_entry(EntryId entry) {
    KJ_DO(about("entry", std::to_string(entry.value)));
    KJ_TRY(const auto all, reading_.entries().revisions(entry));
    for (const Revision& one : all) {
      revisions.emplace(entry.value, one.number);
      KJ_DO(paper(one.change));
    }
    KJ_TRY(const auto events, reading_.entries().events(entry));
    for (const EntryEvent& event : events) KJ_DO(paper(event.change));
    return {};
  }

  Status of_call() {
    KJ_DO(about("call", scope_.call));
    SearchFilter filter;
    filter.call_id = scope_.call;
    Page page{kPage, std::nullopt};
    for (;;) {
      KJ_TRY(auto some, reading_.desk().searches(filter, page));
      searches.insert(searches.end(), some.items.begin(), some.items.end());
      if (!some.next) break;
      page.after = some.next;
    }
    std::reverse(searches.begin(), searches.end());
    std::set<std::pair<std::int64_t, int>> used;
    for (const auto& [seq, record] : records)
      if (record.verb == "use_answer")
        if (const json detail = json::parse(record.detail, nullptr, false); detail.contains("revision"))
          used.emplace(std::stoll(record.subject.id), detail.at("revision").get<int>());
    for (const auto& [entry, number] : used) {
      KJ_TRY(const auto revision, reading_.entries().revision(EntryId{entry}, number));
      if (!revision) continue;
      revisions.emplace(entry, number);
      KJ_DO(paper(revision->change));
    }
    return {};
  }

  Status of_period() {
    std::int64_t after = 0;
    if (scope_.from) {
      KJ_TRY(const std::int64_t before, last_record_before(reading_.record(), *scope_.from));
      after = std::max<std::int64_t>(before - 1, 0);
    }
    std::optional<JournalRecord> before;
    for (;;) {
      KJ_TRY(auto some, reading_.record().journal_after(after, 1000));
      for (JournalRecord& one : some) {
        after = one.seq;
        if (scope_.from && one.at < *scope_.from) {
          before = std::move(one);
          continue;
        }
        if (before) keep(*before);
        before.reset();
        const bool behind = scope_.to && !(one.at < *scope_.to);
        if (!behind) KJ_DO(published_by(one));
        keep(std::move(one));
        if (behind) return {};
      }
      if (some.size() < 1000) break;
    }
    if (before) keep(*before);
    return {};
  }
  void keep(JournalRecord record) {
    const std::int64_t seq = record.seq;
    records.emplace(seq, std::move(record));
  }
  Status published_by(const JournalRecord& record) {
    if (record.subject.kind != "change" || !record.verb.starts_with("publish_")) return {};
    KJ_TRY(const auto events, reading_.entries().events_of(ChangeId{std::stoll(record.subject.id)}));
    for (const EntryEvent& event : events)
      if (event.kind == EntryEventKind::kPublish) revisions.emplace(event.entry.value, event.number);
    return {};
  }

  const Reading& reading_;
  const BundleScope& scope_;
  const bool without_uses_;
  std::set<std::pair<std::string, std::string>> asked_;
};

json scope_json(const BundleScope& scope) {
  if (scope.entry) return {{"kind", "entry"}, {"id", std::to_string(scope.entry->value)}};
  if (!scope.call.empty()) return {{"kind", "call"}, {"id", scope.call}};
  return {{"kind", "period"},
          {"from", scope.from ? json(instant(*scope.from)) : json(nullptr)},
          {"to", scope.to ? json(instant(*scope.to)) : json(nullptr)}};
}

class Writer {
 public:
  Writer(const Reading& reading, const Picking& picked, Lines& lines)
      : reading_(reading), picked_(picked), lines_(lines) {
    for (const auto& [seq, record] : picked_.records)
      for (const std::string& digest : {record.old_digest, record.new_digest})
        if (!digest.empty()) wanted_.insert(digest);
  }

  Status records(std::uint64_t size) {
    for (const auto& [seq, record] : picked_.records) {
      KJ_TRY(const auto proof, prove_record(reading_, static_cast<std::uint64_t>(seq), size));
      lines_.add({{"kind", "record"}, {"record", record_json(record)}, {"proof", proof_json(proof)}});
      ++counts_.records;
    }
    return {};
  }

  Status searches() {
    for (const SearchRow& one : picked_.searches) {
      KJ_TRY(const auto person, reading_.people().find(one.person));
      lines_.add({{"kind", "search"},
                  {"id", one.id},
                  {"at", instant(one.at)},
                  {"person", one.person.value},
                  {"login", person ? person->login : ""},
                  {"text", one.text},
                  {"salt", one.salt},
                  {"forgotten_at", one.forgotten_at ? json(instant(*one.forgotten_at)) : json(nullptr)},
                  {"as_of", instant(one.as_of)},
                  {"known", instant(one.known)},
                  {"total", one.total},
                  {"shown", one.shown},
                  {"call", one.call_id},
                  {"reported_at", one.reported_at ? json(instant(*one.reported_at)) : json(nullptr)}});
      ++counts_.searches;
    }
    return {};
  }

  Status texts() {
    for (const auto& [entry, number] : picked_.revisions) {
      KJ_TRY(const auto one, reading_.entries().revision(EntryId{entry}, number));
      if (!one) continue;
      json line = {{"kind", "revision"},
                   {"entry", entry},
                   {"revision", number},
                   {"change", one->change.value},
                   {"recorded_at", instant(one->recorded_at)}};
      KJ_TRY(const auto published, reading_.entries().published_text(one->id));
      KJ_DO(text(std::move(line), one->redacted || !published ? "" : *published, one->digest,
                 {RedactedKind::kRevision, std::to_string(entry) + "/" + std::to_string(number)}));
    }
    std::set<std::int64_t> changes, notices;
    for (const auto& [seq, record] : picked_.records) {
      if (record.subject.kind == "change") changes.insert(std::stoll(record.subject.id));
      if (record.subject.kind == "notice") notices.insert(std::stoll(record.subject.id));
    }
    for (const std::int64_t id : changes) KJ_DO(versions_of(ChangeId{id}));
    for (const std::int64_t id : notices) {
      KJ_TRY(const auto forms, reading_.notices().forms(NoticeId{id}));
      for (const FormVersion& one : forms)
        KJ_DO(named({{"kind", "notice"}, {"id", id}, {"version", one.version}}, one.text, one.digest,
                    {RedactedKind::kNotice, std::to_string(id)}));
    }
    return {};
  }

  Status originals(const ReadOriginal& read) {
    std::set<std::string> digests;
    for (const auto& [seq, record] : picked_.records)
      if (record.verb == "add_original") digests.insert(record.new_digest);
    for (const std::string& digest : digests) {
      KJ_TRY(const auto original, reading_.notices().original(digest));
      if (!original) continue;
      json line = {{"kind", "original"},
                   {"digest", digest},
                   {"file_name", original->file_name},
                   {"media_type", original->media_type},
                   {"size", original->size}};
      KJ_DO(add_stub(line, RedactedKind::kOriginal, digest, digest));
      if (!line.contains("redaction") && read) {
        KJ_TRY(const std::string bytes, read(digest));
        line["bytes"] = base64(bytes);
      }
      lines_.add(std::move(line));
      ++counts_.originals;
    }
    return {};
  }

  BundleCounts counts() const { return counts_; }

 private:
  struct Place {
    RedactedKind kind;
    std::string subject;
  };

  Status versions_of(ChangeId id) {
    KJ_TRY(const auto change, reading_.changes().find(id));
    if (!change) return {};
    KJ_TRY(const auto digests, reading_.changes().version_digests(id));
    std::int64_t version = 0;
    for (const std::string& digest : digests) {
      KJ_TRY(const auto content, reading_.changes().content_at(id, ++version));
      const std::string text = content ? confirmed_text(*content, change->department, change->notice) : "";
      KJ_DO(named({{"kind", "change"}, {"id", id.value}, {"version", version}}, text,
                  content ? sha256_hex(text) : digest, {RedactedKind::kChange, std::to_string(id.value)}));
    }
    return {};
  }
  // An empty content is one that the law has deleted: its stub takes its place.
  Status text(json line, const std::string& content, const std::string& digest, const Place& place) {
    line["digest"] = digest;
    if (content.empty()) {
      KJ_DO(add_stub(line, place.kind, place.subject, digest));
    } else {
      line["text"] = content;
    }
    lines_.add(std::move(line));
    ++counts_.texts;
    return {};
  }
  // Only what a record of the bundle names, each once of its subject.
  Status named(json line, const std::string& content, const std::string& digest, const Place& place) {
    if (!wanted_.contains(digest) || !given_.emplace(place.kind, place.subject, digest).second) return {};
    return text(std::move(line), content, digest, place);
  }
  Status add_stub(json& line, RedactedKind kind, const std::string& subject, const std::string& digest) {
    KJ_TRY(const auto redaction, reading_.redactions().find(kind, subject, digest));
    if (redaction) line["redaction"] = {{"stub", redaction->stub}, {"signature", redaction->signature}};
    return {};
  }

  const Reading& reading_;
  const Picking& picked_;
  Lines& lines_;
  std::set<std::string> wanted_;
  std::set<std::tuple<RedactedKind, std::string, std::string>> given_;
  BundleCounts counts_;
};

}  // namespace

Result<BundleCounts> write_bundle(const Reading& reading, const SigningKey& key, const BundleScope& scope,
                                  const BundleOptions& options, Instant now, std::ostream& out) {
  Picking picked(reading, scope, options.without_uses && scope.entry);
  KJ_DO(picked.pick());
  if (picked.records.empty() && picked.searches.empty())
    return Error{
        ErrorKind::kNotFound,
        "nothing_to_bundle",
        {"记录里没有与此有关的内容。请核对条目号、通话号或时间段。",
         "the record has nothing about this; check the number of the entry, the call or the period"}};
  if (options.most_records > 0 && picked.records.size() > options.most_records)
    return Error{
        ErrorKind::kTooLarge,
        "bundle_too_large",
        {"有 " + std::to_string(picked.records.size()) + " 条记录，最多 " +
             std::to_string(options.most_records) + " 条。请分段导出，或在服务器上用 koujing audit export",
         std::to_string(picked.records.size()) + " records, " + std::to_string(options.most_records) +
             " at most; take it in parts, or use koujing audit export on the server"}};
  KJ_TRY(const std::uint64_t size, reading.record().tree_size());
  KJ_TRY(const TreeHash root, tree_root(reading, size));
  Lines lines(out);
  lines.add({{"kind", "head"},
             {"format", kBundleFormat},
             {"public_key", key.public_key()},
             {"about", scope_json(scope)},
             {"checkpoint", sign_checkpoint(size, root, key)}});
  for (const std::uint64_t held : options.held) {
    if (held == 0 || held == size) continue;
    KJ_TRY(const auto proof, prove_growth(reading, held, size));
    lines.add({{"kind", "growth"}, {"size", held}, {"proof", proof_json(proof)}});
  }
  Writer writer(reading, picked, lines);
  KJ_DO(writer.records(size));
  KJ_DO(writer.searches());
  KJ_DO(writer.texts());
  KJ_DO(writer.originals(options.originals));
  lines.sign(key, instant(now));
  return writer.counts();
}

}  // namespace koujing
