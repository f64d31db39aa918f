#include <nlohmann/json.hpp>

#include <algorithm>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/apply_items.h"
#include "content/flow/bulletins.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr std::int64_t kDefaultPinSeconds = 24 * 3600;  // one day: every shift sees it once

Status check(const BulletinForm& form, Instant now) {
  std::vector<Fault> faults;
  EntryText text;  // the limits of an answer hold for a bulletin's texts too
  text.title = form.title;
  text.script = form.script.empty() ? form.text : form.script;
  text.questions = form.questions;
  text.scope = form.scope;
  text.library = "-";
  faults = faults_of(text, "", true);
  if (!is_clean_text(form.text) || form.text.find_first_not_of(" \n\r\t") == std::string::npos ||
      characters_in(form.text) > 4000)
    faults.push_back(
        {"/text", "required", {"请填写正文，最多 4000 个字符", "write a text of at most 4000 characters"}});
  if (!form.script.empty() && !form.department)
    faults.push_back({"/department",
                      "required",
                      {"请指明由哪个部门事后确认", "say which department confirms it afterwards"}});
  if (form.pinned_to && *form.pinned_to <= now)
    faults.push_back({"/pinned_to", "in_the_past", {"置顶截止时间必须晚于现在", "must lie ahead"}});
  if (!faults.empty()) return invalid_input(std::move(faults));
  return {};
}

// The paper trail of an emergency: a notice raised by whoever posts it, and a change set of one new entry.
Result<EntryId> publish_answer(Writing& writing, const Person& actor, const BulletinForm& form,
                               Bulletin& bulletin) {
  const Instant now = writing.recorded_at();
  Notice notice;
  notice.form.department = *form.department;
  notice.form.subject = form.title;
  notice.form.text = form.text;
  notice.form.urgency = Urgency::kEmergency;
  notice.state = NoticeState::kPublished;
  notice.raised_by = actor.id;
  notice.received_at = now;
  KJ_TRY(notice.id, writing.notices().add(notice));
  ChangeItem item;
  item.text.title = form.title;
  item.text.questions = form.questions;
  item.text.script = form.script;
  item.text.body = form.text;
  item.text.scope = form.scope;
  item.text.library = form.library;
  item.text.department = *form.department;
  ChangeSet change;
  change.notice = notice.id;
  change.department = *form.department;
  change.content.summary = form.title;
  change.content.items.push_back(std::move(item));
  change.digest = change_digest(change.content, change.department, change.notice);
  change.state = ChangeState::kUnconfirmed;
  change.emergency = true;
  change.created_by = actor.id;
  change.created_at = now;
  change.published_at = change.effective_at = now;
  change.published_by = actor.id;
  KJ_TRY(change.id, writing.changes().add(change));
  KJ_TRY(const auto entries,
         apply_items(writing, actor, change, {std::nullopt, Standing::kUnconfirmed, std::nullopt}));
  bulletin.change = change.id;
  bulletin.entry = entries.front();
  KJ_DO(append(writing, &actor,
               {"publish_emergency",
                {"change", id_text(change.id.value)},
                "",
                change.digest,
                "{}",
                {{"notice", id_text(notice.id.value)}, {"entry", id_text(entries.front().value)}}}));
  return entries.front();
}

}  // namespace

Result<BulletinId> post_bulletin(const Flow& flow, const Person& actor, const BulletinForm& form) {
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           const Instant now = writing.recorded_at();
           KJ_DO(check(form, now));
           Bulletin bulletin;
           bulletin.title = form.title;
           bulletin.text = form.text;
           bulletin.emergency = !form.script.empty();
           bulletin.pinned = {now, form.pinned_to.value_or(now.plus_seconds(kDefaultPinSeconds))};
           bulletin.by = actor.id;
           bulletin.recorded_at = now;
           std::vector<JournalRef> refs;
           if (bulletin.emergency) {
             KJ_TRY(const EntryId entry, publish_answer(writing, actor, form, bulletin));
             refs = {{"entry", id_text(entry.value)}, {"change", id_text(bulletin.change->value)}};
           }
           KJ_TRY(bulletin.id, writing.bulletins().add(bulletin));
           KJ_DO(writing.record().add_feed({0, "bulletin", {}, bulletin.id, now}));
           KJ_DO(append(writing, &actor,
                        {"post_bulletin",
                         {"bulletin", id_text(bulletin.id.value)},
                         "",
                         bulletin_digest(form.title, form.text),
                         "{}",
                         std::move(refs)}));
           return Subject{"bulletin", bulletin.id.value};
         }));
  return BulletinId{made.id};
}

std::string bulletin_digest(const std::string& title, const std::string& text) {
  return sha256_hex(canonical(nlohmann::json{{"title", title}, {"text", text}}));
}

Status acknowledge_bulletin(const Flow& flow, const Person& actor, BulletinId id) {
  {
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(const auto before, reading->bulletins().acknowledgements(id));
    if (std::any_of(before.begin(), before.end(), [&](const auto& one) { return one.person == actor.id; }))
      return {};
  }
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto bulletin, writing.bulletins().find(id));
           if (!bulletin) return not_found("公告", "bulletin", id.value);
           KJ_DO(writing.bulletins().acknowledge(id, actor.id, writing.recorded_at()));
           KJ_DO(append(writing, &actor,
                        {"acknowledge_bulletin", {"bulletin", id_text(id.value)}, "", "", "{}", {}}));
           return Subject{"bulletin", id.value};
         }));
  (void)done;
  return {};
}

}  // namespace koujing
