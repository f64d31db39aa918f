#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/notices.h"
#include "content/flow/redaction_step.h"
#include "content/model/lifecycle.h"
#include "content/model/text_rules.h"

namespace koujing {

Result<NoticeId> amend_notice(const Flow& flow, const Person& actor, NoticeId id, const NoticeForm& form,
                              std::optional<std::int64_t> expected_version) {
  if (auto faults = faults_of(form); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(
      const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
        KJ_TRY(Notice notice, need_notice(writing, id));
        KJ_DO(expect_version(expected_version, notice.version));
        if (notice.redacted) return already_redacted("这份通知单", "this notice");
        KJ_TRY(notice.state, step(notice.state, NoticeVerb::kAmend));
        if (form.department != notice.form.department)
          return Error{ErrorKind::kConflict,
                       "department_fixed",
                       {"通知单的下发部门不能更改，请另行提交一份通知单",
                        "the department of a notice cannot be changed; send a new notice"}};
        const std::string before = sha256_hex(canonical(notice.form));
        notice.form = form;
        notice.version += 1;
        KJ_DO(writing.notices().save(notice, actor.id, writing.recorded_at()));
        JournalNote note{"amend_notice", {"notice", id_text(id.value)}, before, sha256_hex(canonical(form))};
        KJ_DO(append(writing, &actor, std::move(note)));
        return Subject{"notice", id.value};
      }));
  return NoticeId{changed.id};
}

}  // namespace koujing
