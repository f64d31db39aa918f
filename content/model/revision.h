// A revision (版本): one immutable text of an entry, and what it is bound to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/catalogue.h"
#include "content/model/ids.h"
#include "content/model/validity.h"

namespace koujing {

// Where and for whom an answer holds. Empty lists mean everywhere, every product, every customer.
struct Scope {
  std::vector<std::string> region;
  std::vector<std::string> product;
  std::vector<std::string> customers;
  bool operator==(const Scope&) const = default;
};

// The text of one answer, as an editor writes it. All strings are UTF-8; script and body are Markdown.
// The limits (characters) are in content/model/text_rules.h and are checked together.
struct EntryText {
  std::string external_id;             // "" or the id of the system that it came from; unique in the library
  std::string title;                   // 标准问
  std::vector<std::string> questions;  // 相似问
  std::string brief;                   // the 10-second wording; "" when the script is short enough
  std::string script;                  // 口径: what is read to the customer
  std::string body;                    // 说明: background for the agent, not read out
  std::vector<std::string> cautions;   // 禁语/注意
  std::vector<std::string> keywords;
  Scope scope;
  std::string library;    // one of the libraries' names
  std::string catalogue;  // path with '/', such as 宽带/故障; "" hangs at the top of the library
  DepartmentCode department;
  Validity validity;  // from = always() means: from the moment of publication
  bool operator==(const EntryText&) const = default;
};

// How a revision came to be allowed.
enum class Standing {
  kConfirmed,    // the issuing department confirmed exactly this text
  kUnconfirmed,  // emergency: published first, not confirmed yet
  kImported,     // came with a signed import of an existing library
};

std::string_view standing_name(Standing standing);  // "confirmed", "unconfirmed", "imported"
std::optional<Standing> standing_from_name(std::string_view name);

struct Revision {
  RevisionId id;
  EntryId entry;
  int number = 0;  // 1, 2, 3 ... within its entry
  EntryText text;
  std::string digest;  // SHA-256 of the canonical text, 64 hex digits
  ChangeId change;
  std::optional<NoticeId> notice;
  std::vector<PersonId> authors;
  PersonId published_by;
  Instant recorded_at;
  std::optional<CatalogueId> node = {};  // of the catalogue, where it was placed; text.catalogue is its path
  bool redacted = false;  // the text is gone (redaction.h): library, place and department are left of it
};

// Gives it the path that its node had then.
inline void place_as_then(EntryText& text, std::optional<CatalogueId> node, const PathsThen& paths) {
  if (!node) return;
  if (const auto then = paths.find(*node); then != paths.end()) text.catalogue = then->second;
}

}  // namespace koujing
