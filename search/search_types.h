// What is asked of search, and what comes back: the vocabulary between search, indexer and the door.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/model/ids.h"
#include "content/model/revision.h"
#include "content/model/timeline.h"

namespace koujing::search {

// One document of the index: one span (content/model/timeline.h) of one entry, with everything that a
// result shows, so that answering needs no look at the store.
struct IndexDocument {
  EntryId entry;
  Span span;
  EntryText text;  // script and body are Markdown
  std::string
      script_plain;  // script and body with the Markdown taken out: what is indexed and shown in snippets
  std::string body_plain;
  std::string department_name;
  std::string document_number;  // of the notice; "" for none
  std::string digest;           // of the revision
  std::string confirmed_by;     // display name; "" when nobody confirmed
  std::optional<Instant> confirmed_at;
  Instant published_at;                  // record time of the revision
  std::optional<CatalogueId> node = {};  // of the catalogue; written, and not read again with the document
};

struct Filters {
  std::vector<std::string> library;     // any of these names
  std::vector<std::string> catalogue;   // any of these paths or below them: 宽带 also finds 宽带/故障
  std::vector<std::string> department;  // code or name
  std::vector<std::string> region;      // answers for any of these, and answers that hold everywhere
  std::vector<std::string> product;
  bool operator==(const Filters&) const = default;
};

// Limits: text is cut at kMaxQueryCharacters characters and kMaxQueryTerms terms (never an error).
inline constexpr std::size_t kMaxQueryCharacters =
    128;  // shared limits of design: bounds the cost of one query
inline constexpr std::size_t kMaxQueryTerms = 64;

struct Request {
  std::string text;  // what somebody typed; any UTF-8 at all, empty lists by newest
  Instant at;        // validity time: in force at this moment ...
  Instant known;     // ... as known at this record time
  Filters filters;
  std::size_t offset = 0;
  std::size_t limit = 10;  // 1..1000 (the door allows 100, a batch run 1000)
  bool facets = true;
  bool highlight = true;
  bool literal = false;  // no corrections: exactly what was typed
  bool explain = false;  // fills Hit::reasons
  // False for what was known in the past: what uses teach is gathered as of now alone, and left out then.
  bool learned = true;
  PathsThen
      paths_then;  // at `known`: what filters, counts, ranking and hits take for the paths of the catalogue
};

// One part of a result's score.
struct Reason {
  std::string_view feature;  // search/rank_features.h
  double value = 0;          // of the feature
  double part = 0;           // of the score
};

struct Hit {
  IndexDocument document;
  double score = 0;
  bool pinned = false;  // a rule put it at its place
  // HTML-escaped text with <mark> around what matched; nothing else is markup.
  std::string title_marked;
  std::string snippet;          // the best passage of script, body or questions, at most about 120 characters
  std::vector<Reason> reasons;  // when asked for: largest part of the score first
};

// What was given up, in this order, to find anything at all.
enum class Relaxation {
  kQuotes,      // a phrase in quotes that nothing has is text
  kCharacters,  // single characters, letters and pieces of words find by themselves
  kFilters,     // what the filters shut out is Answer::nearest
};

struct FacetValue {
  std::string value;  // a name, or a catalogue path (each ancestor counts too)
  std::size_t count = 0;
};

struct Facets {
  std::vector<FacetValue> library, catalogue, department, region, product;  // by count, at most 50 each
};

enum class CorrectionKind {
  kSound,     // a character that sounds like another
  kPinyin,    // letters read as pinyin, or as initials
  kSpelling,  // a word in letters, one slip away
  kShape,     // a character that looks like another
};

// What was searched for beside what was typed, or in its place. Never shown above an exact match of what was
// typed.
struct CorrectedText {
  CorrectionKind kind = CorrectionKind::kSound;
  std::string text;       // normalised
  bool replaced = false;  // what was typed finds nothing worth showing beside it; else both are mixed
};

struct Answer {
  std::vector<Hit> hits;
  std::size_t total =
      0;  // all that match when `total_exact`; else those that were looked at, of which there are more
  bool total_exact = true;
  bool partial = false;  // the time for one search ran out before everything was looked at
  std::vector<Relaxation> relaxed;
  std::optional<CorrectedText> corrected;
  Facets facets;
  // When nothing was found, at most 5: what the same question finds without its filters (relaxed has
  // kFilters), or else what was published last in the part of the catalogue that is nearest to it.
  std::vector<Hit> nearest;
  std::string nearest_catalogue;  // "" for the whole library
  std::int64_t position = 0;      // feed position that the index had reached
};

}  // namespace koujing::search
