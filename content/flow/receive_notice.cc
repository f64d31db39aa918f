#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/notices.h"
#include "content/model/text_rules.h"

namespace koujing {

Result<NoticeId> receive_notice(const Flow& flow, const Person& actor, const NoticeForm& form) {
  if (auto faults = faults_of(form); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           Notice notice;
           notice.form = form;
           notice.raised_by = actor.id;
           notice.received_at = writing.recorded_at();
           KJ_TRY(notice.id, writing.notices().add(notice));
           JournalNote note{
               "receive_notice", {"notice", id_text(notice.id.value)}, "", sha256_hex(canonical(form))};
           KJ_DO(append(writing, &actor, std::move(note)));
           return Subject{"notice", notice.id.value};
         }));
  return NoticeId{made.id};
}

}  // namespace koujing
