#include "content/store/sql/sql_questions.h"

namespace koujing::sql {

using soci::into;
using soci::use;

// Every condition is bound; an empty one lets everything pass.
struct SqlQuestions::Query {
  std::int64_t id = 0, before = 0, person = 0, entry = 0, due_by = 0;
  int news = 0;
  std::string state, department;
  std::int64_t limit = 1;
};

std::vector<Question> SqlQuestions::read(const Query& query) const {
  Question row;
  std::string kind, state;
  MaybeNumber entry, revision, node, due, notice;
  MaybeText department;
  std::vector<Question> questions;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT id, kind, text, query, entry, revision, region, product, node, asked_at, dispatch_due, "
              "state, department, answer_due, answer, notice, version FROM questions q "
              "WHERE (:id1 = 0 OR id = :id2) AND (:before1 = 0 OR id < :before2) "
              "AND (:state1 = '' OR state = :state2) AND (:department1 = '' OR department = :department2) "
              "AND (:entry1 = 0 OR entry = :entry2) "
              "AND (:due1 = 0 OR (state = 'open' AND dispatch_due <= :due2) "
              "OR (state = 'routed' AND answer_due <= :due3)) "
              "AND (:person1 = 0 OR EXISTS (SELECT 1 FROM question_askers a WHERE a.question = q.id AND "
              "a.person = :person2 AND (:news = 0 OR (a.seen < q.version AND q.state IN "
              "('answered', 'published', 'closed'))))) "
              "ORDER BY id DESC LIMIT :most",
       use(query.id, "id1"), use(query.id, "id2"), use(query.before, "before1"), use(query.before, "before2"),
       use(query.state, "state1"), use(query.state, "state2"), use(query.department, "department1"),
       use(query.department, "department2"), use(query.entry, "entry1"), use(query.entry, "entry2"),
       use(query.due_by, "due1"), use(query.due_by, "due2"), use(query.due_by, "due3"),
       use(query.person, "person1"), use(query.person, "person2"), use(query.news, "news"),
       use(query.limit, "most"), into(row.id.value), into(kind), into(row.form.text), into(row.form.query),
       into(entry.value, entry.indicator), into(revision.value, revision.indicator), into(row.form.region),
       into(row.form.product), into(node.value, node.indicator), into(row.asked_at.us),
       into(row.dispatch_due.us), into(state), into(department.value, department.indicator),
       into(due.value, due.indicator), into(row.answer), into(notice.value, notice.indicator),
       into(row.version));
  rows.execute();
  while (rows.fetch()) {
    row.form.kind = question_kind_from_name(kind).value_or(QuestionKind::kQuestion);
    row.state = question_state_from_name(state).value_or(QuestionState::kOpen);
    row.form.entry = entry.id<EntryId>();
    row.form.revision = revision.indicator == soci::i_ok ? static_cast<int>(revision.value) : 0;
    row.form.node = node.id<CatalogueId>();
    row.department.reset();
    if (!department.text().empty()) row.department = DepartmentCode{department.text()};
    row.answer_due = due.instant();
    row.notice = notice.id<NoticeId>();
    questions.push_back(row);
  }
  for (Question& question : questions) {
    question.askers = askers_of(question.id);
    question.steps = steps_of(question.id);
    if (!question.askers.empty()) question.form.asking = question.askers.front().asking;
  }
  return questions;
}

std::vector<QuestionAsker> SqlQuestions::askers_of(QuestionId id) const {
  QuestionAsker row;
  std::vector<QuestionAsker> askers;
  soci::statement rows = (session_.soci.prepare << "SELECT person, at, search, call_id, callback, seen FROM "
                                                   "question_askers WHERE question = :question ORDER BY at",
                          use(id.value), into(row.by.value), into(row.at.us), into(row.asking.search),
                          into(row.asking.call_id), into(row.asking.callback), into(row.seen));
  rows.execute();
  while (rows.fetch()) askers.push_back(row);
  return askers;
}

std::vector<QuestionStep> SqlQuestions::steps_of(QuestionId id) const {
  QuestionStep row;
  MaybeNumber by;
  MaybeText department;
  std::vector<QuestionStep> steps;
  soci::statement rows =
      (session_.soci.prepare << "SELECT verb, by, at, text, department FROM question_steps "
                                "WHERE question = :question ORDER BY number",
       use(id.value), into(row.verb), into(by.value, by.indicator), into(row.at.us), into(row.text),
       into(department.value, department.indicator));
  rows.execute();
  while (rows.fetch()) {
    row.by = by.id<PersonId>().value_or(PersonId{});
    row.department.reset();
    if (!department.text().empty()) row.department = DepartmentCode{department.text()};
    steps.push_back(row);
  }
  return steps;
}

Result<std::optional<Question>> SqlQuestions::find(QuestionId id) const {
  return guarded(session_, [&]() -> Result<std::optional<Question>> {
    if (!id) return std::optional<Question>();
    Query query;
    query.id = id.value;
    auto found = read(query);
    if (found.empty()) return std::optional<Question>();
    return std::optional<Question>(std::move(found.front()));
  });
}

Result<std::optional<QuestionId>> SqlQuestions::by_notice(NoticeId notice) const {
  return guarded(session_, [&]() -> Result<std::optional<QuestionId>> {
    std::int64_t id = 0;
    session_.soci << "SELECT id FROM questions WHERE notice = :notice", use(notice.value), into(id);
    if (!session_.soci.got_data()) return std::optional<QuestionId>();
    return std::optional<QuestionId>(QuestionId{id});
  });
}

Result<Listing<Question>> SqlQuestions::list(const QuestionFilter& filter, const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<Question>> {
    Query query;
    query.before = page.after.value_or(0);
    if (filter.state) query.state = question_state_name(*filter.state);
    if (filter.department) query.department = filter.department->value;
    if (filter.asked_by) query.person = filter.asked_by->value;
    if (filter.entry) query.entry = filter.entry->value;
    if (filter.due_by) query.due_by = filter.due_by->us;
    query.news = filter.with_news_for_asker ? 1 : 0;
    query.limit = static_cast<std::int64_t>(page.limit) + 1;
    Listing<Question> listing{read(query), std::nullopt};
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().id.value;
    }
    return listing;
  });
}

Result<QuestionId> SqlQuestions::add(const Question& question) {
  return guarded(session_, [&]() -> Result<QuestionId> {
    QuestionId id;
    const QuestionForm& form = question.form;
    const std::string kind(question_kind_name(form.kind)), state(question_state_name(question.state));
    MaybeNumber entry(form.entry), node(form.node), due(question.answer_due),
        revision(form.entry ? std::optional<std::int64_t>(form.revision) : std::nullopt);
    MaybeText department(question.department ? question.department->value : "");
    session_.soci << "INSERT INTO questions (kind, text, query, entry, revision, region, product, node, "
                     "asked_at, dispatch_due, state, department, answer_due, version) VALUES (:kind, :text, "
                     ":query, :entry, :revision, :region, :product, :node, :asked_at, :dispatch_due, :state, "
                     ":department, :answer_due, :version) RETURNING id",
        use(kind), use(form.text), use(form.query), use(entry.value, entry.indicator),
        use(revision.value, revision.indicator), use(form.region), use(form.product),
        use(node.value, node.indicator), use(question.asked_at.us), use(question.dispatch_due.us), use(state),
        use(department.value, department.indicator), use(due.value, due.indicator), use(question.version),
        into(id.value);
    return id;
  });
}

Status SqlQuestions::save(const Question& question) {
  return guarded(session_, [&]() -> Status {
    const std::string state(question_state_name(question.state));
    MaybeNumber due(question.answer_due), notice(question.notice);
    MaybeText department(question.department ? question.department->value : "");
    session_.soci << "UPDATE questions SET state = :state, department = :department, answer_due = :due, "
                     "answer = :answer, notice = :notice, version = :version WHERE id = :id",
        use(state), use(department.value, department.indicator), use(due.value, due.indicator),
        use(question.answer), use(notice.value, notice.indicator), use(question.version),
        use(question.id.value);
    return {};
  });
}

Status SqlQuestions::add_asker(QuestionId id, const QuestionAsker& asker) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO question_askers (question, person, at, search, call_id, callback, seen) "
                     "VALUES (:question, :person, :at, :search, :call, :callback, :seen) "
                     "ON CONFLICT (question, person) DO UPDATE SET search = excluded.search, "
                     "call_id = excluded.call_id, callback = excluded.callback",
        use(id.value), use(asker.by.value), use(asker.at.us), use(asker.asking.search),
        use(asker.asking.call_id), use(asker.asking.callback), use(asker.seen);
    return {};
  });
}

Status SqlQuestions::add_step(QuestionId id, const QuestionStep& step) {
  return guarded(session_, [&]() -> Status {
    MaybeNumber by(step.by ? std::optional(step.by) : std::nullopt);
    MaybeText department(step.department ? step.department->value : "");
    session_.soci << "INSERT INTO question_steps (question, number, verb, by, at, text, department) VALUES "
                     "(:question, 1 + (SELECT coalesce(max(number), 0) FROM question_steps WHERE question = "
                     ":same), :verb, :by, :at, :text, :department)",
        use(id.value, "question"), use(id.value, "same"), use(step.verb, "verb"),
        use(by.value, by.indicator, "by"), use(step.at.us, "at"), use(step.text, "text"),
        use(department.value, department.indicator, "department");
    return {};
  });
}

Status SqlQuestions::set_seen(QuestionId id, PersonId person, std::int64_t version) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "UPDATE question_askers SET seen = :version WHERE question = :question AND person = "
                     ":person AND seen < :same",
        use(version, "version"), use(id.value, "question"), use(person.value, "person"), use(version, "same");
    return {};
  });
}

Result<std::int64_t> SqlQuestions::late_count(Instant now) const {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t count = 0;
    session_.soci << "SELECT (SELECT count(*) FROM questions WHERE state = 'open' AND dispatch_due <= :now) "
                     "+ (SELECT count(*) FROM questions WHERE state = 'routed' AND answer_due <= :same)",
        use(now.us, "now"), use(now.us, "same"), into(count);
    return count;
  });
}

// A step "escalate" without a department told of the routing, one with a department of an answer.
Result<std::vector<QuestionId>> SqlQuestions::late_untold(Instant now, std::size_t most) const {
  return guarded(session_, [&]() -> Result<std::vector<QuestionId>> {
    QuestionId id;
    const auto limit = static_cast<std::int64_t>(most);
    std::vector<QuestionId> ids;
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT id FROM questions q WHERE (state = 'open' AND dispatch_due <= :now AND NOT EXISTS "
                "(SELECT 1 FROM question_steps s WHERE s.question = q.id AND s.verb = 'escalate' AND "
                "s.department IS NULL)) OR (state = 'routed' AND answer_due <= :same AND NOT EXISTS (SELECT "
                "1 "
                "FROM question_steps s WHERE s.question = q.id AND s.verb = 'escalate' AND s.department IS "
                "NOT "
                "NULL AND s.at >= q.answer_due)) ORDER BY id LIMIT :most",
         use(now.us, "now"), use(now.us, "same"), use(limit, "most"), into(id.value));
    rows.execute();
    while (rows.fetch()) ids.push_back(id);
    return ids;
  });
}

std::vector<std::int64_t> SqlQuestions::with_callbacks(Instant before, std::int64_t most) const {
  std::int64_t id = 0;
  std::vector<std::int64_t> ids;
  soci::statement rows =
      (session_.soci.prepare << "SELECT q.id FROM questions q WHERE q.state IN ('published', 'closed') AND "
                                "EXISTS (SELECT 1 FROM "
                                "question_askers a WHERE a.question = q.id AND a.callback <> '') AND :before "
                                "> (SELECT max(s.at) FROM "
                                "question_steps s WHERE s.question = q.id) ORDER BY q.id LIMIT :most",
       use(before.us), use(most), into(id));
  rows.execute();
  while (rows.fetch()) ids.push_back(id);
  return ids;
}

Result<bool> SqlQuestions::has_callbacks_before(Instant at) const {
  return guarded(session_, [&]() -> Result<bool> { return !with_callbacks(at, 1).empty(); });
}

Result<std::size_t> SqlQuestions::forget_callbacks(Instant before, std::size_t most) {
  return guarded(session_, [&]() -> Result<std::size_t> {
    const auto ids = with_callbacks(before, static_cast<std::int64_t>(most));
    for (const std::int64_t id : ids) {
      session_.soci << "UPDATE question_askers SET callback = '' WHERE question = :question", use(id);
      session_.soci << "UPDATE question_steps SET text = '' WHERE question = :question AND verb = 'join'",
          use(id);
    }
    return ids.size();
  });
}

}  // namespace koujing::sql
