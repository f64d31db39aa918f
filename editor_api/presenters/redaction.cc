#include "editor_api/presenters/present.h"

namespace koujing::door {

Result<json> Presenter::redaction(RedactedKind kind, const std::string& subject) {
  KJ_TRY(const auto all, reading_.redactions().of(kind, subject));
  if (all.empty()) return json(nullptr);
  const Redaction& first = all.front();
  const json stub = json::parse(first.stub, nullptr, false);
  return json{{"at", time(first.at)},
              {"by", person_ref(first.by)},
              {"law", stub.value("law", "")},
              {"reason", stub.value("reason", "")}};
}

}  // namespace koujing::door
