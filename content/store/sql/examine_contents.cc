#include "content/store/sql/examine_contents.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"

namespace koujing::sql {
namespace {

using nlohmann::json;
using soci::into;

void add(std::vector<StoreFinding>& findings, const std::string& what) {
  findings.push_back({"store: " + what, "keep this directory as evidence and restore the last backup"});
}

void examine_revisions(soci::session& session, std::vector<StoreFinding>& findings) {
  std::int64_t entry = 0;
  int number = 0;
  std::string content, digest;
  int redacted = 0;
  soci::statement rows =
      (session.prepare << "SELECT entry, number, content, digest, EXISTS (SELECT 1 FROM redactions x WHERE "
                          "x.kind = 'revision' AND x.subject = r.entry || '/' || r.number AND x.digest = "
                          "r.digest) FROM revisions r",
       into(entry), into(number), into(content), into(digest), into(redacted));
  rows.execute();
  while (rows.fetch())
    if (redacted != 0 ? !content.empty() : sha256_hex(content) != digest)
      add(findings, "revision " + std::to_string(number) + " of entry " + std::to_string(entry) +
                        " is not the text of its digest");
}

// As change_digest() of content/exchange/canonical.h, but over the text as it is kept: a digest must go on
// holding when a later program knows more fields. "" when the text is not JSON.
std::string digest_of(const std::string& content, const std::string& department, const json& notice) {
  const json kept = json::parse(content, nullptr, false);
  if (kept.is_discarded()) return "";
  return sha256_hex(canonical(json{{"content", kept}, {"department", department}, {"notice", notice}}));
}

bool has_no_items(const std::string& content) {
  const json kept = json::parse(content, nullptr, false);
  return kept.is_object() && kept.contains("items") && kept["items"].empty();
}

void examine_changes(soci::session& session, std::vector<StoreFinding>& findings) {
  std::int64_t change = 0, version = 0, notice = 0;
  soci::indicator notice_there = soci::i_null;
  std::string department, content, digest, imported;
  int redacted = 0;
  soci::statement rows =
      (session.prepare
           << "SELECT v.change, v.version, c.notice, c.department, v.content, v.digest, "
              "coalesce(CASE WHEN c.notice IS NULL THEN (SELECT j.new_digest FROM journal j WHERE j.verb = "
              "'import_entries' AND "
              "j.subject_kind = 'change' AND j.subject_id = CAST(v.change AS TEXT)) END, ''), "
              "EXISTS (SELECT 1 FROM redactions x WHERE x.kind = 'change' AND x.subject = CAST(v.change AS "
              "TEXT) AND x.digest = v.digest) FROM change_versions v JOIN changes c ON c.id = v.change ORDER "
              "BY v.change, v.version",
       into(change), into(version), into(notice, notice_there), into(department), into(content), into(digest),
       into(imported), into(redacted));
  rows.execute();
  while (rows.fetch()) {
    if (redacted != 0 && content.empty()) continue;
    const bool signed_batch = notice_there != soci::i_ok && !imported.empty() && has_no_items(content);
    const std::string expected =
        signed_batch ? imported
                     : digest_of(content, department, notice_there == soci::i_ok ? json(notice) : json());
    if (digest != expected)
      add(findings, "version " + std::to_string(version) + " of change set " + std::to_string(change) +
                        " is not the content of its digest");
  }
}

// Two digests that have to be the same, told of by `what` with the two numbers.
template <class Tell>
void examine_pairs(soci::session& session, const char* select, const Tell& tell) {
  std::int64_t first = 0, second = 0;
  soci::statement rows = (session.prepare << select, into(first), into(second));
  rows.execute();
  while (rows.fetch()) tell(std::to_string(first), std::to_string(second));
}

}  // namespace

void examine_contents(soci::session& session, std::vector<StoreFinding>& findings) {
  examine_revisions(session, findings);
  examine_changes(session, findings);
  examine_pairs(
      session,
      "SELECT n.id, v.version FROM notices n JOIN notice_versions v ON v.notice = n.id WHERE (n.body <> "
      "'' OR n.contact <> '' OR v.form <> '') AND EXISTS (SELECT 1 FROM redactions x WHERE x.kind = "
      "'notice' AND x.subject = CAST(n.id AS TEXT)) GROUP BY n.id",
      [&](const std::string& notice, const std::string&) {
        add(findings, "notice " + notice + " was deleted by law and has a text again");
      });
  examine_pairs(session,
                "SELECT c.id, c.version FROM changes c LEFT JOIN change_versions v "
                "ON v.change = c.id AND v.version = c.version WHERE v.digest IS NULL OR v.digest <> c.digest",
                [&](const std::string& change, const std::string& version) {
                  add(findings,
                      "change set " + change + " does not carry the digest of its version " + version);
                });
  examine_pairs(
      session,
      "SELECT f.id, f.change FROM confirmations f LEFT JOIN change_versions v "
      "ON v.change = f.change AND v.version = f.version WHERE v.digest IS NULL OR v.digest <> f.digest",
      [&](const std::string& confirmation, const std::string& change) {
        add(findings, "confirmation " + confirmation + " is not of the content of change set " + change);
      });
}

}  // namespace koujing::sql
