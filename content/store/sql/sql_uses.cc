// The part of SqlLexicon that reads and writes what served which question.
#include <nlohmann/json.hpp>

#include "content/store/sql/sql_lexicon.h"

namespace koujing::sql {

using soci::into;
using soci::use;

// seq and time grow together, so the index on the time finds where the first reading begins.
Result<std::vector<AnswerUse>> SqlLexicon::uses_after(std::int64_t seq, Instant since,
                                                      std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<AnswerUse>> {
    AnswerUse row;
    std::vector<AnswerUse> uses;
    const auto most = static_cast<std::int64_t>(limit);
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT u.seq, u.at, u.person, u.entry, u.search, u.question, u.how FROM answer_uses u WHERE "
                "u.seq > :seq AND u.seq >= (SELECT seq FROM answer_uses WHERE at >= :since ORDER BY at "
                "LIMIT 1) AND "
             << kByWhoAnswersCalls << " ORDER BY u.seq LIMIT :most",
         use(seq), use(since.us), use(most), into(row.seq), into(row.at.us), into(row.person.value),
         into(row.entry.value), into(row.search), into(row.question), into(row.how));
    rows.execute();
    while (rows.fetch()) uses.push_back(row);
    return uses;
  });
}

Result<std::vector<Rewording>> SqlLexicon::rewordings(Instant since, std::int64_t seconds,
                                                      std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<Rewording>> {
    Rewording row;
    int answered = 0;
    std::vector<Rewording> rewordings;
    const std::int64_t us = seconds * 1'000'000, most = static_cast<std::int64_t>(limit);
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT s.person, f.query, CASE WHEN f.total = 0 OR f.relaxed = 1 THEN 0 ELSE 1 END, "
                "s.query, "
                "u.entry FROM answer_uses u JOIN searches s ON s.id = u.search "
                "JOIN searches f ON f.person = s.person AND f.at >= s.at - :us AND f.at < s.at "
                "WHERE u.at >= :since AND f.query <> s.query AND f.forgotten_at IS NULL AND s.forgotten_at "
                "IS NULL "
                "AND NOT EXISTS "
                "(SELECT 1 FROM answer_uses x WHERE x.search = f.id) "
                "AND NOT EXISTS (SELECT 1 FROM answer_uses y WHERE y.search = u.search AND y.seq < u.seq) "
                "ORDER BY u.at DESC LIMIT :most",
         use(us), use(since.us), use(most), into(row.person.value), into(row.first), into(answered),
         into(row.second), into(row.entry.value));
    rows.execute();
    while (rows.fetch()) {
      row.first_answered = answered != 0;
      rewordings.push_back(row);
    }
    return rewordings;
  });
}

Result<std::vector<ServedQuestion>> SqlLexicon::served_questions(EntryId entry, Instant since,
                                                                 std::int64_t least, int utc_offset_minutes,
                                                                 std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<ServedQuestion>> {
    ServedQuestion row;
    std::vector<ServedQuestion> questions;
    const std::int64_t shift = std::int64_t{utc_offset_minutes} * 60'000'000,
                       most = static_cast<std::int64_t>(limit);
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT question, times, people, days, last FROM (SELECT question, count(*) AS times, "
                "count(DISTINCT person) AS people, count(DISTINCT (at + :shift) / 86400000000) AS days, "
                "max(at) AS last FROM answer_uses WHERE entry = :entry AND at >= :since AND question <> '' "
                "GROUP BY question) AS served WHERE people >= :p OR days >= :d "
                "ORDER BY times DESC, question LIMIT :most",
         use(shift, "shift"), use(entry.value, "entry"), use(since.us, "since"), use(least, "p"),
         use(least, "d"), use(most, "most"), into(row.question), into(row.times), into(row.people),
         into(row.days), into(row.last.us));
    rows.execute();
    while (rows.fetch()) questions.push_back(row);
    return questions;
  });
}

Result<std::vector<EntryQuestions>> SqlLexicon::questions_after(EntryId entry, std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<EntryQuestions>> {
    EntryQuestions row;
    std::string title, content;
    std::vector<EntryQuestions> all;
    const auto most = static_cast<std::int64_t>(limit);
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT r.entry, r.title, r.content FROM entries e JOIN revisions r ON r.entry = e.id AND "
                "r.number = (SELECT max(number) FROM revisions WHERE entry = e.id) WHERE e.id > :after "
                "ORDER BY e.id LIMIT :most",
         use(entry.value), use(most), into(row.entry.value), into(title), into(content));
    rows.execute();
    while (rows.fetch()) {
      row.questions = {title};
      const auto text = nlohmann::json::parse(content);
      for (const auto& question : text.at("questions")) row.questions.push_back(question.get<std::string>());
      all.push_back(row);
    }
    return all;
  });
}

Status SqlLexicon::add_use(const AnswerUse& row) {
  return guarded(session_, [&]() -> Status {
    session_.soci
        << "INSERT INTO answer_uses (seq, at, person, entry, search, question, how) VALUES (:seq, :at, "
           ":person, :entry, :search, :question, :how)",
        use(row.seq), use(row.at.us), use(row.person.value), use(row.entry.value), use(row.search),
        use(row.question), use(row.how);
    return {};
  });
}

}  // namespace koujing::sql
