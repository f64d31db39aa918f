#include "editor_api/http/refusal.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace koujing::http {
namespace {

void plain_problem(int status, const std::string& detail, Response& response) {
  nlohmann::ordered_json problem;
  problem["type"] = "about:blank";
  problem["status"] = status;
  problem["code"] = "http_" + std::to_string(status);
  problem["detail"] = detail;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = problem.dump();
}

}  // namespace

Response refusal_response(const Refusal& refusal, const Options& options) {
  const std::string detail = refusal.message.zh + " " + refusal.message.en;
  Response response;
  bool made = false;
  if (options.refusal) {
    try {
      options.refusal(refusal.status, detail, response);
      made = true;
    } catch (...) {  // a refusal must reach the client whatever the caller's code does
      response = {};
    }
  }
  if (!made) plain_problem(refusal.status, detail, response);
  response.status = refusal.status;
  if (refusal.retry_after_seconds > 0)
    response.set("Retry-After", std::to_string(refusal.retry_after_seconds));
  return response;
}

}  // namespace koujing::http
