// Sends checkpoints to an address outside, where nobody who runs this server can change them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "content/model/result.h"
#include "content/store/record_table.h"

namespace koujing::http {
class Client;
}

namespace koujing::door {

// On one thread at a time.
class CheckpointPost {
 public:
  // http://… or https://… (the certificate is checked against the system's). Errors: kInvalid "bad_url".
  static Result<CheckpointPost> to(const std::string& url);
  CheckpointPost(CheckpointPost&&) noexcept;
  CheckpointPost& operator=(CheckpointPost&&) noexcept;
  ~CheckpointPost();

  // POSTs the text of the note as text/plain, unless one as large was accepted since the start: what is
  // larger says all that the smaller ones said. Any 2xx accepts it. At most 10 s. Errors: kUnavailable
  // "no_answer", "not_accepted"; send it again later.
  Status send(const CheckpointRow& newest);

 private:
  CheckpointPost(std::unique_ptr<http::Client> client, std::string target, std::string address);

  std::unique_ptr<http::Client> client_;
  std::string target_, address_;
  std::uint64_t accepted_ = 0;  // size of the last
};

}  // namespace koujing::door
