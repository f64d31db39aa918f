// Files of queries, judgements and runs, as the measuring tools of the field write them.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content/model/result.h"
#include "search/search_index.h"

namespace koujing::door {

struct BatchQuery {
  std::string id, text;
};

// JSONL with `qid` and `text`. kInvalid "bad_query_file" names the line.
Result<std::vector<BatchQuery>> read_queries(const std::filesystem::path& file);

// `qid TAB docid TAB relevance`; rows of relevance 0 are left out.
Result<std::map<std::string, std::map<std::string, int>>> read_judgements(const std::filesystem::path& file);

struct BatchAnswer {
  std::string query_id;
  std::vector<std::pair<std::string, double>> ranked;  // external id (or entry number) and score, best first
  double milliseconds = 0;
};

// Runs every query with the clocks at `at`; one warm-up pass over the first queries is not counted.
Result<std::vector<BatchAnswer>> run_batch(search::Reader& reader, const std::vector<BatchQuery>& queries,
                                           Instant at, std::size_t top);

// `qid Q0 docid rank score koujing`, a line an answer.
Status write_run(const std::filesystem::path& file, const std::vector<BatchAnswer>& answers);

}  // namespace koujing::door
