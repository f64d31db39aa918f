// The words, the rules and the memory that a search takes beside the index: synonyms, words of the site, pins
// and bans, past uses.
//
// A Lexicon is made whole, handed to the Reader as a shared_ptr to const and never changed afterwards; the
// next one replaces it. It reads the same from any thread. The index holds nothing of it, so a change needs
// no rebuild. Made by editor_api/lexicon_keeper.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/ids.h"
#include "content/model/instant.h"

namespace koujing::search {

struct Synonym {
  std::string from;                        // what customers say
  std::vector<std::string> to;             // what the entries say
  bool both_ways = true;                   // false: only from -> to
  Instant known_from = Instant::always();  // record times: [known_from, known_to)
  std::optional<Instant> known_to = {};
};

struct PastUse {
  std::string question;  // as asked, but for blanks around it
  EntryId entry;         // what served it
  double weight = 0;     // uses; copied and read_out count more than opened, and all of them fade with time
  Instant last;          // the newest of them
};

// A pin puts its entry at a place of the results of its queries, a ban takes it out of them.
struct Rule {
  bool ban = false;
  std::vector<std::string> queries;
  bool contains = false;  // a query stands somewhere in the question; else it is all of it
  EntryId entry;
  int position = 1;                 // of a pin, from 1
  std::optional<Instant> from, to;  // validity times that it holds for: [from, to)
  Instant known_from;               // record times: [known_from, known_to)
  std::optional<Instant> known_to;
};

struct Lexicon {
  std::vector<Synonym> synonyms;   // those that editors approved, with those of the past
  std::vector<std::string> words;  // for the segmenter, beside its own
  std::vector<Rule> rules;         // older ones first, with those of the past
  std::vector<PastUse> uses;       // heaviest first
  std::int64_t version = 0;        // grows with every Lexicon that this process makes
};

}  // namespace koujing::search
