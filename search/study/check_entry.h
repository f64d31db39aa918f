// What an answer that is being written has in common with those that are live: the same question answered
// twice, and figures that contradict each other. Measured in docs/checks.md.
#pragma once

#include <string>
#include <vector>

#include "content/model/result.h"
#include "search/search_index.h"

namespace koujing::search {

struct DuplicateFinding {
  EntryId entry;
  std::string title;
  std::string ours;     // the title or question of ours that is like theirs; "" when the scripts are alike
  std::string theirs;   // title or question
  double likeness = 0;  // 0 to 1; 1 for the same words
};

struct SimilarEntry {
  EntryId entry;
  std::string title;
  double nearness = 0;  // sum over our title and questions of one over its rank
};

struct ConflictFinding {
  EntryId entry;
  std::string title;
  std::string field;         // "brief", "script", "body"
  std::string ours, theirs;  // the figures as they are written
  std::string our_clause, their_clause;
  double likeness = 0;  // of what both figures are about, 0 to 1
};

struct EntryFindings {
  std::vector<DuplicateFinding> duplicates;  // likeliest first, at most 5
  std::vector<SimilarEntry> similar;         // nearest first, at most 3: what search finds for our questions
  std::vector<ConflictFinding> conflicts;    // likeliest first, at most 20
  bool partial = false;                      // the index was slow, and not everything was looked at
};

struct CheckOptions {
  Instant now;
  std::vector<EntryId> leave_out;  // what the change set revises or retires
  double duplicate_from = 0.75;    // likeness of a title or question that counts
  bool duplicates = true;
  bool conflicts = true;
};

// Compares with entries in force at `now` whose region and product do not exclude ours. Errors: those of the
// index. Any thread; takes as long as some 20 searches.
Result<EntryFindings> check_entry(Reader& reader, const EntryText& text, const CheckOptions& options);

}  // namespace koujing::search
