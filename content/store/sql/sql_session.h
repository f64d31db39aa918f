// What the tables of the SQL adapter share: the session, the dialect's reading of errors, nullable columns.
//
// SOCI is touched in content/store/sql/ and content/store/sqlite/ alone. The statements here are the common
// subset of SQLite and PostgreSQL (RETURNING, CTEs); what differs stands in the adapter's own folder.
//
// SOCI binds by reference until the statement has run: bind named variables, never temporaries.
#pragma once

#include <soci/soci.h>

#include <exception>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "content/model/ids.h"
#include "content/model/instant.h"
#include "content/model/result.h"

namespace koujing::sql {

class Dialect {
 public:
  virtual ~Dialect() = default;
  // The error for what the driver threw: kUnavailable "store_full" | "store_busy", kConflict for a rule of
  // the schema
  // ("four_eyes", "unconfirmed", "append_only", "already_exists"), otherwise kInternal "store_failed".
  virtual Error error_of(const std::exception& thrown) const = 0;
};

struct SqlSession {
  soci::session& soci;
  const Dialect& dialect;
};

// Runs `work` and turns whatever the driver throws into an Error.
template <class F>
auto guarded(const SqlSession& session, F&& work) -> std::invoke_result_t<F> {
  try {
    return std::forward<F>(work)();
  } catch (const std::exception& thrown) {
    return session.dialect.error_of(thrown);
  }
}

// A nullable INTEGER column.
struct MaybeNumber {
  std::int64_t value = 0;
  soci::indicator indicator = soci::i_null;

  MaybeNumber() = default;
  explicit MaybeNumber(std::optional<Instant> at)
      : value(at ? at->us : 0), indicator(at ? soci::i_ok : soci::i_null) {}
  template <class Tag>
  explicit MaybeNumber(std::optional<Id<Tag>> id)
      : value(id ? id->value : 0), indicator(id ? soci::i_ok : soci::i_null) {}
  explicit MaybeNumber(std::optional<std::int64_t> number)
      : value(number.value_or(0)), indicator(number ? soci::i_ok : soci::i_null) {}

  std::optional<Instant> instant() const {
    return indicator == soci::i_ok ? std::optional<Instant>(Instant{value}) : std::nullopt;
  }
  template <class I>
  std::optional<I> id() const {
    return indicator == soci::i_ok ? std::optional<I>(I{value}) : std::nullopt;
  }
};

// A nullable TEXT column; absent is "".
struct MaybeText {
  std::string value;
  soci::indicator indicator = soci::i_null;
  MaybeText() = default;
  explicit MaybeText(std::string text)
      : value(std::move(text)), indicator(value.empty() ? soci::i_null : soci::i_ok) {}
  const std::string& text() const {
    static const std::string none;
    return indicator == soci::i_ok ? value : none;
  }
};

// Of a row `u` of answer_uses: that its person answers calls, by the roles of now. Others look and try.
inline constexpr const char* kByWhoAnswersCalls =
    "EXISTS (SELECT 1 FROM person_roles r WHERE r.person = u.person AND r.role IN ('agent','leader'))";

// '%' + text + '%' for LIKE … ESCAPE '\'.
inline std::string like_pattern(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace koujing::sql
