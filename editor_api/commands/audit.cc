#include <fstream>
#include <iostream>

#include "content/crypto/signed_note.h"
#include "content/flow/take_bundle.h"
#include "content/journal/append.h"
#include "content/journal/bundle.h"
#include "content/journal/bundle_check.h"
#include "content/journal/checkpoint.h"
#include "content/journal/report.h"
#include "content/journal/tree.h"
#include "editor_api/commands/command.h"
#include "editor_api/commands/write_file.h"
#include "editor_api/presenters/present.h"
#include "editor_api/reports/report_json.h"

namespace koujing::door {
namespace {

// The data directory, as it is now.
struct Record {
  std::unique_ptr<Site> site;
  SigningKey key;
  std::unique_ptr<Reading> reading;
};

Result<Record> open_record(const Settings& settings, Opening opening = Opening::kReadOnly) {
  static const SystemClock clock;
  KJ_TRY(auto site, open_site(settings.data, opening, clock));
  KJ_TRY(auto key, site->signing_key());
  KJ_TRY(auto reading, site->store->read());
  return Record{std::move(site), std::move(key), std::move(reading)};
}

// What is said beside the verdict: `more` to people, `more_fields` with --json.
int tell(const JournalVerdict& found, const std::string& more, const Settings& settings, bool as_json,
         const nlohmann::json& more_fields = nlohmann::json::object()) {
  if (as_json) {
    nlohmann::json said = verdict(found, settings.utc_offset_minutes, found.finding.en);
    said.update(more_fields);
    print_json(said);
  } else if (found.ok) {
    std::cout << "ok: " << found.records << " records, head " << found.head_hash << more << "\n";
  }
  if (!found.ok)
    return fail({ErrorKind::kInternal,
                 "journal_broken",
                 {"审计日志第 " + std::to_string(*found.first_bad) + " 条不可信：" + found.finding.zh,
                  "record " + std::to_string(*found.first_bad) +
                      " of the journal cannot be trusted: " + found.finding.en}});
  return 0;
}

// What `koujing audit verify` compares the journal with.
struct Comparison {
  std::string report;                    // "" for the journal of the store
  std::vector<std::string> checkpoints;  // files
  std::string key;                       // of the signatures, in hex; "" for the one that is at hand
};

// `key_at_hand`: of the site, or of the report itself.
Result<std::vector<KnownRoot>> roots_of(const Comparison& asked, const std::string& key_at_hand) {
  const std::string& key = asked.key.empty() ? key_at_hand : asked.key;
  std::vector<KnownRoot> known;
  for (const std::string& file : asked.checkpoints) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorKind::kUnavailable, "unreadable", {"无法读取 " + file, "cannot read " + file}};
    KJ_TRY(const auto opened, open_checkpoints(std::string((std::istreambuf_iterator<char>(in)), {}), key));
    if (opened.empty())
      return Error{ErrorKind::kMalformed,
                   "not_a_checkpoint",
                   {file + " 里没有检查点", "there is no checkpoint in " + file}};
    for (const Checkpoint& one : opened) known.push_back({one.size, one.root});
  }
  return known;
}

std::string compared(const JournalVerdict& found) {
  if (found.checkpoints == 0) return "";
  return ", as " + std::to_string(found.checkpoints) +
         (found.checkpoints == 1 ? " checkpoint says" : " checkpoints say");
}

Error another_key(const std::string& key) {
  return {ErrorKind::kInternal,
          "another_key",
          {"它是用另一把密钥签的：" + key, "it is signed by another key: " + key}};
}

int verify_bundle(std::istream& in, const Comparison& asked, bool as_json) {
  const auto found = check_bundle(in, [&](const std::string& key) { return roots_of(asked, key); });
  if (!found) return fail(found.error());
  if (found->finding)
    return fail(
        {ErrorKind::kInternal,
         "bundle_broken",
         {"证据包第 " + std::to_string(found->finding->line) + " 行不可信：" + found->finding->what.zh,
          "line " + std::to_string(found->finding->line) +
              " of the bundle cannot be trusted: " + found->finding->what.en}});
  if (!asked.key.empty() && asked.key != found->public_key) return fail(another_key(found->public_key));
  const BundleCounts& counts = found->counts;
  if (as_json) {
    print_json({{"ok", true},
                {"about", nlohmann::json::parse(found->about)},
                {"public_key", found->public_key},
                {"written_at", found->written_at},
                {"journal_records", found->checkpoint.size},
                {"records", counts.records},
                {"texts", counts.texts},
                {"originals", counts.originals},
                {"searches", counts.searches},
                {"unnamed", found->unnamed},
                {"checkpoints", found->held}});
    return 0;
  }
  std::cout << "ok: " << counts.records << " records of " << found->checkpoint.size << ", " << counts.texts
            << " texts, " << counts.originals << " originals, " << counts.searches << " searches about "
            << found->about << ", written " << found->written_at << ", signed by " << found->public_key;
  if (found->held > 0) std::cout << ", as " << found->held << " checkpoint(s) of yours say";
  std::cout << "\n";
  if (found->unnamed > 0)
    std::cout << found->unnamed << " of the texts and originals are named by no record of the bundle\n";
  return 0;
}

int verify_signed_report(std::istream& in, const Comparison& asked, bool as_json) {
  const auto found = check_signed_report(std::string((std::istreambuf_iterator<char>(in)), {}));
  if (!found) return fail(found.error());
  if (!asked.key.empty() && asked.key != found->public_key) return fail(another_key(found->public_key));
  if (as_json)
    print_json({{"ok", true},
                {"public_key", found->public_key},
                {"from", found->from},
                {"to", found->to},
                {"made_at", found->made_at}});
  else
    std::cout << "ok: audit report of " << found->from << " to " << found->to << ", made " << found->made_at
              << ", signed by " << found->public_key << "\n";
  return 0;
}

int verify_report(const Settings& settings, const Comparison& asked, bool as_json) {
  std::ifstream in(asked.report, std::ios::binary);
  if (!in)
    return fail(
        {ErrorKind::kUnavailable, "unreadable", {"无法读取 " + asked.report, "cannot read " + asked.report}});
  if (is_bundle(in)) return verify_bundle(in, asked, as_json);
  if (is_signed_report(in)) return verify_signed_report(in, asked, as_json);
  const auto result = check_report(in, [&](const std::string& key) { return roots_of(asked, key); });
  if (!result) return fail(result.error());
  const std::string more = ", signed by " + result->public_key + compared(result->journal);
  const int status = tell(result->journal, more, settings, as_json, {{"public_key", result->public_key}});
  if (status != 0) return status;
  if (!result->signature_holds)
    return fail({ErrorKind::kInternal,
                 "bad_signature",
                 {"报告的签名不成立", "the signature of the report does not hold"}});
  if (!asked.key.empty() && asked.key != result->public_key) return fail(another_key(result->public_key));
  return 0;
}

int verify_store(const Settings& settings, const Comparison& asked, bool as_json) {
  const auto record = open_record(settings);
  if (!record) return fail(record.error());
  auto known = roots_of(asked, record->key.public_key());
  if (!known) return fail(known.error());
  const auto kept = kept_roots(*record->reading, record->key.public_key());
  if (!kept) return fail(kept.error());
  known->insert(known->end(), kept->begin(), kept->end());
  const auto found = verify_journal(*record->reading, *std::move(known));
  if (!found) return fail(found.error());
  return tell(*found, compared(*found), settings, as_json);
}

// What the journal is now, signed; the server keeps its own (editor_api/checkpoint_keeper.h).
int checkpoint(const Settings& settings, bool as_json) {
  const auto record = open_record(settings);
  if (!record) return fail(record.error());
  const auto size = record->reading->record().tree_size();
  if (!size) return fail(size.error());
  const auto root = tree_root(*record->reading, *size);
  if (!root) return fail(root.error());
  const std::string note = sign_checkpoint(*size, *root, record->key);
  const std::string& key = record->key.public_key();
  if (as_json)
    print_json({{"size", *size},
                {"root", tree_hash_text(*root)},
                {"note", note},
                {"verifier_key", verifier_key(origin_of(key), key)}});
  else
    std::cout << note;
  return 0;
}

// What `koujing audit export` is asked for.
struct Export {
  std::string file;
  std::string entry, call, from,
      to;  // at most one of them, or the two times: a bundle, else all of the journal
  bool without_originals = false;
  std::vector<std::string> checkpoints;  // files
  bool bundle() const { return !entry.empty() || !call.empty() || !from.empty() || !to.empty(); }
};

Result<BundleScope> scope_of(const Export& asked) {
  const int kinds = (asked.entry.empty() ? 0 : 1) + (asked.call.empty() ? 0 : 1) +
                    (asked.from.empty() && asked.to.empty() ? 0 : 1);
  if (kinds != 1)
    return Error{ErrorKind::kInvalid,
                 "one_scope",
                 {"请只选一样：--entry、--call，或 --from 与 --to",
                  "choose one: --entry, --call, or --from with --to"}};
  BundleScope scope;
  scope.call = asked.call;
  if (!asked.entry.empty()) {
    const std::string digits = asked.entry.substr(asked.entry.find_first_not_of("kKeE") == 1 ? 1 : 0);
    if (digits.empty() || digits.size() > 15 || digits.find_first_not_of("0123456789") != std::string::npos)
      return Error{ErrorKind::kInvalid,
                   "no_such_entry",
                   {"条目号应如 K46", "the number of an entry is written like K46"}};
    scope.entry = EntryId{std::stoll(digits)};
  }
  if (!asked.from.empty()) {
    KJ_TRY(scope.from, parse_instant(asked.from));
  }
  if (!asked.to.empty()) {
    KJ_TRY(scope.to, parse_instant(asked.to));
  }
  return scope;
}

// Writes with `work(stream)`, and journals in the name of nobody what was taken: the file is there only with
// its record.
template <class Work, class Counts>
auto take(Record& record, const std::string& file, const BundleScope& scope, const Work& work,
          const Counts& counts_of) {
  return write_file(file, [&](std::ostream& out) -> decltype(work(out)) {
    DigestingBuffer digesting(out);
    std::ostream digested(&digesting);
    KJ_TRY(const auto done, work(digested));
    if (!out.flush()) return done;  // which write_file() tells of
    record.reading.reset();
    KJ_DO(note_bundle({*record.site->store, record.site->files}, nullptr, scope, counts_of(done),
                      digesting.finish()));
    return done;
  });
}

int write_part(const Settings& settings, const Export& asked, bool as_json) {
  const auto scope = scope_of(asked);
  if (!scope) return fail(scope.error());
  auto record = open_record(settings, Opening::kExisting);
  if (!record) return fail(record.error());
  const auto held = roots_of({"", asked.checkpoints, ""}, record->key.public_key());
  if (!held) return fail(held.error());
  BundleOptions options;
  for (const KnownRoot& one : *held) options.held.push_back(one.size);
  if (!asked.without_originals)
    options.originals = [&](const std::string& sha256) { return record->site->files.read(sha256); };
  const auto written = take(
      *record, asked.file, *scope,
      [&](std::ostream& out) {
        return write_bundle(*record->reading, record->key, *scope, options, record->site->now(), out);
      },
      [](const BundleCounts& counts) { return counts; });
  if (!written) return fail(written.error());
  if (as_json)
    print_json({{"bundle", asked.file},
                {"public_key", record->key.public_key()},
                {"records", written->records},
                {"texts", written->texts},
                {"originals", written->originals},
                {"searches", written->searches}});
  else
    std::cout << written->records << " records, " << written->texts << " texts, " << written->originals
              << " originals, " << written->searches << " searches in " << asked.file << "\n";
  return 0;
}

int write(const Settings& settings, const std::string& file, bool as_json) {
  auto record = open_record(settings, Opening::kExisting);
  if (!record) return fail(record.error());
  const auto found = take(
      *record, file, {},
      [&](std::ostream& out) {
        return write_report(*record->reading, record->key, record->site->now(), out);
      },
      [](const JournalVerdict& verdict) {
        BundleCounts counts;
        counts.records = verdict.records;
        return counts;
      });
  if (!found) return fail(found.error());
  return tell(*found, ", report in " + file, settings, as_json,
              {{"report", file}, {"public_key", record->key.public_key()}});
}

}  // namespace

void add_audit(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("audit", "Check the journal, or write a signed report of it");
  command->require_subcommand(1);
  auto wanted = std::make_shared<Export>();
  auto asked = std::make_shared<Comparison>();
  auto as_json = std::make_shared<bool>(false);
  auto* check = command->add_subcommand("verify",
                                        "Walk the journal from end to end; with FILE, check that report, "
                                        "bundle or audit report without the store");
  check->add_option("file", asked->report,
                    "A report or bundle of koujing audit export, or a signed audit report");
  check->add_option("--checkpoint", asked->checkpoints,
                    "File of checkpoints that the journal must agree with");
  check->add_option("--key", asked->key, "Public key of the site, as you know it: 64 hex digits");
  check->add_flag("--json", *as_json, "Write JSON");
  check->callback([&, asked, as_json] {
    outcome.status = asked->report.empty() ? verify_store(settings, *asked, *as_json)
                                           : verify_report(settings, *asked, *as_json);
  });
  auto* now = command->add_subcommand(
      "checkpoint",
      "Print a signed checkpoint: what the journal is now, to be kept where nobody here can change it");
  now->add_flag("--json", *as_json, "Write JSON");
  now->callback([&, as_json] { outcome.status = checkpoint(settings, *as_json); });
  auto* report = command->add_subcommand("export",
                                         "Write a signed, self-contained report of the whole journal, or a "
                                         "bundle of what is asked for; taking it "
                                         "is itself a record");
  report->add_option("report", wanted->file, "File to write")->required();
  report->add_option("--entry", wanted->entry, "A bundle about this entry: K46");
  report->add_option("--call", wanted->call, "A bundle about this call: the id that the CTI system gave it");
  report->add_option("--from", wanted->from,
                     "A bundle of a period: from this time (2026-01-01T00:00:00+08:00)");
  report->add_option("--to", wanted->to, "A bundle of a period: up to, not with, this time");
  report->add_option("--checkpoint", wanted->checkpoints,
                     "File of checkpoints that a bundle is to be compared with later");
  report->add_flag("--without-originals", wanted->without_originals, "Digests of originals, not their bytes");
  report->add_flag("--json", *as_json, "Write JSON");
  report->callback([&, wanted, as_json] {
    outcome.status =
        wanted->bundle() ? write_part(settings, *wanted, *as_json) : write(settings, wanted->file, *as_json);
  });
}

}  // namespace koujing::door
