// The index of answers: opened for reading by any number of threads, for writing by one indexer.
//
// The index is a derivative (invariant 7): it can be deleted at any time and is rebuilt from the store.
// Its format is described in search/README.md; Xapian stays inside search/xapian/.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "content/model/result.h"
#include "search/lexicon.h"
#include "search/rank_features.h"
#include "search/search_types.h"

namespace koujing::search {

// Format number of documents and metadata; an index of another number is rebuilt, never read.
extern const int kIndexFormat;

class Reader {
 public:
  virtual ~Reader() = default;
  // Total: any text gives an answer, never a syntax error. Safe from any thread. Sees what was committed
  // before the call. Error kUnavailable "index_missing" when there is no readable index.
  virtual Result<Answer> search(const Request& request) = 0;
  // What `text` may become, best first, at most `limit`: questions asked before that begin so, titles and
  // question variants that begin with it or contain it; of what is in force at `at` and passes the filters.
  // By characters, pinyin and first letters.
  virtual Result<std::vector<std::string>> suggest(const std::string& text, Instant at, std::size_t limit,
                                                   const Filters& filters = {}) = 0;
  // What the second stage saw of each candidate: for learning its weights (bench/relevance).
  virtual Result<std::vector<std::pair<EntryId, Features>>> features(const Request& request) = 0;
  // How telling each of these is, pairs, words and numbers as text/tokenise.h spells them:
  // log(1 + documents / (documents that have it + 1/2)).
  virtual Result<std::vector<double>> rarity(std::span<const std::string> words) = 0;
  // Searches that begin from now on go by these synonyms, words and past uses, until the next call. Any
  // thread; about 5 microseconds for each use. The index holds nothing of it.
  virtual void use_lexicon(const Lexicon& lexicon) = 0;
  virtual Result<std::int64_t> position() = 0;  // last feed seq that is in the index
  virtual Result<std::size_t> documents() = 0;
  // SHA-256 over all documents, sums of their terms, and metadata, in a canonical order: equal for equal
  // contents however they came about. For comparing an index with a rebuild. Slow.
  virtual Result<std::string> fingerprint() = 0;
};

class Writer {
 public:
  virtual ~Writer() = default;
  // Replaces all documents of `entry` by these (none: removes it). A document that the index cannot hold is
  // an error for this entry alone, kInvalid "unindexable".
  virtual Status replace_entry(EntryId entry, std::span<const IndexDocument> documents) = 0;
  // Makes everything since the last commit visible and durable, with `position` in the same commit.
  virtual Status commit(std::int64_t position) = 0;
  virtual std::int64_t position() const = 0;  // of the last commit; 0 for a new index
  // Makes the generation that is written the live one, and removes all others; for a writer of
  // open_writer_before, once it has caught up. Nothing when it is the live one already. Errors "index_locked"
  // while a generation is being built, "index_superseded".
  virtual Status take_over() = 0;
  // False once the index was deleted or another generation took over: nothing more can be committed here.
  virtual bool live() const = 0;
  // Documents that came since the generation was sealed; many of them are worth a rebuild.
  virtual std::size_t tail_documents() const = 0;
  virtual std::size_t sealed_documents() const = 0;
  // Feed position at which the generation was sealed; 0 when it was never, or by a program that did not note
  // it. What the feed took away later may still stand in its files.
  virtual std::int64_t sealed_at() const = 0;
};

// `directory` holds the generations of one index and the file `current` that names the live one.
// open_reader succeeds without an index; searches then say "index_missing". A swapped generation is picked
// up by the next search.
Result<std::unique_ptr<Reader>> open_reader(const std::filesystem::path& directory);

// Opens the current generation for writing, or begins the first one. Errors: kConflict "index_locked" when
// another process writes; kUnavailable "index_damaged" when the generation cannot be read (rebuild it).
Result<std::unique_ptr<Writer>> open_writer(const std::filesystem::path& directory);

// The generation before the live one, for when that one is damaged: it is out of date, so searches do not see
// it until take_over. Errors "index_missing" when none was kept, "index_damaged", "index_locked".
Result<std::unique_ptr<Writer>> open_writer_before(const std::filesystem::path& directory);

// A new generation beside the current one, sealed when it is done; it becomes the current one by `swap_in`
// and not before. Destroyed without that, it leaves nothing behind.
class GenerationBuilder {
 public:
  virtual ~GenerationBuilder() = default;
  // All documents of one entry, which was not added before. Different shards can be filled by different
  // threads at the same time. "unindexable" for this entry alone, as Writer::replace_entry.
  virtual Status add(std::size_t shard, EntryId entry, std::span<const IndexDocument> documents) = 0;
  // Merges the shards, writes and syncs the manifest, makes the generation the live one at feed position
  // `position`. Of the others only the one before is kept, if it is whole and was sealed at `clean_from` or
  // later. Once, after all of `add`.
  virtual Status swap_in(std::int64_t position, std::int64_t clean_from = 0) = 0;
};
Result<std::unique_ptr<GenerationBuilder>> begin_generation(const std::filesystem::path& directory,
                                                            std::size_t shards = 1);

}  // namespace koujing::search
