// From bytes to a whole request.
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "editor_api/http/lobby.h"

namespace koujing::http {
namespace {

constexpr std::size_t kSmallBody = 64 * 1024;  // from http_server.h: a larger one counts as an upload
// Heads and small bodies of all connections together. 4096 connections could hold 512 MB else.
constexpr std::size_t kMaxBuffered = 64 * 1024 * 1024;
// A body gets body_deadline for every 4 MB begun: 20 MB over a line of 2 Mbit/s arrive in 84 s.
constexpr std::size_t kBodyStep = 4 * 1024 * 1024;
// When all places for uploads are taken, one that is slower than this gives way, after a fifteenth of
// body_deadline (2 s of 30 s) in which it may get going.
constexpr int kUploadGrace = 15;
constexpr std::size_t kSlowUploadBytesPerSecond = 32 * 1024;

Refusal busy(const char* zh, const char* en) { return Refusal{503, {zh, en}, 2}; }

std::string megabytes(std::size_t bytes) { return std::to_string(bytes / 1024 / 1024) + " MB"; }

}  // namespace

void Lobby::receive(Connection& connection) {
  // A few pieces a turn: one fast sender does not keep the others waiting.
  for (int turn = 0; turn < 4; ++turn) {
    const ssize_t n = ::recv(connection.socket, piece_.data(), piece_.size(), MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (n <= 0) return drop(connection);
    if (!take(connection, std::string_view(piece_.data(), static_cast<std::size_t>(n)))) return;
    if (static_cast<std::size_t>(n) < piece_.size()) break;  // the socket is empty for now
  }
  arm(connection, EPOLLIN);
}

bool Lobby::take(Connection& connection, std::string_view bytes) {
  if (!connection.has_upload_place) {
    connection.buffered += bytes.size();
    buffered_ += bytes.size();
    if (buffered_ > kMaxBuffered) {
      refuse(connection, busy("服务器繁忙，请稍后重试。", "The server is busy: try again shortly."));
      return false;
    }
  }
  if (connection.phase == Phase::kBody) {
    const std::size_t wanted = connection.framing.content_length - connection.request.body.size();
    const std::string_view part = bytes.substr(0, wanted);
    connection.request.body.append(part);
    bytes.remove_prefix(part.size());
  }
  connection.input.append(bytes);
  return advance(connection);
}

bool Lobby::advance(Connection& connection) {
  if (connection.phase == Phase::kIdle) {
    if (connection.input.empty()) return true;
    connection.phase = Phase::kHead;
    set_deadline(connection, Clock::now() + options_.header_deadline);
  }
  if (connection.phase == Phase::kHead) {
    switch (connection.scan.look(connection.input, options_)) {
      case HeadScan::Found::kNotYet:
        return true;
      case HeadScan::Found::kRefused:
        refuse(connection, connection.scan.refusal());
        return false;
      case HeadScan::Found::kEnd:
        break;
    }
    if (!begin_request(connection)) return false;
  }
  if (connection.request.body.size() < connection.framing.content_length) return true;
  serve(connection);
  return false;
}

bool Lobby::begin_request(Connection& connection) {
  const std::size_t head_length = connection.scan.length();
  const auto refusal = read_head(std::string_view(connection.input).substr(0, head_length),
                                 connection.request, connection.framing);
  if (refusal) {
    refuse(connection, *refusal);
    return false;
  }
  if (!admit_body(connection)) return false;
  Request& request = connection.request;
  const std::size_t length = connection.framing.content_length;
  request.body.reserve(length);
  request.body.assign(connection.input, head_length, length);
  connection.input.erase(0, head_length + request.body.size());
  if (connection.input.empty()) connection.input.shrink_to_fit();
  connection.phase = Phase::kBody;
  const auto steps = static_cast<int>(1 + length / kBodyStep);
  set_deadline(connection, Clock::now() + options_.body_deadline * steps);
  if (connection.framing.expects_continue && request.body.size() < length) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    // A socket that cannot take 25 bytes has a broken client behind it; the body deadline ends it.
    [[maybe_unused]] const auto n =
        ::send(connection.socket, kContinue.data(), kContinue.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  return true;
}

bool Lobby::admit_body(Connection& connection) {
  const Request& request = connection.request;
  const std::size_t length = connection.framing.content_length;
  if (length <= kSmallBody && length <= options_.max_body_bytes) return true;
  const bool upload = options_.is_upload && options_.is_upload(request.method, request.path);
  const std::size_t limit = upload ? options_.max_upload_bytes : options_.max_body_bytes;
  if (length > limit) {
    refuse(connection, Refusal{413,
                               {"请求体超过上限 " + megabytes(limit) + "；文件请拆分后再上传。",
                                "The body is over the limit of " + megabytes(limit) +
                                    ": split a file and upload its parts."}});
    return false;
  }
  if (length <= kSmallBody) return true;
  if (uploads_ >= options_.max_uploads_at_once && !make_upload_place()) {
    refuse(connection, busy("同时上传的请求过多，请稍后重试。",
                            "Too many large bodies are being sent at once: try again shortly."));
    return false;
  }
  connection.has_upload_place = true;
  ++uploads_;
  buffered_ -= connection.buffered;  // counted by its place from now on
  connection.buffered = 0;
  return true;
}

bool Lobby::make_upload_place() {
  const auto now = Clock::now();
  for (auto& [id, other] : connections_) {
    if (!other->has_upload_place || other->phase != Phase::kBody) continue;
    const auto given = options_.body_deadline * (1 + other->framing.content_length / kBodyStep);
    const auto elapsed = now - (other->deadline - given);
    const auto seconds = std::chrono::duration<double>(elapsed).count();
    const auto received = static_cast<double>(other->request.body.size());
    if (elapsed < options_.body_deadline / kUploadGrace || received >= seconds * kSlowUploadBytesPerSecond)
      continue;
    refuse(*other, Refusal{408,
                           {"上传过慢，已让位给其他请求，请稍后重试。",
                            "The upload was too slow and gave way to others: try again later."}});
    return true;
  }
  return false;
}

void Lobby::serve(Connection& connection) {
  clear_deadline(connection);
  connection.request.remote_address = connection.remote_address;
  connection.request.started = Clock::now();
  connection.phase = Phase::kServing;
  ++requests_;
  serve_soon_(connection);
}

}  // namespace koujing::http
