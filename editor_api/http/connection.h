// One client's connection between its events. Owned by the Lobby; a worker may touch it only while `phase`
// is kServing, and the Lobby only while it is not. The socket closes with the object.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "editor_api/http/head.h"
#include "editor_api/http/http_server.h"

namespace koujing::http {

enum class Phase {
  kIdle,     // no byte of a request yet
  kHead,     // part of a head
  kBody,     // the head, part of the body
  kServing,  // a worker has the whole request
  kWriting,  // the answer is made; the client has not yet taken all of it
  kClosing,  // all sent and our side shut; what the client still sends is thrown away until it hangs up
};

struct Connection {
  Connection(std::uint64_t id_given, int socket_given);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Sends what the socket takes at once. Any thread that has the connection.
  enum class Sent { kAll, kPart, kBroken };
  Sent send_more();
  std::size_t unsent() const { return head.size() + body.size() - sent; }

  const std::uint64_t id;
  const int socket;
  std::string remote_address;
  Phase phase = Phase::kIdle;
  std::chrono::steady_clock::time_point deadline{};  // {}: none

  std::string input;  // received, not yet part of `request`
  HeadScan scan;
  Request request;
  Framing framing;
  std::size_t buffered = 0;       // bytes of this connection that count against the Lobby's budget
  bool has_upload_place = false;  // its body is over 64 KB and counts against max_uploads_at_once

  std::string head, body;  // of the answer
  std::size_t sent = 0;    // bytes of head and body that the socket has taken
  std::size_t sent_at_deadline = 0;
  std::size_t pending = 0;    // bytes of answer that count against the Lobby's budget
  std::size_t discarded = 0;  // bytes thrown away while closing
  bool close_after = false;
  std::size_t requests = 0;
};

}  // namespace koujing::http
