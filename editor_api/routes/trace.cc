// /trace: from a paper to every answer that rests on it and every call that heard it, and back from what an
// agent used to the original. Looking is journalled.
#include <algorithm>
#include <set>

#include "content/flow/agents_desk.h"
#include "content/flow/find_notices.h"
#include "content/journal/trace.h"
#include "content/model/text_rules.h"
#include "editor_api/late_writes.h"
#include "editor_api/presenters/entry.h"
#include "editor_api/routes/note_reading.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

struct Papers {
  std::vector<Notice> notices, repealing;
  std::vector<std::string> names;  // by which texts cite them
};

Result<Papers> papers_of(const Call& call, const Reading& reading) {
  Papers papers;
  KJ_TRY(const auto number, call.query_number("notice"));
  const std::string sha256 = call.request.query_value("original").value_or(""),
                    named = call.request.query_value("document_number").value_or("");
  if ((number ? 1 : 0) + (sha256.empty() ? 0 : 1) + (named.empty() ? 0 : 1) != 1)
    return invalid_input({{"notice",
                           "one_of",
                           {"请只给一样：notice、original 或 document_number",
                            "give one: notice, original or document_number"}}});
  std::vector<NoticeId> ids;
  if (number) ids.push_back(NoticeId{*number});
  if (!sha256.empty()) {
    KJ_TRY(ids, reading.notices().notices_with(sha256));
  }
  for (const NoticeId id : ids) {
    KJ_TRY(auto found, reading.notices().find(id));
    if (found) papers.notices.push_back(*std::move(found));
  }
  std::set<std::string> names;
  if (!named.empty()) {
    names.insert(named);
    KJ_TRY(papers.notices, notices_named(reading, named));
  }
  for (const Notice& notice : papers.notices) {
    names.insert(notice.form.document_number);
    names.insert("《" + notice.form.subject + "》");
  }
  papers.names.assign(names.begin(), names.end());
  for (const std::string& name : papers.names) {
    KJ_TRY(auto some, notices_repealing(reading, name));
    for (Notice& one : some)
      if (std::none_of(papers.repealing.begin(), papers.repealing.end(),
                       [&](const Notice& other) { return other.id == one.id; }))
        papers.repealing.push_back(std::move(one));
  }
  return papers;
}

// What the journal says was looked at; by a number that no notice has, that number.
JournalRef paper_of(const Call& call, const Papers& found) {
  for (const char* kind : {"notice", "original"})
    if (const auto id = call.request.query_value(kind); id && !id->empty()) return {kind, *id};
  if (!found.notices.empty()) return {"notice", std::to_string(found.notices.front().id.value)};
  return {"document_number", call.request.query_value("document_number").value_or("")};
}

Error no_such_paper() {
  return {ErrorKind::kNotFound,
          "not_found",
          {"没有这份来文，也没有来文提到要废止它，没有口径引用它。请核对编号、文号或原件的 SHA-256",
           "there is no such notice, none that repeals it, and no answer that cites it; check the number, "
           "the document "
           "number or the SHA-256 of the original"}};
}

Result<json> summaries(Presenter& present, const std::vector<Notice>& notices) {
  json rows = json::array();
  for (const Notice& one : notices) {
    KJ_TRY(json row, present.notice_summary(one));
    rows.push_back(std::move(row));
  }
  return rows;
}

// As of `at`, as known then (absent: now).
Result<json> resting(Presenter& present, const RestingAnswer& answer, Instant at,
                     std::optional<Instant> known, Instant now) {
  KJ_TRY(const auto events, present.reading().entries().events(answer.revision.entry));
  KJ_TRY(const UseCounts counts, count_uses(present.reading(), answer.revision, known));
  const Span* in = in_force(answer.spans, at, known.value_or(now));
  json spans = json::array();
  for (const Span& span : answer.spans) spans.push_back(span_json(present, span));
  return json{{"entry", answer.revision.entry.value},
              {"revision", answer.revision.number},
              {"title", answer.revision.text.title},
              {"digest", answer.revision.digest},
              {"recorded_at", present.time(answer.revision.recorded_at)},
              {"standing",
               standing_name(newest_standing(events, answer.revision.number, known.value_or(now)).standing)},
              {"change", answer.revision.change.value},
              {"notice", answer.notice ? json(answer.notice->value) : json(nullptr)},
              {"passage", answer.notice ? json(nullptr) : json(answer.passage)},
              {"in_force", in != nullptr},
              {"spans", std::move(spans)},
              {"uses", counts.uses},
              {"reads", counts.reads},
              {"calls", counts.calls}};
}

Result<Reply> papers(Call& call) {
  KJ_TRY(const Page page, call.page());
  const Instant now = call.site.now();
  KJ_TRY(const auto at, call.query_time("as_of"));
  KJ_TRY(const auto known, call.query_time("recorded_at"));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Papers found, papers_of(call, *reading));
  std::vector<NoticeId> ids;
  for (const Notice& one : found.notices) ids.push_back(one.id);
  KJ_TRY(const auto answers, answers_resting_on(*reading, ids, found.names, known, page));
  if (found.notices.empty() && found.repealing.empty() && answers.items.empty() && !page.after)
    return no_such_paper();
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  KJ_TRY(json notices, summaries(present, found.notices));
  KJ_TRY(json repealing, summaries(present, found.repealing));
  reply.body = {{"notices", std::move(notices)},
                {"repealed_by", std::move(repealing)},
                {"items", json::array()},
                {"next_cursor", answers.next ? json(std::to_string(*answers.next)) : json(nullptr)}};
  for (const RestingAnswer& one : answers.items) {
    KJ_TRY(json row, resting(present, one, at.value_or(now), known, now));
    reply.body["items"].push_back(std::move(row));
  }
  if (!page.after)
    KJ_DO(
        note_reading(call, "tracePapers", paper_of(call, found), {"notice", "original", "document_number"}));
  return reply;
}

Result<json> use_json(Presenter& present, const TracedUse& use) {
  KJ_TRY(const auto search, present.reading().record().search(use.search));
  return json{{"journal_seq", use.record.seq},
              {"at", present.time(use.at)},
              {"how", use.how},
              {"person", present.person_ref(use.record.actor)},
              {"call_id", use.call},
              {"search_id", use.search},
              {"q", search && !search->forgotten_at ? json(search->text) : json(nullptr)},
              {"seconds", use.how == "left" ? json(use.seconds) : json(nullptr)}};
}

Result<Reply> uses(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto entry, call.query_number("entry"));
  KJ_TRY(const auto number, call.query_number("revision"));
  KJ_TRY(const auto known, call.query_time("recorded_at"));
  const EntryId id{entry.value_or(0)};
  Reply reply;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    constexpr std::int64_t kMostRevisions = 1'000'000;
    KJ_TRY(const auto revision,
           reading->entries().revision(id, static_cast<int>(std::min(number.value_or(0), kMostRevisions))));
    if (!revision) return not_found("条目的这个版本", "revision of an entry", id.value);
    KJ_TRY(const auto found, uses_of(*reading, *revision, known, page));
    Presenter present(*reading, call.site.utc_offset_minutes);
    reply.body = {{"items", json::array()},
                  {"next_cursor", found.next ? json(std::to_string(*found.next)) : json(nullptr)}};
    for (const TracedUse& one : found.items) {
      KJ_TRY(json row, use_json(present, one));
      reply.body["items"].push_back(std::move(row));
    }
  }
  if (!page.after) KJ_DO(note_tracing(call.flow(), call.person, {"entry", std::to_string(id.value)}));
  return reply;
}

// What happened to the paper and to the set, oldest first.
Result<json> steps_of(Presenter& present, const Revision& revision) {
  constexpr std::size_t kMost = 100;
  std::map<std::int64_t, JournalRecord> steps;
  std::vector<JournalRef> about = {{"change", std::to_string(revision.change.value)}};
  if (revision.notice) about.push_back({"notice", std::to_string(revision.notice->value)});
  for (const JournalRef& ref : about) {
    JournalFilter filter;
    filter.about = ref;
    KJ_TRY(auto records, present.reading().record().journal(filter, false, {kMost, std::nullopt}));
    for (JournalRecord& one : records.items) steps.emplace(one.seq, std::move(one));
  }
  json rows = json::array();
  for (const auto& [seq, one] : steps) rows.push_back(present.journal_record(one));
  return rows;
}

Result<Reply> one_use(Call& call) {
  KJ_TRY(const std::int64_t seq, call.number(0));
  Reply reply;
  std::string search;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const auto rows, reading->record().journal_after(seq - 1, 1));
    const auto use = rows.empty() || rows.front().seq != seq ? std::nullopt : use_of(rows.front());
    if (!use) return not_found("使用记录", "record of a use", seq);
    search = use->search;
    const EntryId entry{std::stoll(use->record.subject.id)};
    KJ_TRY(const auto revision, reading->entries().revision(entry, use->revision));
    if (!revision) return not_found("条目的这个版本", "revision of an entry", entry.value);
    KJ_TRY(const auto events, reading->entries().events(entry));
    const auto [standing, confirmation] = newest_standing(events, revision->number, call.site.now());
    Presenter present(*reading, call.site.utc_offset_minutes);
    KJ_TRY(json shown, use_json(present, *use));
    KJ_TRY(json answer, present.revision(*revision, standing, confirmation));
    KJ_TRY(json steps, steps_of(present, *revision));
    reply.body = {{"use", std::move(shown)}, {"answer", std::move(answer)}, {"steps", std::move(steps)}};
  }
  KJ_DO(note_tracing(call.flow(), call.person, {"search", search}));
  return reply;
}

}  // namespace

std::vector<Route> trace_routes() {
  return {{"GET", "/trace/papers", Permission::kTrace, papers},
          {"GET", "/trace/uses", Permission::kTrace, uses},
          {"GET", "/trace/uses/{seq}", Permission::kTrace, one_use}};
}

}  // namespace koujing::door
