// What an auditor hands over about a period: what was published on whose word, what answers without a valid
// confirmation, who read and acknowledged, how long each stage took.
//
// Computed from the record alone; the same period, asked again, gives the same rows, but for what was
// confirmed or acknowledged since (`made_at` says when it was asked).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/stage.h"
#include "content/store/store.h"

namespace koujing {

struct ReportPeriod {
  Instant from, to;  // [from, to)
};

struct PublicationLine {
  std::int64_t journal_seq = 0;  // of its publication
  ChangeSet change;              // without its items
  std::size_t entries = 0;
  std::string kind;  // "confirmed", "emergency", "imported"
  std::string document_number, subject;
  Instant published_at;
  std::optional<Instant> confirmed_at;  // of a confirmation that still holds
  // Emergency: the hours after which the confirmation is late, by the stage rules; 0: no clock.
  std::int64_t hours_allowed = 0;
  bool late = false;      // confirmed after that, or not yet though it is over
  bool four_eyes = true;  // whoever confirmed wrote no line of it. The schema lets nothing else in
};

struct UnconfirmedLine {
  EntryId entry;
  int revision = 0;
  std::string title;
  DepartmentCode department;
  Standing standing = Standing::kUnconfirmed;  // or kImported
  Instant since;                               // in force from then on
  ChangeId change;
};

struct ReaderLine {
  PersonId person;
  std::string skill_group;
  std::int64_t searches = 0, opened = 0, copied = 0, read_out = 0;
  std::int64_t revisions_acknowledged = 0, bulletins_acknowledged = 0;
  std::int64_t bulletins_missing =
      0;  // pinned in the period, for agents and leaders; not acknowledged to this day
};

struct StageLine {
  DepartmentCode department;
  StageName stage = StageName::kReview;           // kReview, kDraft, kConfirm, kPublish
  std::int64_t count = 0, late = 0;               // late: longer than the stage rules allow
  std::int64_t median = 0, p90 = 0, longest = 0;  // minutes
};

struct AuditReport {
  ReportPeriod period;
  Instant made_at;
  std::int64_t first_record = 0, last_record = 0;  // of the journal in the period; 0, 0 for none
  // What answered at the end of the period (now, when that is still to come), as known then.
  std::int64_t in_force = 0, confirmed = 0, unconfirmed = 0, imported = 0;
  std::vector<PublicationLine> publications;  // in the order of publication
  // At most kMostListed each; the counts above are complete.
  std::vector<UnconfirmedLine> not_confirmed;
  std::vector<ReaderLine> readers;  // everybody who searched, used or acknowledged, and who should have
  std::vector<StageLine> stages;    // of what was published in the period, by department and stage
};

inline constexpr std::size_t kMostListed = 1'000;
inline constexpr std::size_t kMostPublications = 20'000;

// Errors: kInvalid "invalid_input" for a period that ends before it begins or begins in the future; kTooLarge
// "report_too_large" over kMostPublications.
Result<AuditReport> audit_report(const Reading& reading, const ReportPeriod& period, const StageRules& rules,
                                 Instant now);

}  // namespace koujing
