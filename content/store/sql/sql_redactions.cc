#include "content/store/sql/sql_redactions.h"

#include <algorithm>

namespace koujing::sql {

using soci::into;
using soci::use;

Result<std::vector<Redaction>> SqlRedactions::of(RedactedKind kind, const std::string& subject) const {
  return guarded(session_, [&]() -> Result<std::vector<Redaction>> {
    const std::string name(redacted_kind_name(kind));
    Redaction row;
    row.kind = kind;
    row.subject = subject;
    std::vector<Redaction> found;
    soci::statement rows =
        (session_.soci.prepare << "SELECT digest, at, by, stub, signature FROM redactions "
                                  "WHERE kind = :kind AND subject = :subject ORDER BY at, digest",
         use(name), use(subject), into(row.digest), into(row.at.us), into(row.by.value), into(row.stub),
         into(row.signature));
    rows.execute();
    while (rows.fetch()) found.push_back(row);
    return found;
  });
}

Result<std::optional<Redaction>> SqlRedactions::find(RedactedKind kind, const std::string& subject,
                                                     const std::string& digest) const {
  KJ_TRY(auto all, of(kind, subject));
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.digest == digest; });
  if (found == all.end()) return std::optional<Redaction>();
  return std::optional<Redaction>(std::move(*found));
}

Result<std::vector<std::string>> SqlRedactions::originals() const {
  return guarded(session_, [&]() -> Result<std::vector<std::string>> {
    std::string digest;
    std::vector<std::string> digests;
    soci::statement rows =
        (session_.soci.prepare << "SELECT digest FROM redactions WHERE kind = 'original' ORDER BY digest",
         into(digest));
    rows.execute();
    while (rows.fetch()) digests.push_back(digest);
    return digests;
  });
}

Result<std::int64_t> SqlRedactions::newest_feed() const {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t seq = 0;
    session_.soci << "SELECT coalesce(max(feed), 0) FROM redactions", into(seq);
    return seq;
  });
}

Result<std::int64_t> SqlRedactions::count() const {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t count = 0;
    session_.soci << "SELECT count(*) FROM redactions", into(count);
    return count;
  });
}

Status SqlRedactions::add(const Redaction& redaction, std::optional<std::int64_t> feed) {
  return guarded(session_, [&]() -> Status {
    const std::string kind(redacted_kind_name(redaction.kind));
    std::int64_t row = feed.value_or(0);
    soci::indicator there = feed ? soci::i_ok : soci::i_null;
    session_.soci << "INSERT INTO redactions (kind, subject, digest, at, by, stub, signature, feed) "
                     "VALUES (:kind, :subject, :digest, :at, :by, :stub, :signature, :feed)",
        use(kind), use(redaction.subject), use(redaction.digest), use(redaction.at.us),
        use(redaction.by.value), use(redaction.stub), use(redaction.signature), use(row, there);
    return {};
  });
}

}  // namespace koujing::sql
