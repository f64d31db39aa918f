#include "editor_api/commands/query_file.h"

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace koujing::door {
namespace {

Error bad_file(const std::filesystem::path& file, std::size_t line, const std::string& why) {
  const std::string place = file.string() + (line > 0 ? ":" + std::to_string(line) : "");
  return {ErrorKind::kInvalid,
          "bad_query_file",
          {place + " 无法读取：" + why, place + " cannot be read: " + why}};
}

}  // namespace

Result<std::vector<BatchQuery>> read_queries(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return bad_file(file, 0, "no such file");
  std::vector<BatchQuery> queries;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
    const auto row = nlohmann::json::parse(line, nullptr, false);
    if (!row.is_object() || !row.contains("qid") || !row.contains("text") || !row["qid"].is_string() ||
        !row["text"].is_string())
      return bad_file(file, number, "a JSON object with the strings qid and text is expected");
    queries.push_back({row["qid"].get<std::string>(), row["text"].get<std::string>()});
  }
  return queries;
}

Result<std::map<std::string, std::map<std::string, int>>> read_judgements(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return bad_file(file, 0, "no such file");
  std::map<std::string, std::map<std::string, int>> judgements;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    std::istringstream fields(line);
    std::string query, document;
    int relevance = 0;
    if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
    if (!(std::getline(fields, query, '\t') && std::getline(fields, document, '\t') && fields >> relevance))
      return bad_file(file, number, "expected: qid TAB docid TAB relevance");
    if (relevance > 0) judgements[query][document] = relevance;
  }
  return judgements;
}

Result<std::vector<BatchAnswer>> run_batch(search::Reader& reader, const std::vector<BatchQuery>& queries,
                                           Instant at, std::size_t top) {
  constexpr std::size_t kWarmUp = 50;
  const auto ask = [&](const BatchQuery& query) {
    search::Request request;
    request.text = query.text;
    request.at = request.known = at;
    request.limit = top;
    request.facets = false;
    request.highlight = false;
    return reader.search(request);
  };
  for (std::size_t i = 0; i < queries.size() && i < kWarmUp; ++i) {
    KJ_TRY(const auto ignored, ask(queries[i]));
    (void)ignored;
  }
  std::vector<BatchAnswer> answers;
  for (const BatchQuery& query : queries) {
    const auto begun = std::chrono::steady_clock::now();
    KJ_TRY(const auto answer, ask(query));
    BatchAnswer row;
    row.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    row.query_id = query.id;
    for (const search::Hit& hit : answer.hits) {
      const std::string& external = hit.document.text.external_id;
      row.ranked.emplace_back(external.empty() ? std::to_string(hit.document.entry.value) : external,
                              hit.score);
    }
    answers.push_back(std::move(row));
  }
  return answers;
}

Status write_run(const std::filesystem::path& file, const std::vector<BatchAnswer>& answers) {
  std::ofstream out(file);
  for (const BatchAnswer& answer : answers)
    for (std::size_t i = 0; i < answer.ranked.size(); ++i)
      out << answer.query_id << " Q0 " << answer.ranked[i].first << " " << i + 1 << " "
          << answer.ranked[i].second << " koujing\n";
  out.flush();
  if (!out)
    return Error{ErrorKind::kUnavailable,
                 "unwritable",
                 {"无法写入 " + file.string(), "cannot write " + file.string()}};
  return {};
}

}  // namespace koujing::door
