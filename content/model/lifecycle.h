// Which step is legal in which state: the two tables of the flow, and nothing else decides it.
//
// Guarded by tests/unit/content/lifecycle_test.cc, which walks every state with every verb.
#pragma once

#include <span>
#include <string_view>

#include "content/model/change_set.h"
#include "content/model/notice.h"
#include "content/model/result.h"

namespace koujing {

enum class NoticeVerb { kAddOriginal, kAmend, kAssign, kReturn, kFile, kDraftChanges, kFinish };
enum class ChangeVerb { kEdit, kSubmit, kConfirm, kReturn, kPublish, kPublishEmergency, kWithdraw, kDiscard };

std::string_view notice_verb_name(NoticeVerb verb);
std::string_view change_verb_name(ChangeVerb verb);

// The state after the step. Error kConflict "wrong_state" says the state, and which steps it allows.
Result<NoticeState> step(NoticeState from, NoticeVerb verb);

// kConfirm leads from submitted to confirmed, and from unconfirmed (published by the emergency door) to
// published.
Result<ChangeState> step(ChangeState from, ChangeVerb verb);

// Where a notice stands whose text the law has deleted: nothing is done on it any more.
NoticeState after_redaction(NoticeState from);

std::span<const NoticeState> all_notice_states();
std::span<const NoticeVerb> all_notice_verbs();
std::span<const ChangeState> all_change_states();
std::span<const ChangeVerb> all_change_verbs();

}  // namespace koujing
