#include <memory>
#include <mutex>
#include <utility>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/search_index.h"
#include "search/xapian/find_candidates.h"
#include "search/xapian/fingerprint.h"
#include "search/xapian/run_search.h"
#include "search/xapian/session_pool.h"
#include "search/xapian/writer.h"

namespace koujing::search {
namespace {

class XapianReader final : public Reader {
 public:
  explicit XapianReader(std::filesystem::path directory) : pool_(std::move(directory)) {}

  Result<Answer> search(const Request& request) override {
    return pool_.with_session(
        [&](IndexSession& session) { return run_search(session, *lexicon(), request); });
  }

  Result<std::vector<std::string>> suggest(const std::string& text, Instant at, std::size_t limit,
                                           const Filters& filters) override {
    Request request;
    request.text = text;
    request.at = request.known = at;
    request.limit = limit;
    request.filters = filters;
    request.facets = false;
    return pool_.with_session(
        [&](IndexSession& session) { return run_suggest(session, *lexicon(), request); });
  }

  Result<std::vector<std::pair<EntryId, Features>>> features(const Request& request) override {
    return pool_.with_session(
        [&](IndexSession& session) { return run_features(session, *lexicon(), request); });
  }

  Result<std::vector<double>> rarity(std::span<const std::string> words) override {
    return pool_.with_session([&](IndexSession& session) -> Result<std::vector<double>> {
      const auto documents = static_cast<double>(session.table->alive_documents());
      std::vector<double> rarities;
      for (const std::string& word : words)
        rarities.push_back(
            idf(documents, static_cast<double>(session.frequency(term(field("word").prefix, word)))));
      return rarities;
    });
  }

  void use_lexicon(const Lexicon& lexicon) override {
    auto made = std::make_shared<const PreparedLexicon>(lexicon);
    const std::lock_guard lock(lexicon_mutex_);
    lexicon_ = std::move(made);
  }

  Result<std::int64_t> position() override {
    return pool_.with_session(
        [](IndexSession& session) -> Result<std::int64_t> { return stored_position(session.tail); });
  }

  Result<std::size_t> documents() override {
    return pool_.with_session(
        [](IndexSession& session) -> Result<std::size_t> { return session.table->alive_documents(); });
  }

  Result<std::string> fingerprint() override {
    return pool_.with_session(
        [](IndexSession& session) -> Result<std::string> { return koujing::search::fingerprint(session); });
  }

 private:
  // Without one, an empty one is made by the first search: it reads the dictionary, 0.1 s.
  std::shared_ptr<const PreparedLexicon> lexicon() {
    const std::lock_guard lock(lexicon_mutex_);
    if (!lexicon_) lexicon_ = std::make_shared<const PreparedLexicon>();
    return lexicon_;
  }

  SessionPool pool_;
  std::mutex lexicon_mutex_;
  std::shared_ptr<const PreparedLexicon> lexicon_;
};

}  // namespace

Result<std::unique_ptr<Reader>> open_reader(const std::filesystem::path& directory) {
  return std::unique_ptr<Reader>(std::make_unique<XapianReader>(directory));
}

}  // namespace koujing::search
