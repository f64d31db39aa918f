// What searching needs to know of every document without asking Xapian: rows, facets, rank records, and which
// documents are in force now. One table for a generation, shared by all threads.
//
// Documents have one number here: 1 to base_documents() are those of the sealed base, greater ones those of
// the tail, `base_documents() + its Xapian number`. Numbers of the tail are never used again, so what is
// remembered of one stays true until the entry is replaced; every replacement adds a document (if only a
// grave), so the last number of the tail names its state.
//
// Threads: hold `read_lock()` while looking; `extend` takes the lock for itself.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "search/facets.h"
#include "search/posting_list.h"
#include "search/rank_record.h"
#include "search/sounding_pairs.h"
#include "search/xapian/sealed_base.h"

namespace koujing::search {

using DocumentNumber = std::uint32_t;

class IndexTable {
 public:
  // Error "index_damaged" when the sealed files do not fit together.
  static Result<std::shared_ptr<IndexTable>> open(const std::filesystem::path& generation);

  // Reads what the tail has beyond `known_tail()`. Throws Xapian::Error; Error when a document does not
  // decode.
  Status extend(const Xapian::Database& tail);

  std::shared_lock<std::shared_mutex> read_lock() const { return std::shared_lock(mutex_); }

  Xapian::docid known_tail_unlocked() const {
    const auto lock = read_lock();
    return known_tail();
  }

  // Everything below: with the lock held.
  DocumentNumber base_documents() const { return base_documents_; }
  Xapian::docid known_tail() const { return static_cast<Xapian::docid>(tail_.size()); }
  DocumentNumber last() const { return base_documents_ + known_tail(); }
  std::size_t alive_documents() const { return alive_; }

  bool alive(DocumentNumber number) const { return (alive_bits_[number >> 6] >> (number & 63) & 1) != 0; }
  DocumentRow row(DocumentNumber number) const {
    if (number > base_documents_) return tail_[number - base_documents_ - 1].row;
    const SealedRow& sealed = base_rows_[number - 1];
    return {base_clocks_[sealed.clocks], sealed.entry(), sealed.span, 0};
  }
  std::uint32_t facets(DocumentNumber number) const {
    return number <= base_documents_ ? base_facets_[number - 1] : tail_[number - base_documents_ - 1].facets;
  }
  // The rank record; those of the base are unpacked into `scratch`, which the view then looks into.
  RankView record(DocumentNumber number, std::u16string& scratch) const;
  // The same; what comes after the headings may be left empty.
  RankView headings(DocumentNumber number, std::u16string& scratch) const;
  // Appends the rank record to `into`; one that cannot be read is empty.
  void append_record(DocumentNumber number, std::u16string& into) const;
  // use(number) for the sealed documents of an entry, or of a name, in order.
  template <class Use>
  void each_sealed_of(EntryId entry, Use use) const {
    const std::uint32_t* const end = base_entries_ + base_documents_;
    const auto before = [&](std::uint32_t number, std::int64_t value) {
      return base_rows_[number - 1].entry() < value;
    };
    for (const auto* it = std::lower_bound(base_entries_, end, entry.value, before);
         it != end && base_rows_[*it - 1].entry() == entry.value; ++it)
      use(DocumentNumber{*it});
  }
  // Some may only be of equal hash.
  template <class Use>
  void each_sealed_named(std::string_view exact_spelling, Use use) const {
    const auto* begin = base_.names.as<NamedDocument>();
    const auto* end = begin + base_.names.count<NamedDocument>();
    const std::uint32_t hash = name_hash(exact_spelling);
    for (const auto* it = std::lower_bound(begin, end, NamedDocument{hash, 0}); it != end && it->hash == hash;
         ++it)
      if (it->number >= 1 && it->number <= base_documents_) use(DocumentNumber{it->number});
  }
  // use(word) for the sealed words in letters that begin with `prefix`, in order, until it returns false.
  // About 20 ns a word.
  template <class Use>
  void each_sealed_word(std::string_view prefix, Use use) const {
    const std::string_view words = base_.words.bytes();
    // The bytes before `low` are of words that come before; words at and behind `high` do not.
    std::size_t low = 1, high = words.size();
    const auto word_at = [&](std::size_t at) { return words.substr(at, words.find('\n', at) - at); };
    while (low < high) {
      const std::size_t begin = words.rfind('\n', (low + high) / 2 - 1) + 1;
      const std::string_view word = word_at(begin);
      if (word < prefix)
        low = begin + word.size() + 1;
      else
        high = begin;
    }
    for (std::size_t at = low; at < words.size(); at += word_at(at).size() + 1)
      if (!word_at(at).starts_with(prefix) || !use(word_at(at))) return;
  }
  // The stored document of the base; false when it cannot be read.
  bool sealed_display(DocumentNumber number, BlockReader& reader, std::string& scratch,
                      std::string& into) const;
  const FacetTable& facet_table() const { return facet_table_; }
  // In how many documents a character of two bytes occurs.
  std::uint32_t character_count(char16_t character) const { return character_counts_[character]; }

  // use(SoundingPair) for every pair that sounds so.
  template <class Use>
  void each_pair(std::uint32_t sound, Use use) const {
    const auto* begin = base_.sounds.as<SoundingPair>();
    const auto* end = begin + base_.sounds.count<SoundingPair>();
    for (auto it = std::lower_bound(begin, end, SoundingPair{sound}, SoundingPairs::before);
         it != end && it->sound == sound; ++it)
      use(*it);
    for (const SoundingPair& pair : tail_pairs_.of(sound)) use(pair);
  }

  // One bit for each document that is alive and in force; computed once for each stretch of time in which
  // nothing begins or ends. A request for another record time than the present one is computed anew (a walk
  // over all rows).
  std::shared_ptr<const std::vector<std::uint64_t>> in_force_bits(Instant at, Instant known) const;

  // Those of them that pass the filters. A desk asks with the same filters all day: the last few are
  // remembered.
  std::shared_ptr<const std::vector<std::uint64_t>> passing_bits(Instant at, Instant known,
                                                                 const Filters& filters,
                                                                 const PathsThen& then) const;

 private:
  struct Passing {
    Filters filters;
    std::shared_ptr<const std::vector<std::uint64_t>> in_force, bits;
  };
  struct TailRow {
    DocumentRow row;
    std::uint32_t facets = 0;
    std::u16string record;
  };
  struct InForce {
    Instant from, until;  // of validity time: [from, until)
    std::shared_ptr<const std::vector<std::uint64_t>> bits;
  };

  IndexTable() = default;
  Status load(const std::filesystem::path& generation);
  void bury(std::int64_t entry, DocumentNumber before);
  void make_alive(DocumentNumber number);
  void note_record_times(const Clocks& clocks);
  void note_characters(const std::u16string& record);
  InForce compute(Instant at, Instant known) const;

  mutable std::shared_mutex mutex_;
  SealedBase base_;
  DocumentNumber base_documents_ = 0;
  const SealedRow* base_rows_ = nullptr;
  const Clocks* base_clocks_ = nullptr;
  const std::uint32_t* base_facets_ = nullptr;
  const std::uint32_t* base_entries_ = nullptr;
  std::deque<TailRow> tail_;  // by Xapian number - 1
  std::unordered_map<std::int64_t, std::vector<DocumentNumber>> tail_entries_;
  std::vector<std::uint64_t> alive_bits_;
  std::size_t alive_ = 0;
  std::vector<std::uint32_t> character_counts_;
  SoundingPairs tail_pairs_;
  FacetTable facet_table_;
  Instant newest_record_ = Instant::always();  // no record time in the table is later, but for never

  mutable std::shared_mutex in_force_mutex_;
  mutable InForce in_force_;             // for known >= newest_record_; guarded by in_force_mutex_
  mutable std::deque<Passing> passing_;  // the newest first; guarded by in_force_mutex_
};

}  // namespace koujing::search
