// Documents turned into posting lists: gathered in memory, written out in sorted runs, merged into the sealed
// base.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "search/posting_list.h"

namespace koujing::search {

// Sorted terms with their postings, in a file. Numbers of documents are those of the shard, from 1.
struct Run {
  std::filesystem::path file;
  std::uint32_t before = 0;  // documents of the shards before this one: added to its numbers
};

// One thread's part.
class Inverter {
 public:
  // Runs are written to `directory`, which exists.
  explicit Inverter(std::filesystem::path directory);

  // Each document once, by rising numbers; each term once for a document. "index_write_failed".
  Status add(std::string_view term, std::uint32_t number, Counts counts);
  // Writes what is left. Afterwards runs() are complete, in the order of their documents.
  Status finish();
  const std::vector<std::filesystem::path>& runs() const { return runs_; }

 private:
  struct List {
    const char* term;
    char* bytes;  // gap in 7 bits a byte, counts; ...
    std::uint32_t term_size, hash;
    std::uint32_t size, room;
    std::uint32_t last;  // number
  };

  std::uint32_t slot_of(std::string_view term, std::uint32_t hash) const;
  void grow_table();
  char* allot(std::size_t size);
  Status write_run();

  std::filesystem::path directory_;
  std::pmr::monotonic_buffer_resource memory_;
  std::size_t used_ = 0;  // of memory_
  std::vector<List> lists_;
  std::vector<std::uint32_t> table_;  // open addressing: index into lists_ + 1, or 0
  std::vector<std::filesystem::path> runs_;
};

// Merges runs, given in the order of their documents. use(term, postings) for every term in order, until it
// fails. "index_damaged" when a run cannot be read.
Status merge_runs(const std::vector<Run>& runs,
                  const std::function<Status(std::string_view, const std::vector<Posting>&)>& use);

}  // namespace koujing::search
