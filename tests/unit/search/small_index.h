// A throw-away index in its own directory, and documents with everything filled in that a test does not name.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "search/search_index.h"

namespace koujing::search {

inline constexpr Instant kNow = Instant::from_seconds(1'800'000'000);

struct TempDirectory {
  TempDirectory() {
    static std::atomic<int> number = 0;
    path = std::filesystem::temp_directory_path() /
           ("koujing-search-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    std::filesystem::remove_all(path);
  }
  ~TempDirectory() { std::filesystem::remove_all(path); }
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;
  std::filesystem::path path;
};

inline IndexDocument document(std::int64_t entry, std::string title, std::string script = "",
                              std::vector<std::string> questions = {}) {
  IndexDocument made;
  made.entry = EntryId{entry};
  made.span.revision = RevisionId{entry};
  made.span.number = 1;
  made.span.known.from = kNow.plus_seconds(-1000);
  made.text.external_id = "kb-" + std::to_string(entry);
  made.text.title = std::move(title);
  made.text.questions = std::move(questions);
  made.text.script = script;
  made.script_plain = std::move(script);
  made.text.library = "业务知识库";
  made.text.department.value = "market";
  made.department_name = "市场部";
  made.digest = std::string(64, 'a');
  made.published_at = kNow.plus_seconds(-1000 + entry);
  return made;
}

template <class T>
T take(Result<T> result) {
  if (!result) {
    ADD_FAILURE() << result.error().code << ": " << result.error().log_detail;
    std::abort();
  }
  return *std::move(result);
}
inline void must(const Status& status) {
  if (!status) ADD_FAILURE() << status.error().code << ": " << status.error().log_detail;
}

struct SmallIndex {
  SmallIndex() : writer(take(open_writer(directory.path))), reader(take(open_reader(directory.path))) {}

  // Each document an entry of its own; committed.
  void put(const std::vector<IndexDocument>& documents) {
    for (const IndexDocument& one : documents) must(writer->replace_entry(one.entry, {&one, 1}));
    must(writer->commit(writer->position() + 1));
  }

  Answer search(Request request) { return take(reader->search(request)); }
  Answer search(const std::string& text) {
    Request request;
    request.text = text;
    request.at = request.known = kNow;
    request.limit = 1000;
    return search(request);
  }
  // Numbers of the entries found, best first.
  std::vector<std::int64_t> found(Request request) {
    std::vector<std::int64_t> entries;
    for (const Hit& hit : search(std::move(request)).hits) entries.push_back(hit.document.entry.value);
    return entries;
  }
  std::vector<std::int64_t> found(const std::string& text) {
    std::vector<std::int64_t> entries;
    for (const Hit& hit : search(text).hits) entries.push_back(hit.document.entry.value);
    return entries;
  }

  TempDirectory directory;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<Reader> reader;
};

}  // namespace koujing::search
