// What proves the journal: its verification, checkpoints and proofs (content/journal/tree.h), and bundles of
// it.
#include "content/crypto/signed_note.h"
#include "content/flow/flow.h"
#include "content/flow/take_bundle.h"
#include "content/journal/checkpoint.h"
#include "content/journal/tree.h"
#include "content/model/text_rules.h"
#include "editor_api/door.h"
#include "editor_api/late_writes.h"
#include "editor_api/place.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

constexpr std::size_t kLongestNotes = 64 * 1024;  // of checkpoints that somebody compares with: some 300

json hashes(const std::vector<TreeHash>& path) {
  json list = json::array();
  for (const TreeHash& hash : path) list.push_back(tree_hash_text(hash));
  return list;
}

json checkpoint_json(const CheckpointRow& row, int utc_offset_minutes) {
  return {{"size", row.size}, {"at", format_instant(row.at, utc_offset_minutes)}, {"note", row.note}};
}

// The size that is asked for by `name`, else `otherwise`. What is below 1 or above the tree is refused by the
// proof itself.
Result<std::uint64_t> size_of(Call& call, const char* name, std::uint64_t otherwise) {
  KJ_TRY(const auto asked, call.query_number(name));
  return asked ? static_cast<std::uint64_t>(std::max<std::int64_t>(*asked, 0)) : otherwise;
}

Result<Reply> verify(Call& call) {
  std::string notes;
  if (!call.request.body.empty()) {
    KJ_TRY(const json form, call.form());
    std::vector<Fault> faults;
    FormReader reader(form, faults);
    notes = reader.text("checkpoints", true);
    reader.finish();
    if (notes.size() > kLongestNotes)
      faults.push_back({"/checkpoints", "too_long", {"最多 64 KB", "64 KB at most"}});
    if (!faults.empty()) return invalid_input(std::move(faults));
  }
  KJ_TRY(const SigningKey key, call.site.signing_key());
  std::vector<KnownRoot> known;
  const auto given = open_checkpoints(notes, key.public_key());
  if (!given) return invalid_input({{"/checkpoints", given.error().code, given.error().message}});
  for (const Checkpoint& one : *given) known.push_back({one.size, one.root});
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto kept, kept_roots(*reading, key.public_key()));
  known.insert(known.end(), kept.begin(), kept.end());
  KJ_TRY(const JournalVerdict found, verify_journal(*reading, std::move(known)));
  Reply reply;
  reply.body = verdict(found, call.site.utc_offset_minutes,
                       call.language == Language::kChinese ? found.finding.zh : found.finding.en);
  return reply;
}

Result<Reply> log_key(Call& call) {
  KJ_TRY(const SigningKey key, call.site.signing_key());
  const std::string origin = origin_of(key.public_key());
  Reply reply;
  reply.body = {{"origin", origin},
                {"public_key", key.public_key()},
                {"verifier_key", verifier_key(origin, key.public_key())}};
  return reply;
}

Result<Reply> checkpoints(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto rows,
         reading->record().checkpoints_before(
             page.after ? static_cast<std::uint64_t>(*page.after) : UINT64_MAX >> 1, page.limit + 1));
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", nullptr}};
  for (std::size_t i = 0; i < std::min(rows.size(), page.limit); ++i)
    reply.body["items"].push_back(checkpoint_json(rows[i], call.site.utc_offset_minutes));
  if (rows.size() > page.limit) reply.body["next_cursor"] = std::to_string(rows[page.limit - 1].size);
  return reply;
}

Result<Reply> record_proof(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  const auto seq = static_cast<std::uint64_t>(number);
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto rows, reading->record().journal_after(static_cast<std::int64_t>(seq) - 1, 1));
  if (rows.empty() || rows.front().seq != static_cast<std::int64_t>(seq))
    return not_found("日志记录", "journal record", number);
  KJ_TRY(const auto newest, reading->record().newest_checkpoint());
  KJ_TRY(const std::uint64_t there, reading->record().tree_size());
  // What somebody holds is a checkpoint: the proof leads to the newest one that has the record.
  KJ_TRY(const std::uint64_t size,
         size_of(call, "size", newest && newest->size >= seq ? newest->size : there));
  KJ_TRY(const auto path, prove_record(*reading, seq, size));
  KJ_TRY(const TreeHash root, tree_root(*reading, size));
  const std::string body = body_of(rows.front());
  // The leaf is enough for the proof.
  const bool shown = may_oversee(call.person) || !is_of_a_desk(rows.front().verb);
  Reply reply;
  reply.body = {{"seq", seq},
                {"size", size},
                {"body", shown ? json(body) : json(nullptr)},
                {"leaf", tree_hash_text(hash_leaf(body))},
                {"path", hashes(path)},
                {"root", tree_hash_text(root)}};
  return reply;
}

Result<Reply> growth_proof(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const std::uint64_t there, reading->record().tree_size());
  KJ_TRY(const std::uint64_t second, size_of(call, "second", there));
  KJ_TRY(const std::uint64_t first, size_of(call, "first", second));
  KJ_TRY(const auto path, prove_growth(*reading, first, second));
  KJ_TRY(const TreeHash first_root, tree_root(*reading, first));
  KJ_TRY(const TreeHash second_root, tree_root(*reading, second));
  Reply reply;
  reply.body = {{"first", first},
                {"first_root", tree_hash_text(first_root)},
                {"second", second},
                {"second_root", tree_hash_text(second_root)},
                {"path", hashes(path)}};
  return reply;
}

Result<BundleScope> scope_of(Call& call) {
  BundleScope scope;
  KJ_TRY(const auto entry, call.query_number("entry"));
  if (entry) scope.entry = EntryId{*entry};
  scope.call = call.request.query_value("call").value_or("");
  KJ_TRY(scope.from, call.query_time("from"));
  KJ_TRY(scope.to, call.query_time("to"));
  if ((entry ? 1 : 0) + (scope.call.empty() ? 0 : 1) + (scope.from || scope.to ? 1 : 0) != 1)
    return Error{ErrorKind::kMalformed,
                 "bad_parameter",
                 {"请只选一样：entry、call，或 from 与 to", "choose one: entry, call, or from with to"}};
  // What an agent searched in a call is for those alone who may see it; so are the uses of a period, of which
  // no record can be left out.
  if (!scope.call.empty()) KJ_DO(check(Permission::kReadExposures, call.person));
  if (!entry && !may_oversee(call.person)) KJ_DO(check(Permission::kTrace, call.person));
  return scope;
}

Result<Reply> bundle(Call& call) {
  constexpr std::size_t kMostRecords = 20'000;  // some 40 MB in memory
  KJ_TRY(const BundleScope scope, scope_of(call));
  BundleOptions options;
  options.most_records = kMostRecords;
  options.without_uses = !may_oversee(call.person);
  if (call.request.query_value("originals").value_or("true") != "false")
    options.originals = [&](const std::string& sha256) { return call.site.files.read(sha256); };
  KJ_TRY(const auto held, size_of(call, "held", 0));
  if (held > 0) options.held.push_back(held);
  const Place place(call.site.exporters, Site::kPatience);
  if (!place.taken()) return export_busy();
  KJ_DO(call.site.late_writes->flush());
  KJ_TRY(const SigningKey key, call.site.signing_key());
  const Instant now = call.site.now();
  KJ_TRY(std::string bytes, take_bundle(call.flow(), call.person, key, scope, options, now));
  const std::string about = scope.entry          ? "K" + std::to_string(scope.entry->value)
                            : scope.call.empty() ? "period"
                                                 : "call";
  Reply reply;
  reply.bytes = std::move(bytes);
  reply.media_type = "application/x-ndjson";
  reply.headers = {{"Content-Disposition",
                    "attachment; filename=\"koujing-" + about + "-" +
                        format_instant(now, call.site.utc_offset_minutes).substr(0, 10) + ".bundle\""},
                   {"Cache-Control", "private, no-store"}};
  return reply;
}

}  // namespace

std::vector<Route> transparency_routes() {
  return {{"GET", "/journal/bundle", Permission::kReadJournal, bundle},
          {"POST", "/journal/verify", Permission::kVerifyJournal, verify},
          {"GET", "/journal/key", Permission::kReadJournal, log_key},
          {"GET", "/journal/checkpoints", Permission::kReadJournal, checkpoints},
          {"GET", "/journal/growth", Permission::kReadJournal, growth_proof},
          {"GET", "/journal/{seq}/proof", Permission::kReadJournal, record_proof}};
}

}  // namespace koujing::door
