#include "editor_api/checkpoint_post.h"

#include <utility>

#include "editor_api/http/http_client.h"

namespace koujing::door {

CheckpointPost::CheckpointPost(std::unique_ptr<http::Client> client, std::string target, std::string address)
    : client_(std::move(client)), target_(std::move(target)), address_(std::move(address)) {}
CheckpointPost::CheckpointPost(CheckpointPost&&) noexcept = default;
CheckpointPost& CheckpointPost::operator=(CheckpointPost&&) noexcept = default;
CheckpointPost::~CheckpointPost() = default;

Result<CheckpointPost> CheckpointPost::to(const std::string& url) {
  const bool known = url.starts_with("http://") || url.starts_with("https://");
  const std::size_t host = known ? url.find("//") + 2 : 0;
  const std::size_t slash = std::min(url.find('/', host), url.size());
  const std::string address = url.substr(0, slash);
  auto client = known && slash > host && url.find_first_of(" \t\r\n#@") == std::string::npos
                    ? http::Client::at(address)
                    : nullptr;
  if (!client)
    return Error{ErrorKind::kInvalid,
                 "bad_url",
                 {"检查点地址应如 https://audit.example/checkpoints，不是 " + url,
                  "an address for checkpoints is like https://audit.example/checkpoints, not " + url}};
  return CheckpointPost(std::move(client), slash < url.size() ? url.substr(slash) : "/", address);
}

Status CheckpointPost::send(const CheckpointRow& newest) {
  if (newest.size <= accepted_) return {};
  KJ_TRY(const http::ClientResponse said,
         client_->send("POST", target_, {}, newest.note, "text/plain; charset=utf-8"));
  if (said.status < 200 || said.status > 299)
    return Error{ErrorKind::kUnavailable,
                 "not_accepted",
                 {address_ + " 没有接受检查点（" + std::to_string(said.status) + "），一分钟后再试",
                  address_ + " did not accept the checkpoint (" + std::to_string(said.status) +
                      "); it is sent again in a minute"}};
  accepted_ = newest.size;
  return {};
}

}  // namespace koujing::door
