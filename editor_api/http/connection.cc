#include "editor_api/http/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace koujing::http {
namespace {

std::string address_of_peer(int socket) {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return {};
  const void* address = nullptr;
  if (peer.ss_family == AF_INET) address = &reinterpret_cast<const sockaddr_in*>(&peer)->sin_addr;
  if (peer.ss_family == AF_INET6) address = &reinterpret_cast<const sockaddr_in6*>(&peer)->sin6_addr;
  if (address == nullptr || inet_ntop(peer.ss_family, address, text.data(), text.size()) == nullptr)
    return {};
  return text.data();
}

}  // namespace

Connection::Connection(std::uint64_t id_given, int socket_given)
    : id(id_given), socket(socket_given), remote_address(address_of_peer(socket_given)) {}

Connection::~Connection() { ::close(socket); }

Connection::Sent Connection::send_more() {
  while (unsent() > 0) {
    std::array<iovec, 2> parts{};
    std::size_t count = 0;
    if (sent < head.size()) parts[count++] = {head.data() + sent, head.size() - sent};
    const std::size_t of_body = sent < head.size() ? 0 : sent - head.size();
    if (of_body < body.size()) parts[count++] = {body.data() + of_body, body.size() - of_body};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const ssize_t n = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? Sent::kPart : Sent::kBroken;
    sent += static_cast<std::size_t>(n);
  }
  return Sent::kAll;
}

}  // namespace koujing::http
