// From an answer to the next request, or to the end of the connection.
#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <utility>

#include "editor_api/http/exchange.h"
#include "editor_api/http/lobby.h"

namespace koujing::http {
namespace {

// After the last answer: long enough for the client to read it. Closing with unread input would make the
// kernel send a reset, which destroys an answer that is still under way.
constexpr std::chrono::milliseconds kLingerTime{2000};
constexpr std::chrono::milliseconds kLingerWhenStopping{50};
// A browser reads the answer to a body that is too large only when it has sent the body: three times the
// largest upload is heard out, not more.
constexpr std::size_t kMaxDiscarded = 64 * 1024 * 1024;

}  // namespace

void Lobby::refuse(Connection& connection, const Refusal& refusal) {
  ++refused_;
  Request asked;
  asked.method = connection.request.method == "HEAD" ? "HEAD" : "GET";
  const auto respond = [&] { return refusal_response(refusal, connection.request, options_); };
  Answer answer = exchange(asked, [&](const Request&, Response& response) { response = respond(); }, respond,
                           {.close = true});
  forget_request(connection);
  connection.input = {};
  connection.head = std::move(answer.head);
  connection.body = std::move(answer.body);
  connection.sent = 0;
  connection.close_after = true;
  flush(connection);
}

void Lobby::flush(Connection& connection) {
  switch (connection.send_more()) {
    case Connection::Sent::kAll:
      return finish(connection);
    case Connection::Sent::kBroken:
      return drop(connection);
    case Connection::Sent::kPart:
      break;
  }
  if (connection.phase == Phase::kWriting) return arm(connection, EPOLLOUT);
  connection.phase = Phase::kWriting;
  await_reader(connection);
}

void Lobby::await_reader(Connection& connection) {
  connection.sent_at_deadline = connection.sent;
  set_deadline(connection, Clock::now() + options_.write_deadline);
  arm(connection, EPOLLOUT);
}

void Lobby::finish(Connection& connection) {
  pending_ -= connection.pending;
  connection.pending = 0;
  connection.head = {};
  connection.body = {};
  connection.sent = 0;
  if (connection.close_after || draining_) {
    ::shutdown(connection.socket, SHUT_WR);
    connection.phase = Phase::kClosing;
    set_deadline(connection, Clock::now() + (draining_ ? kLingerWhenStopping : kLingerTime));
    return arm(connection, EPOLLIN);
  }
  connection.phase = Phase::kIdle;
  connection.buffered = connection.input.size();  // of a pipelined request
  buffered_ += connection.buffered;
  set_deadline(connection, Clock::now() + options_.idle_deadline);
  if (advance(connection)) arm(connection, EPOLLIN);
}

void Lobby::discard(Connection& connection) {
  for (int turn = 0; turn < 4; ++turn) {
    const ssize_t n = ::recv(connection.socket, piece_.data(), piece_.size(), MSG_DONTWAIT);
    if (n > 0) connection.discarded += static_cast<std::size_t>(n);
    if (connection.discarded > kMaxDiscarded) return drop(connection);
    if (n > 0 || (n < 0 && errno == EINTR)) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    return drop(connection);
  }
  arm(connection, EPOLLIN);
}

void Lobby::forget_request(Connection& connection) {
  buffered_ -= connection.buffered;
  connection.buffered = 0;
  if (connection.has_upload_place) --uploads_;
  connection.has_upload_place = false;
  connection.request = {};
  connection.framing = {};
  connection.scan = {};
}

void Lobby::drop(Connection& connection) {
  if (connection.phase == Phase::kWriting) {
    // A reset: the client must not take half an answer for a whole one, nor the kernel keep the rest.
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(connection.socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }
  clear_deadline(connection);
  forget_request(connection);
  pending_ -= connection.pending;
  connections_.erase(connection.id);
  open_ = connections_.size();
}

}  // namespace koujing::http
