// A small call centre that searches and uses what it found, at the time of the clock that is set by hand.
#pragma once

#include "content/flow/lexicon.h"
#include "content/flow/use_answer.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {

class LexiconWorld : public FlowWorld {
 protected:
  EntryId entry_with(const std::string& title, std::vector<std::string> questions = {}) {
    ChangeItem item = new_item(title);
    item.text.questions = std::move(questions);
    return entries_of(published({item}))[0];
  }

  // A search that showed `entry`, or nothing at all; gives its id.
  std::string asked(const Person& who, const std::string& question, std::optional<EntryId> entry = {}) {
    const std::string id = "search-" + std::to_string(++searches_);
    const auto writing = must(store->write());
    must(writing->record().add_search({id, clock.now(), who.id, question, clock.now(), clock.now(),
                                       entry ? 1 : 0,
                                       entry ? "[[" + std::to_string(entry->value) + ",1]]" : "[]", ""}));
    must(writing->commit());
    return id;
  }

  // A search that `entry` answered; gives its id.
  std::string served(const Person& who, const std::string& question, EntryId entry,
                     const std::string& how = "copied") {
    const std::string id = asked(who, question, entry);
    must(use_answer(flow, who, {id, entry, 1, how, ""}));
    return id;
  }

  Synonym synonym(SynonymId id) { return *must(reading()->lexicon().synonym(id)); }
  std::vector<Synonym> synonyms() { return must(reading()->lexicon().all_synonyms()); }
  std::int64_t version() { return must(reading()->lexicon().mark()).version; }
  JournalRecord newest_record() { return *must(reading()->record().head()); }

 private:
  int searches_ = 0;
};

}  // namespace koujing::testing
