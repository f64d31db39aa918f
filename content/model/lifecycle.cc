#include "content/model/lifecycle.h"

#include <array>

#include "content/model/names.h"

namespace koujing {
namespace {

using NS = NoticeState;
using NV = NoticeVerb;
using CS = ChangeState;
using CV = ChangeVerb;

constexpr Names<NV, 7> kNoticeVerbs = {{NV::kAddOriginal, "add_original"},
                                       {NV::kAmend, "amend"},
                                       {NV::kAssign, "assign"},
                                       {NV::kReturn, "return"},
                                       {NV::kFile, "file"},
                                       {NV::kDraftChanges, "draft_changes"},
                                       {NV::kFinish, "finish"}};
constexpr Names<CV, 8> kChangeVerbs = {
    {CV::kEdit, "edit"},         {CV::kSubmit, "submit"},   {CV::kConfirm, "confirm"},
    {CV::kReturn, "return"},     {CV::kPublish, "publish"}, {CV::kPublishEmergency, "publish_emergency"},
    {CV::kWithdraw, "withdraw"}, {CV::kDiscard, "discard"}};

template <class S, class V>
struct Row {
  S from;
  V verb;
  S to;
};

constexpr Row<NS, NV> kNoticeSteps[] = {
    {NS::kReceived, NV::kAddOriginal, NS::kReceived},
    {NS::kReturned, NV::kAddOriginal, NS::kReturned},
    {NS::kAssigned, NV::kAddOriginal, NS::kAssigned},
    {NS::kReceived, NV::kAmend, NS::kReceived},
    {NS::kReturned, NV::kAmend, NS::kReceived},  // sent again
    {NS::kReceived, NV::kAssign, NS::kAssigned},
    {NS::kAssigned, NV::kAssign, NS::kAssigned},  // to another editor
    {NS::kReceived, NV::kReturn, NS::kReturned},
    {NS::kReceived, NV::kFile, NS::kFiled},
    {NS::kAssigned, NV::kDraftChanges, NS::kAssigned},
    {NS::kPublished, NV::kDraftChanges, NS::kAssigned},  // a further set on the same paper
    {NS::kAssigned, NV::kFinish, NS::kPublished},
    {NS::kPublished, NV::kFinish, NS::kPublished},
};

constexpr Row<CS, CV> kChangeSteps[] = {
    {CS::kDraft, CV::kEdit, CS::kDraft},
    {CS::kSubmitted, CV::kEdit, CS::kDraft},
    {CS::kReturned, CV::kEdit, CS::kDraft},
    {CS::kConfirmed, CV::kEdit, CS::kDraft},  // and the confirmation is void
    {CS::kDraft, CV::kSubmit, CS::kSubmitted},
    {CS::kReturned, CV::kSubmit, CS::kSubmitted},
    {CS::kSubmitted, CV::kConfirm, CS::kConfirmed},
    {CS::kUnconfirmed, CV::kConfirm, CS::kPublished},
    {CS::kSubmitted, CV::kReturn, CS::kReturned},
    {CS::kConfirmed, CV::kReturn, CS::kReturned},  // the department thinks again before publication
    {CS::kConfirmed, CV::kPublish, CS::kPublished},
    {CS::kDraft, CV::kPublishEmergency, CS::kUnconfirmed},
    {CS::kSubmitted, CV::kPublishEmergency, CS::kUnconfirmed},
    {CS::kReturned, CV::kPublishEmergency, CS::kUnconfirmed},
    {CS::kPublished, CV::kWithdraw, CS::kWithdrawn},
    {CS::kUnconfirmed, CV::kWithdraw, CS::kWithdrawn},
    {CS::kDraft, CV::kDiscard, CS::kDiscarded},
    {CS::kSubmitted, CV::kDiscard, CS::kDiscarded},
    {CS::kReturned, CV::kDiscard, CS::kDiscarded},
    {CS::kConfirmed, CV::kDiscard, CS::kDiscarded},
};

template <class S, class V, std::size_t N>
std::string allowed_from(const Row<S, V> (&rows)[N], S from, std::string_view (*verb_name)(V)) {
  std::string list;
  for (const auto& row : rows)
    if (row.from == from) list += (list.empty() ? "" : ", ") + std::string(verb_name(row.verb));
  return list;
}

template <class S, class V, std::size_t N>
Result<S> look_up(const Row<S, V> (&rows)[N], S from, V verb, std::string_view (*state_name)(S),
                  std::string_view (*verb_name)(V), const char* thing_zh, const char* thing_en) {
  for (const auto& row : rows)
    if (row.from == from && row.verb == verb) return row.to;
  const std::string state(state_name(from)), name(verb_name(verb));
  const std::string allowed = allowed_from(rows, from, verb_name);
  return Error{
      ErrorKind::kConflict,
      "wrong_state",
      {std::string(thing_zh) + "现在的状态是“" + state + "”，不能执行“" + name + "”；" +
           (allowed.empty() ? "此状态下没有可执行的步骤" : "此状态下可以执行：" + allowed),
       "the " + std::string(thing_en) + " is '" + state + "', which does not allow '" + name + "'; " +
           (allowed.empty() ? "no step is possible from there" : "possible now: " + allowed)}};
}

constexpr std::array kAllNoticeStates = {NS::kReceived, NS::kReturned, NS::kFiled, NS::kAssigned,
                                         NS::kPublished};
constexpr std::array kAllNoticeVerbs = {NV::kAddOriginal, NV::kAmend,        NV::kAssign, NV::kReturn,
                                        NV::kFile,        NV::kDraftChanges, NV::kFinish};
constexpr std::array kAllChangeStates = {CS::kDraft,     CS::kSubmitted,   CS::kReturned,  CS::kConfirmed,
                                         CS::kPublished, CS::kUnconfirmed, CS::kWithdrawn, CS::kDiscarded};
constexpr std::array kAllChangeVerbs = {CV::kEdit,    CV::kSubmit,           CV::kConfirm,  CV::kReturn,
                                        CV::kPublish, CV::kPublishEmergency, CV::kWithdraw, CV::kDiscard};

}  // namespace

std::string_view notice_verb_name(NoticeVerb verb) { return name_in(kNoticeVerbs, verb); }
std::string_view change_verb_name(ChangeVerb verb) { return name_in(kChangeVerbs, verb); }

Result<NoticeState> step(NoticeState from, NoticeVerb verb) {
  return look_up(kNoticeSteps, from, verb, notice_state_name, notice_verb_name, "通知单", "notice");
}

Result<ChangeState> step(ChangeState from, ChangeVerb verb) {
  return look_up(kChangeSteps, from, verb, change_state_name, change_verb_name, "变更单", "change set");
}

NoticeState after_redaction(NoticeState from) { return from == NS::kPublished ? NS::kPublished : NS::kFiled; }

std::span<const NoticeState> all_notice_states() { return kAllNoticeStates; }
std::span<const NoticeVerb> all_notice_verbs() { return kAllNoticeVerbs; }
std::span<const ChangeState> all_change_states() { return kAllChangeStates; }
std::span<const ChangeVerb> all_change_verbs() { return kAllChangeVerbs; }

}  // namespace koujing
