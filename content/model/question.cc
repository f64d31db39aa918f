#include "content/model/question.h"

#include <array>
#include <utility>

#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr std::size_t kLongestText = 2000, kLongestNote = 500, kLongestName = 100;

constexpr std::array kKinds = {std::pair{QuestionKind::kQuestion, std::string_view("question")},
                               std::pair{QuestionKind::kWrong, std::string_view("wrong")},
                               std::pair{QuestionKind::kOutdated, std::string_view("outdated")},
                               std::pair{QuestionKind::kUnclear, std::string_view("unclear")}};
constexpr std::array kStates = {std::pair{QuestionState::kOpen, std::string_view("open")},
                                std::pair{QuestionState::kRouted, std::string_view("routed")},
                                std::pair{QuestionState::kAnswered, std::string_view("answered")},
                                std::pair{QuestionState::kDrafted, std::string_view("drafted")},
                                std::pair{QuestionState::kPublished, std::string_view("published")},
                                std::pair{QuestionState::kClosed, std::string_view("closed")}};

template <class Names, class Value>
std::string_view name_in(const Names& names, Value value) {
  for (const auto& [known, name] : names)
    if (known == value) return name;
  return names.front().second;
}
template <class Names>
auto value_in(const Names& names, std::string_view name)
    -> std::optional<std::remove_const_t<decltype(names.front().first)>> {
  for (const auto& [value, known] : names)
    if (known == name) return value;
  return std::nullopt;
}

void check(std::vector<Fault>& faults, const char* pointer, const std::string& text, std::size_t most) {
  if (!is_clean_text(text))
    faults.push_back(
        {pointer, "bad_characters", {"含有无法接受的字符", "holds characters that are not accepted"}});
  else if (characters_in(text) > most)
    faults.push_back(
        {pointer,
         "too_long",
         {"最多 " + std::to_string(most) + " 个字符", "at most " + std::to_string(most) + " characters"}});
}

}  // namespace

std::string_view question_kind_name(QuestionKind kind) { return name_in(kKinds, kind); }
std::optional<QuestionKind> question_kind_from_name(std::string_view name) { return value_in(kKinds, name); }
std::string_view question_state_name(QuestionState state) { return name_in(kStates, state); }
std::optional<QuestionState> question_state_from_name(std::string_view name) {
  return value_in(kStates, name);
}

std::optional<Instant> due_of(const Question& question) {
  if (question.state == QuestionState::kOpen) return question.dispatch_due;
  if (question.state == QuestionState::kRouted) return question.answer_due;
  return std::nullopt;
}

std::vector<Fault> faults_of(const Asking& asking) {
  std::vector<Fault> faults;
  check(faults, "/search", asking.search, kLongestName);
  check_call_id(faults, asking.call_id);
  check(faults, "/callback", asking.callback, kLongestNote);
  return faults;
}

std::vector<Fault> faults_of(const QuestionForm& form) {
  std::vector<Fault> faults = faults_of(form.asking);
  if (form.text.find_first_not_of(" \n\r\t") == std::string::npos)
    faults.push_back({"/text", "required", {"请写明问题", "say what is asked"}});
  check(faults, "/text", form.text, kLongestText);
  check(faults, "/query", form.query, kLongestNote);
  check(faults, "/region", form.region, kLongestName);
  check(faults, "/product", form.product, kLongestName);
  const bool feedback = form.kind != QuestionKind::kQuestion;
  if (feedback != form.entry.has_value())
    faults.push_back(
        {"/entry",
         feedback ? "required" : "unexpected",
         {feedback ? "请指明是哪个条目" : "疑难问题不针对某个条目；请改用反馈",
          feedback ? "say which entry" : "a question is about no entry; send feedback instead"}});
  return faults;
}

}  // namespace koujing
