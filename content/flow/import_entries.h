// A library that already exists comes in: published as a signed import, one transaction a batch.
#pragma once

#include <span>

#include "content/crypto/secret.h"
#include "content/flow/flow.h"

namespace koujing {

struct ImportText {
  EntryText text;
  bool of_history =
      false;  // one of several revisions of its line: any revision with the same text counts as it
};

struct ImportOutcome {
  std::size_t added = 0, revised = 0, unchanged = 0;
  ChangeId change;  // 0 when nothing was new
};

// Texts are within the limits of text_rules. An external id that is there already gets a new revision when
// the text differs and is left alone when it is the same, so an import can be repeated. The digest of the
// batch is signed with `key`; standing is 'imported', never 'confirmed'. With `unconfirmed` they come in as
// an emergency of their department (all of one), marked so and waiting for its confirmation. Unknown
// departments and libraries are made, each with its journal record. Errors as of the store.
Result<ImportOutcome> import_entries(const Flow& flow, const Person& actor, const SigningKey& key,
                                     std::span<const ImportText> texts, const std::string& source,
                                     bool unconfirmed = false);

}  // namespace koujing
