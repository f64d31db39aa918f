#include "editor_api/http/refusal.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace koujing::http {
namespace {

void plain_problem(int status, const Message& detail, Response& response) {
  nlohmann::ordered_json problem;
  problem["type"] = "about:blank";
  problem["status"] = status;
  problem["code"] = "http_" + std::to_string(status);
  problem["detail"] = detail.zh + " " + detail.en;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = problem.dump();
}

}  // namespace

Response refusal_response(const Refusal& refusal, const Request& asked, const Options& options) {
  Response response;
  bool made = false;
  if (options.refusal) {
    try {
      options.refusal(refusal.status, refusal.message, asked, response);
      made = true;
    } catch (...) {  // a refusal must reach the client whatever the caller's code does
      response = {};
    }
  }
  if (!made) plain_problem(refusal.status, refusal.message, response);
  response.status = refusal.status;
  if (refusal.retry_after_seconds > 0)
    response.set("Retry-After", std::to_string(refusal.retry_after_seconds));
  return response;
}

}  // namespace koujing::http
