#include "content/reports/audit_report.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "content/journal/find_record.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr std::size_t kPage = 100;

// To the nearest.
std::int64_t minutes_between(Instant from, Instant to) {
  constexpr std::int64_t kMinute = 60'000'000;
  return (to.us - from.us + kMinute / 2) / kMinute;
}

std::int64_t allowed(const StageHours& hours, Urgency urgency) {
  if (urgency == Urgency::kEmergency) return hours.emergency;
  return urgency == Urgency::kUrgent ? hours.urgent : hours.normal;
}

// The value that `share` of the sorted values do not exceed.
std::int64_t quantile(const std::vector<std::int64_t>& sorted, double share) {
  const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(place, 1) - 1];
}

class Gathering {
 public:
  Gathering(const Reading& reading, const StageRules& rules, AuditReport& report)
      : reading_(reading), rules_(rules), report_(report) {}

  Status gather() {
    const Instant to = report_.period.to;
    KJ_TRY(const std::int64_t before, last_record_before(reading_.record(), report_.period.from));
    KJ_TRY(const std::int64_t last, last_record_before(reading_.record(), to));
    if (last > before) {
      report_.first_record = before + 1;
      report_.last_record = last;
    }
    KJ_DO(publications(before, last));
    // The end is no part of the period: what was recorded at that very moment is not known yet.
    KJ_DO(coverage(std::min(Instant{to.us - 1}, report_.made_at)));
    KJ_DO(readers());
    tell_stages();
    return {};
  }

 private:
  Status publications(std::int64_t before, std::int64_t last) {
    JournalFilter filter;
    filter.verbs = {"publish_change", "publish_emergency", "import_entries"};
    filter.above = before;
    filter.upto = last;
    Page page{kPage, std::nullopt};
    do {
      KJ_TRY(const auto records, reading_.record().journal(filter, false, page));
      for (const JournalRecord& record : records.items) KJ_DO(published(record));
      if (report_.publications.size() > kMostPublications)
        return Error{
            ErrorKind::kTooLarge,
            "report_too_large",
            {"这段时间发布超过 " + std::to_string(kMostPublications) + " 次，请分段出具报告",
             "more than " + std::to_string(kMostPublications) + " publications; make the report in parts"}};
      page.after = records.next;
    } while (page.after);
    return {};
  }

  Status published(const JournalRecord& record) {
    if (record.subject.kind != "change") return {};
    KJ_TRY(auto change, reading_.changes().find(ChangeId{std::stoll(record.subject.id)}));
    if (!change) return {};
    PublicationLine line;
    line.journal_seq = record.seq;
    line.published_at = record.at;
    line.kind = record.verb == "publish_emergency" ? "emergency"
                : record.verb == "import_entries"  ? "imported"
                                                   : "confirmed";
    KJ_TRY(const auto events, reading_.entries().events_of(change->id));
    std::set<EntryId> entries;
    for (const EntryEvent& event : events) entries.insert(event.entry);
    line.entries = entries.size();
    std::optional<Notice> notice;
    if (change->notice) {
      KJ_TRY(notice, reading_.notices().find(*change->notice));
    }
    if (notice) {
      line.document_number = notice->form.document_number;
      line.subject = notice->form.subject;
    }
    if (const auto& one = change->confirmation; one && !one->voided) {
      line.confirmed_at = one->at;
      line.four_eyes =
          std::find(change->authors.begin(), change->authors.end(), one->by) == change->authors.end();
    }
    if (line.kind == "emergency") {
      line.hours_allowed = rules_.confirm.emergency;
      line.late = line.hours_allowed > 0 && line.published_at.plus_seconds(line.hours_allowed * 3600) <
                                                line.confirmed_at.value_or(report_.made_at);
    }
    if (notice) stages_of(*notice, *change, line);
    change->content.items.clear();
    line.change = *std::move(change);
    report_.publications.push_back(std::move(line));
    return {};
  }

  void stages_of(const Notice& notice, const ChangeSet& change, const PublicationLine& line) {
    const Urgency urgency = notice.form.urgency;
    std::optional<Instant> assigned;
    for (const Review& review : notice.reviews)
      if (review.decision == "assign") assigned = review.at;
    const auto took = [&](StageName stage, std::optional<Instant> from, std::optional<Instant> to,
                          const StageHours& hours) {
      if (!from || !to || *to < *from) return;
      Took& all = took_[{change.department.value, stage}];
      all.minutes.push_back(minutes_between(*from, *to));
      const std::int64_t most = allowed(hours, urgency);
      if (most > 0 && from->plus_seconds(most * 3600) < *to) ++all.late;
    };
    took(StageName::kReview, notice.received_at, assigned, rules_.review);
    took(StageName::kDraft, assigned, change.submitted_at, rules_.draft);
    took(StageName::kConfirm, line.kind == "emergency" ? line.published_at : change.submitted_at,
         line.confirmed_at, rules_.confirm);
    if (line.kind != "emergency")
      took(StageName::kPublish, line.confirmed_at, line.published_at, rules_.publish);
  }

  void tell_stages() {
    for (auto& [key, all] : took_) {
      std::sort(all.minutes.begin(), all.minutes.end());
      report_.stages.push_back({DepartmentCode{key.first}, key.second,
                                static_cast<std::int64_t>(all.minutes.size()), all.late,
                                quantile(all.minutes, 0.5), quantile(all.minutes, 0.9), all.minutes.back()});
    }
  }

  Status coverage(Instant at) {
    constexpr std::size_t kEntriesARead = 1'000;
    EntryId after;
    for (;;) {
      KJ_TRY(const auto events, reading_.entries().events_after(after, kEntriesARead));
      if (events.empty()) return {};
      for (auto begin = events.begin(); begin != events.end();) {
        const auto end = std::find_if(begin, events.end(),
                                      [&](const EntryEvent& event) { return event.entry != begin->entry; });
        KJ_DO(covered(std::span(begin, end), at));
        begin = end;
      }
      after = events.back().entry;
    }
  }

  Status covered(std::span<const EntryEvent> events, Instant at) {
    const auto spans = spans_of(events);
    const Span* span = in_force(spans, at, at);
    if (span == nullptr) return {};
    ++report_.in_force;
    if (span->standing == Standing::kConfirmed) {
      ++report_.confirmed;
      return {};
    }
    ++(span->standing == Standing::kUnconfirmed ? report_.unconfirmed : report_.imported);
    if (report_.not_confirmed.size() == kMostListed) return {};
    KJ_TRY(const auto revision, reading_.entries().revision(events.front().entry, span->number));
    if (!revision) return {};
    report_.not_confirmed.push_back({revision->entry, revision->number, revision->text.title,
                                     revision->text.department, span->standing, span->valid.from,
                                     revision->change});
    return {};
  }

  Status readers() {
    std::map<PersonId, ReaderLine> lines;
    KJ_TRY(const auto counts, reading_.desk().act_counts(report_.period.from, report_.period.to));
    for (const ActCount& one : counts) {
      ReaderLine& line = lines[one.person];
      if (one.act == "searched") line.searches = one.times;
      if (one.act == "opened") line.opened = one.times;
      if (one.act == "copied") line.copied = one.times;
      if (one.act == "read_out") line.read_out = one.times;
      if (one.act == "acknowledge_revision") line.revisions_acknowledged = one.times;
      if (one.act == "acknowledge_bulletin") line.bulletins_acknowledged = one.times;
    }
    KJ_TRY(const auto people, reading_.people().all());
    KJ_DO(missing(people, lines));
    for (const Person& person : people)
      if (const auto line = lines.find(person.id); line != lines.end()) {
        line->second.person = person.id;
        line->second.skill_group = person.skill_group;
      }
    for (auto& [person, line] : lines) report_.readers.push_back(std::move(line));
    return {};
  }

  Status missing(const std::vector<Person>& people, std::map<PersonId, ReaderLine>& lines) {
    Page page{kPage, std::nullopt};
    do {
      KJ_TRY(const auto listed, reading_.bulletins().list(std::nullopt, page));
      for (const Bulletin& bulletin : listed.items) {
        const bool over = bulletin.pinned.to && *bulletin.pinned.to <= report_.period.from;
        if (over || !(bulletin.pinned.from < report_.period.to)) continue;
        KJ_TRY(const auto acks, reading_.bulletins().acknowledgements(bulletin.id));
        std::set<PersonId> known;
        for (const BulletinAck& ack : acks) known.insert(ack.person);
        for (const Person& person : people)
          if (!person.disabled && (person.has(Role::kAgent) || person.has(Role::kLeader)) &&
              !known.contains(person.id))
            ++lines[person.id].bulletins_missing;
      }
      page.after = listed.next;
    } while (page.after);
    return {};
  }

  struct Took {
    std::vector<std::int64_t> minutes;
    std::int64_t late = 0;
  };
  const Reading& reading_;
  const StageRules& rules_;
  AuditReport& report_;
  std::map<std::pair<std::string, StageName>, Took> took_;
};

}  // namespace

Result<AuditReport> audit_report(const Reading& reading, const ReportPeriod& period, const StageRules& rules,
                                 Instant now) {
  if (!(period.from < period.to))
    return invalid_input({{"to", "out_of_range", {"结束时间应晚于开始时间", "must be after from"}}});
  if (now < period.from)
    return invalid_input({{"from", "out_of_range", {"开始时间还没有到", "must not be in the future"}}});
  AuditReport report;
  report.period = period;
  report.made_at = now;
  Gathering gathering(reading, rules, report);
  KJ_DO(gathering.gather());
  return report;
}

}  // namespace koujing
