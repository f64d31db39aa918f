#include "content/store/sql/sql_lexicon.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"

namespace koujing::sql {

using nlohmann::json;
using soci::into;
using soci::use;

namespace {

constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();

std::string evidence_text(const Evidence& evidence) {
  json examples = json::array();
  for (const auto& [with_from, with_to] : evidence.examples) examples.push_back({with_from, with_to});
  return canonical(json{{"times", evidence.times},
                        {"entries", evidence.entries},
                        {"people", evidence.people},
                        {"examples", std::move(examples)}});
}

Evidence evidence_of(const std::string& text) {
  const json from = json::parse(text);
  Evidence evidence{from.at("times").get<std::int64_t>(),
                    from.at("entries").get<std::int64_t>(),
                    from.at("people").get<std::int64_t>(),
                    {}};
  for (const json& pair : from.at("examples"))
    evidence.examples.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
  return evidence;
}

}  // namespace

void SqlLexicon::raise_version() { session_.soci << "UPDATE lexicon SET version = version + 1"; }

Result<LexiconMark> SqlLexicon::mark() const {
  return guarded(session_, [&]() -> Result<LexiconMark> {
    LexiconMark mark;
    MaybeNumber reset;
    session_.soci << "SELECT version, uses_reset_at, uses_forgotten FROM lexicon", into(mark.version),
        into(reset.value, reset.indicator), into(mark.uses_forgotten);
    mark.uses_reset_at = reset.instant();
    return mark;
  });
}

// Any id when it is 0.
std::vector<Synonym> SqlLexicon::read(const SynonymFilter& filter, std::int64_t id, std::int64_t after,
                                      std::int64_t most) const {
  Synonym row;
  std::string to, state, origin, evidence;
  int both_ways = 0;
  std::vector<Synonym> synonyms;
  const std::string wanted = filter.state ? std::string(synonym_state_name(*filter.state)) : "";
  const std::string pattern = filter.text.empty() ? "" : like_pattern(filter.text);
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT id, from_text, to_texts, both_ways, state, origin, evidence, by, at, version FROM "
              "synonyms "
              "WHERE (:id1 = 0 OR id = :id2) AND id > :after AND (:s1 = '' OR state = :s2) AND (:p1 = '' OR "
              "from_text LIKE :p2 ESCAPE '\\' OR to_texts LIKE :p3 ESCAPE '\\') ORDER BY id LIMIT :most",
       use(id, "id1"), use(id, "id2"), use(after, "after"), use(wanted, "s1"), use(wanted, "s2"),
       use(pattern, "p1"), use(pattern, "p2"), use(pattern, "p3"), use(most, "most"), into(row.id.value),
       into(row.form.from), into(to), into(both_ways), into(state), into(origin), into(evidence),
       into(row.by.value), into(row.at.us), into(row.version));
  rows.execute();
  while (rows.fetch()) {
    row.form.to = json::parse(to).get<std::vector<std::string>>();
    row.form.both_ways = both_ways != 0;
    row.state = synonym_state_from_name(state).value_or(SynonymState::kDeclined);
    row.origin = synonym_origin_from_name(origin).value_or(SynonymOrigin::kPerson);
    row.evidence = evidence_of(evidence);
    synonyms.push_back(row);
  }
  return synonyms;
}

Result<std::optional<Synonym>> SqlLexicon::synonym(SynonymId id) const {
  return guarded(session_, [&]() -> Result<std::optional<Synonym>> {
    if (!id) return std::optional<Synonym>();
    auto found = read({}, id.value, 0, 1);
    if (found.empty()) return std::optional<Synonym>();
    return std::optional<Synonym>(std::move(found.front()));
  });
}

Result<Listing<Synonym>> SqlLexicon::synonyms(const SynonymFilter& filter, const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<Synonym>> {
    Listing<Synonym> listing{
        read(filter, 0, page.after.value_or(0), static_cast<std::int64_t>(page.limit) + 1), std::nullopt};
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().id.value;
    }
    return listing;
  });
}

Result<std::vector<Synonym>> SqlLexicon::all_synonyms() const {
  return guarded(session_, [&]() -> Result<std::vector<Synonym>> { return read({}, 0, 0, kAll); });
}

Result<std::vector<SynonymVersion>> SqlLexicon::synonym_versions() const {
  return guarded(session_, [&]() -> Result<std::vector<SynonymVersion>> {
    SynonymVersion row;
    std::string verb, detail;
    std::vector<SynonymVersion> versions;
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT CAST(subject_id AS INTEGER) AS id, at, verb, detail FROM journal WHERE verb IN "
                "('add_synonym', 'change_synonym', 'remove_synonym', 'propose_synonym', 'approve_synonym', "
                "'decline_synonym') ORDER BY id, seq",
         into(row.id.value), into(row.at.us), into(verb), into(detail));
    rows.execute();
    while (rows.fetch()) {
      const json said = json::parse(detail);
      row.form = {said.at("from").get<std::string>(), said.at("to").get<std::vector<std::string>>(),
                  said.at("both_ways").get<bool>()};
      row.active = verb != "remove_synonym" &&
                   said.at("state").get<std::string>() == synonym_state_name(SynonymState::kActive);
      versions.push_back(row);
    }
    return versions;
  });
}

Result<Listing<DictionaryWord>> SqlLexicon::words(const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<DictionaryWord>> {
    DictionaryWord row;
    Listing<DictionaryWord> listing;
    const std::int64_t after = page.after.value_or(0), most = static_cast<std::int64_t>(page.limit) + 1;
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT id, word, by, at FROM dictionary_words WHERE id > :after ORDER BY id LIMIT :most",
         use(after), use(most), into(row.id), into(row.word), into(row.by.value), into(row.at.us));
    rows.execute();
    while (rows.fetch()) listing.items.push_back(row);
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().id;
    }
    return listing;
  });
}

Result<std::vector<std::string>> SqlLexicon::all_words() const {
  return guarded(session_, [&]() -> Result<std::vector<std::string>> {
    std::string word;
    std::vector<std::string> words;
    soci::statement rows =
        (session_.soci.prepare << "SELECT word FROM dictionary_words ORDER BY word", into(word));
    rows.execute();
    while (rows.fetch()) words.push_back(word);
    return words;
  });
}

Result<SynonymId> SqlLexicon::add_synonym(const Synonym& synonym) {
  return guarded(session_, [&]() -> Result<SynonymId> {
    SynonymId id;
    const std::string to = canonical(json(synonym.form.to)), evidence = evidence_text(synonym.evidence),
                      state(synonym_state_name(synonym.state)), origin(synonym_origin_name(synonym.origin));
    const int both_ways = synonym.form.both_ways ? 1 : 0;
    session_.soci << "INSERT INTO synonyms (from_text, to_texts, both_ways, state, origin, evidence, by, at, "
                     "version) VALUES (:from, :to, :both, :state, :origin, :evidence, :by, :at, :version) "
                     "RETURNING id",
        use(synonym.form.from), use(to), use(both_ways), use(state), use(origin), use(evidence),
        use(synonym.by.value), use(synonym.at.us), use(synonym.version), into(id.value);
    raise_version();
    return id;
  });
}

// Origin and evidence stay as they were.
Status SqlLexicon::save_synonym(const Synonym& synonym) {
  return guarded(session_, [&]() -> Status {
    const std::string to = canonical(json(synonym.form.to)), state(synonym_state_name(synonym.state));
    const int both_ways = synonym.form.both_ways ? 1 : 0;
    session_.soci
        << "UPDATE synonyms SET from_text = :from, to_texts = :to, both_ways = :both, state = :state, "
           "by = :by, at = :at, version = :version WHERE id = :id",
        use(synonym.form.from), use(to), use(both_ways), use(state), use(synonym.by.value),
        use(synonym.at.us), use(synonym.version), use(synonym.id.value);
    raise_version();
    return {};
  });
}

Status SqlLexicon::remove_synonym(SynonymId id) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "DELETE FROM synonyms WHERE id = :id", use(id.value);
    raise_version();
    return {};
  });
}

Status SqlLexicon::add_word(const DictionaryWord& word) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO dictionary_words (word, by, at) VALUES (:word, :by, :at)", use(word.word),
        use(word.by.value), use(word.at.us);
    raise_version();
    return {};
  });
}

Status SqlLexicon::remove_word(const std::string& word) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "DELETE FROM dictionary_words WHERE word = :word", use(word);
    raise_version();
    return {};
  });
}

Status SqlLexicon::reset_uses(Instant at) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "UPDATE lexicon SET uses_reset_at = :at", use(at.us);
    raise_version();
    return {};
  });
}

}  // namespace koujing::sql
