// The store of record as a port: one abstract table for each kind of thing. Const functions read, the others
// write.
//
// A table is reached through a Reading (a snapshot) or a Writing (the one transaction that writes), declared
// in content/store/store.h. Adapters live in content/store/sql/ and content/store/sqlite/; every adapter
// passes tests/contract/. What a table says not to find is std::nullopt; an Error means that the store itself
// failed (kUnavailable "store_full", "store_busy", kInternal "store_failed") or that a rule in the schema
// refused.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "content/model/block.h"
#include "content/model/bulletin.h"
#include "content/model/care.h"
#include "content/model/catalogue.h"
#include "content/model/change_set.h"
#include "content/model/notice.h"
#include "content/model/person.h"
#include "content/model/question.h"
#include "content/model/redaction.h"
#include "content/model/timeline.h"

namespace koujing {

struct Page {
  std::size_t limit = 20;             // 1..100
  std::optional<std::int64_t> after;  // the last number of the page before
};

template <class T>
struct Listing {
  std::vector<T> items;
  std::optional<std::int64_t> next;  // for Page::after; absent on the last page
};

// ---- people
// -------------------------------------------------------------------------------------------------

struct SessionRow {
  std::string token_hash;  // SHA-256 of what the client holds
  PersonId person;
  std::string csrf_token;
  Instant created_at, seen_at, expires_at;
};

struct TokenRow {
  std::int64_t id = 0;
  std::string token_hash;
  PersonId person;
  std::string label;
  Instant created_at;
  std::optional<Instant> revoked_at;
};

struct ConfirmLink {
  std::int64_t id = 0;
  std::string token_hash;              // SHA-256 of what stands in the link
  std::optional<ChangeId> change;      // to be confirmed
  std::optional<QuestionId> question;  // or to be answered
  PersonId person;
  PersonId issued_by;
  Instant issued_at, expires_at;
  std::optional<Instant> used_at;
};

class PeopleTable {
 public:
  virtual ~PeopleTable() = default;
  virtual Result<std::optional<Person>> find(PersonId id) const = 0;
  virtual Result<std::optional<Person>> by_login(const std::string& login) const = 0;
  virtual Result<std::vector<Person>> all() const = 0;               // by login
  virtual Result<std::string> password_hash(PersonId id) const = 0;  // "" when the person cannot sign in
  virtual Result<std::vector<Department>> departments() const = 0;   // by code
  virtual Result<std::optional<Department>> department(const std::string& code_or_name) const = 0;
  virtual Result<std::vector<std::string>> libraries() const = 0;  // in their order
  virtual Result<std::optional<SessionRow>> session(const std::string& token_hash) const = 0;
  virtual Result<std::optional<TokenRow>> token(const std::string& token_hash) const = 0;
  virtual Result<std::vector<TokenRow>> tokens() const = 0;
  virtual Result<std::optional<ConfirmLink>> confirm_link(const std::string& token_hash) const = 0;
  virtual Result<std::optional<ConfirmLink>> confirm_link_of(PersonId person) const = 0;

  virtual Result<PersonId> add(const Person& person, const std::string& password_hash) = 0;
  virtual Status save(const Person& person) = 0;
  virtual Status set_password_hash(PersonId id, const std::string& password_hash) = 0;
  virtual Status add_department(const Department& department) = 0;
  virtual Status add_library(const std::string& name) = 0;
  virtual Status add_session(const SessionRow& row) = 0;
  virtual Status touch_session(const std::string& token_hash, Instant seen_at) = 0;
  virtual Status remove_session(const std::string& token_hash) = 0;
  virtual Status remove_sessions_of(PersonId person) = 0;
  virtual Status remove_sessions_expired_by(Instant at) = 0;
  virtual Result<std::int64_t> add_token(const TokenRow& row) = 0;
  virtual Status revoke_token(std::int64_t id, Instant at) = 0;
  virtual Result<std::int64_t> add_confirm_link(const ConfirmLink& link) = 0;  // its id is ignored
  virtual Status use_confirm_link(std::int64_t id, Instant at) = 0;  // kConflict "link_used" the second time
};

// ---- notices
// ------------------------------------------------------------------------------------------------

struct NoticeFilter {
  std::optional<NoticeState> state;
  std::optional<DepartmentCode> department;
  std::optional<PersonId> editor;
  std::string text;     // part of subject or document number
  std::string repeals;  // part of what it says to repeal
};

struct FormVersion {
  std::int64_t version = 0;
  std::string text;    // canonical JSON, as it was kept; "" when it was redacted
  std::string digest;  // SHA-256 of it
  PersonId by;         // whose step made the version, which may have left the form as it was
  Instant at;
};

class NoticeTable {
 public:
  virtual ~NoticeTable() = default;
  virtual Result<std::optional<Notice>> find(
      NoticeId id) const = 0;  // with originals, without their texts, and reviews
  virtual Result<Listing<Notice>> list(
      const NoticeFilter& filter, const Page& page) const = 0;  // newest first, without texts of originals
  virtual Result<std::optional<Original>> original(const std::string& sha256) const = 0;  // without text
  virtual Result<std::optional<std::string>> original_text(const std::string& sha256) const = 0;
  virtual Result<std::vector<NoticeId>> notices_with(const std::string& sha256) const = 0;
  virtual Result<std::vector<std::string>> original_digests() const = 0;  // of those that are kept
  virtual Result<std::vector<FormVersion>> forms(NoticeId id) const = 0;  // every one it had, oldest first

  virtual Result<NoticeId> add(const Notice& notice) = 0;  // id, originals and reviews are ignored
  // Form, state, version, editor and due of an existing notice. The form before stays in the record; of a
  // redacted notice no form is kept.
  virtual Status save(const Notice& notice, PersonId by, Instant at) = 0;
  virtual Status add_original(NoticeId notice, const Original& original) = 0;
  // The text that was read from the original goes. The schema refuses this and the next without a redaction.
  virtual Status redact_original(const std::string& sha256) = 0;
  virtual Status redact_forms(NoticeId id) = 0;  // subject, text and contact, of all forms
  virtual Status add_review(NoticeId notice, const Review& review) = 0;
};

// ---- change sets
// --------------------------------------------------------------------------------------------

struct ChangeFilter {
  std::optional<ChangeState> state;
  std::optional<NoticeId> notice;
  std::optional<DepartmentCode> department;
  bool hide_drafts = false;  // leave out what was never submitted
};

class ChangeTable {
 public:
  virtual ~ChangeTable() = default;
  virtual Result<std::optional<ChangeSet>> find(ChangeId id) const = 0;
  virtual Result<Listing<ChangeSet>> list(const ChangeFilter& filter,
                                          const Page& page) const = 0;  // newest first
  virtual Result<std::optional<Confirmation>> confirmation(ConfirmationId id) const = 0;
  // Nothing for one that was redacted.
  virtual Result<std::optional<ChangeContent>> content_at(ChangeId id, std::int64_t version) const = 0;
  virtual Result<std::vector<std::string>> version_digests(ChangeId id) const = 0;  // oldest first

  virtual Result<ChangeId> add(const ChangeSet& change) = 0;  // with its first content version
  // State and times of an existing set; content, digest and version are left alone.
  virtual Status save_state(const ChangeSet& change) = 0;
  // A new content version; change.version must be the one before plus one.
  virtual Status add_version(const ChangeSet& change, PersonId by, Instant at) = 0;
  // The schema itself refuses a confirmation by an author of the set.
  virtual Result<ConfirmationId> add_confirmation(const Confirmation& confirmation, std::int64_t version) = 0;
  virtual Status add_comment(ChangeId id, const ChangeComment& comment) = 0;
  // The content of all versions, and what comments quote of it. Refused without a redaction of each.
  virtual Status redact_versions(ChangeId id) = 0;
};

// ---- entries and revisions
// ----------------------------------------------------------------------------------

struct RevisionAt {
  RevisionId id;
  EntryId entry;
  int number = 0;
};

struct EntryHead {
  EntryId id;
  std::string external_id;
  int newest_number = 0;
};

class EntryTable {
 public:
  virtual ~EntryTable() = default;
  virtual Result<std::optional<EntryHead>> find(EntryId id) const = 0;
  virtual Result<std::optional<EntryId>> by_external_id(const std::string& external_id) const = 0;
  virtual Result<std::vector<EntryEvent>> events(EntryId id) const = 0;  // by seq
  // The text with its catalogue path as the tree is now.
  virtual Result<std::optional<Revision>> revision(EntryId entry, int number) const = 0;
  virtual Result<std::vector<Revision>> revisions(EntryId entry) const = 0;  // newest first
  // Canonical text as it was published, whose SHA-256 is its digest; "" when it was redacted.
  virtual Result<std::optional<std::string>> published_text(RevisionId id) const = 0;
  virtual Result<std::vector<RevisionAt>> revisions_of(ChangeId change) const = 0;  // by id
  // Entries above `page.after` by number; `title` and `library` match the newest revision. With one of them
  // it looks at no more than kMostLookedAt entries, and may give fewer than the limit, even none, with a
  // `next`.
  static constexpr std::size_t kMostLookedAt = 2'000;  // some 20 ms
  virtual Result<Listing<EntryHead>> list(const std::string& title, const std::string& library,
                                          const Page& page) const = 0;
  virtual Result<std::vector<EntryEvent>> events_of(ChangeId change) const = 0;
  // All events of the next `entries` entries that have any, after `after`; by entry, then by seq.
  virtual Result<std::vector<EntryEvent>> events_after(EntryId after, std::size_t entries) const = 0;
  // That came of change sets for this notice, in the order of their publication: those after revision
  // `page.after`.
  virtual Result<std::vector<RevisionAt>> resting_on(NoticeId notice, const Page& page) const = 0;
  // Whose stored text has these pieces, in this order but not necessarily in one field; as above. It reads
  // every text (some 0.3 s for 100,000).
  virtual Result<std::vector<RevisionAt>> holding(const std::vector<std::string>& pieces,
                                                  const Page& page) const = 0;
  virtual Result<std::int64_t> count() const = 0;

  virtual Result<EntryId> add(const std::string& external_id, Instant at) = 0;
  // Gives the revision its id; number must be the newest plus one. `node` is its place in the catalogue.
  virtual Result<RevisionId> add_revision(const Revision& revision, std::optional<CatalogueId> node) = 0;
  // The schema refuses a confirmed publication without the confirmation of exactly this change content.
  virtual Result<std::int64_t> add_event(const EntryEvent& event) = 0;
  // Title and text of the revision. Refused without its redaction.
  virtual Status redact_text(RevisionId id) = 0;
};

// ---- catalogue
// ----------------------------------------------------------------------------------------------

class CatalogueTable {
 public:
  virtual ~CatalogueTable() = default;
  virtual Result<std::vector<CatalogueNode>> all()
      const = 0;  // parents before children, merged ones left out
  // The same by what was recorded at `known` or before.
  virtual Result<std::vector<CatalogueNode>> all_at(Instant known) const = 0;
  // Of nodes that hang elsewhere now than they did at `known`: their paths of then. Merged ones, too.
  virtual Result<PathsThen> paths_then(Instant known) const = 0;
  virtual Result<std::optional<CatalogueNode>> find(CatalogueId id) const = 0;  // merged ones, too
  // At the node or below it, by any of their revisions; what was merged into them counts.
  virtual Result<std::vector<EntryId>> entries_below(CatalogueId id) const = 0;
  // How many entries hang at each node itself, by their newest revision.
  virtual Result<std::map<CatalogueId, std::int64_t>> entry_counts() const = 0;
  virtual Result<std::map<CatalogueId, std::int64_t>> entry_counts_at(Instant known) const = 0;
  virtual Result<std::optional<CatalogueChange>> change(CatalogueChangeId id) const = 0;
  virtual Result<Listing<CatalogueChange>> changes(const Page& page) const = 0;  // newest first

  // The node at `path`, made with its parents when it is not there; nothing for "". A name that was merged
  // into another node leads there.
  virtual Result<std::optional<CatalogueId>> place(const std::string& library, const std::string& path,
                                                   PersonId by, Instant at) = 0;
  virtual Result<CatalogueId> add(const std::string& library, std::optional<CatalogueId> parent,
                                  const std::string& name, PersonId by, Instant at) = 0;
  // Name, parent, version and merged_into; `change` is the one that it belongs to.
  virtual Status move(const CatalogueNode& node, CatalogueChangeId change, PersonId by, Instant at) = 0;
  virtual Result<CatalogueChangeId> add_change(const CatalogueChange& change) = 0;
  virtual Status withdraw_change(const CatalogueChange& change) = 0;  // its three fields of withdrawal
};

// ---- bulletins
// ----------------------------------------------------------------------------------------------

struct BulletinAck {
  PersonId person;
  Instant at;
};

class BulletinTable {
 public:
  virtual ~BulletinTable() = default;
  virtual Result<std::optional<Bulletin>> find(BulletinId id) const = 0;
  virtual Result<Listing<Bulletin>> list(std::optional<Instant> pinned_at,
                                         const Page& page)
      const = 0;  // newest first; with a moment: those pinned then whose answer was not withdrawn
  virtual Result<std::vector<BulletinId>> of_change(ChangeId change) const = 0;        // by number
  virtual Result<std::vector<BulletinAck>> acknowledgements(BulletinId id) const = 0;  // by time
  virtual Result<BulletinId> add(const Bulletin& bulletin) = 0;
  virtual Status acknowledge(BulletinId id, PersonId by, Instant at) = 0;  // a second time changes nothing
  virtual Status redact(BulletinId id) = 0;  // title and text. Refused without its redaction
};

// ---- redactions
// ----------------------------------------------------------------------------------------------

class RedactionTable {
 public:
  virtual ~RedactionTable() = default;
  virtual Result<std::optional<Redaction>> find(RedactedKind kind, const std::string& subject,
                                                const std::string& digest) const = 0;
  virtual Result<std::vector<Redaction>> of(RedactedKind kind,
                                            const std::string& subject) const = 0;  // by time and digest
  virtual Result<std::vector<std::string>> originals() const = 0;                   // their digests
  // Number of the feed row that told of the newest redaction of a revision; 0 when there is none. An index
  // that was sealed before it may hold what is gone.
  virtual Result<std::int64_t> newest_feed() const = 0;
  virtual Result<std::int64_t> count() const = 0;
  virtual Status add(const Redaction& redaction, std::optional<std::int64_t> feed = {}) = 0;
};

// ---- questions
// ----------------------------------------------------------------------------------------------

struct QuestionFilter {
  std::optional<QuestionState> state;
  std::optional<DepartmentCode> department;
  std::optional<PersonId> asked_by;
  std::optional<EntryId> entry;
  std::optional<Instant> due_by;     // waits for a step that should have been taken at or before this
  bool with_news_for_asker = false;  // with asked_by: changed since that person looked
};

class QuestionTable {
 public:
  virtual ~QuestionTable() = default;
  virtual Result<std::optional<Question>> find(QuestionId id) const = 0;
  virtual Result<std::optional<QuestionId>> by_notice(NoticeId notice) const = 0;
  virtual Result<Listing<Question>> list(const QuestionFilter& filter,
                                         const Page& page) const = 0;  // newest first

  // Whose present step was due at or before `now`: how many, and those of which no step "escalate" says so.
  virtual Result<std::int64_t> late_count(Instant now) const = 0;
  virtual Result<std::vector<QuestionId>> late_untold(Instant now, std::size_t most) const = 0;

  // Of questions that are done with, whose last step was before `at`.
  virtual Result<bool> has_callbacks_before(Instant at) const = 0;

  virtual Result<QuestionId> add(const Question& question) = 0;  // without askers and steps
  virtual Status save(const Question& question) = 0;  // state, department, due, answer, notice, version
  virtual Status add_asker(QuestionId id, const QuestionAsker& asker) = 0;  // again: replaces their note
  virtual Status add_step(QuestionId id, const QuestionStep& step) = 0;
  virtual Status set_seen(QuestionId id, PersonId person, std::int64_t version) = 0;
  // Takes the notes on whom to call back away, as has_callbacks_before(). Gives of how many questions.
  virtual Result<std::size_t> forget_callbacks(Instant before, std::size_t most) = 0;
};

// ---- care
// ----------------------------------------------------------------------------------------------------

struct CareFilter {
  std::optional<PersonId> owner;
  std::optional<Instant> due_by;  // a check is due at or before this
};

class CareTable {
 public:
  virtual ~CareTable() = default;
  virtual Result<std::optional<EntryCare>> find(EntryId entry) const = 0;  // the newest version
  virtual Result<Listing<EntryCare>> list(const CareFilter& filter, const Page& page) const = 0;  // by entry
  virtual Status add(const EntryCare& care, PersonId by, Instant at) = 0;  // version: the newest plus one
};

// ---- settings
// ------------------------------------------------------------------------------------------------

// What a site sets for itself: the rules of the checks, for one. Every version stays.
struct Setting {
  std::string name;
  std::int64_t version = 0;  // counted from 1
  PersonId by;
  Instant at;
  std::string value;  // canonical JSON
};

class SettingsTable {
 public:
  virtual ~SettingsTable() = default;
  virtual Result<std::optional<Setting>> find(const std::string& name) const = 0;  // the newest version
  virtual Status add(const Setting& setting) = 0;  // version: the newest plus one
};

class BlockTable {
 public:
  virtual ~BlockTable() = default;
  virtual Result<std::vector<Block>> all() const = 0;                 // each in its newest version, by number
  virtual Result<std::optional<Block>> find(BlockId id) const = 0;    // the newest version
  virtual Result<std::vector<Block>> versions(BlockId id) const = 0;  // newest first
  virtual Result<std::vector<EntryId>> uses(BlockId id) const = 0;    // by the newest revision of each entry
  virtual Result<BlockId> add(const Block& block) = 0;                // in version 1
  virtual Status add_version(const Block& block) = 0;                 // the newest plus one
};

}  // namespace koujing
