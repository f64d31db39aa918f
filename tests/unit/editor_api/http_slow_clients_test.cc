// Clients that wait, send slowly or read slowly: they hold no worker, and each ends at its deadline.
#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <string>

#include "editor_api/http/http_client.h"
#include "tests/unit/editor_api/http_raw.h"

namespace koujing::http {
namespace {

using std::chrono::milliseconds;

constexpr auto kShort = milliseconds(50);

// More than the kernel buffers of both ends take while nobody reads.
void answer_eight_megabytes(const Request& request, Response& response) {
  if (request.path == "/large") response.body.assign(8 * 1024 * 1024, 'x');
}

TEST(HttpSlowClient, OfAnyKindLeavesTheWorkersToOthers) {
  Options options;
  options.worker_threads = 8;
  options.max_uploads_at_once = 8;
  RunningServer server(options, answer_eight_megabytes);
  std::deque<RawClient> slow;
  for (int i = 0; i < 8; ++i) {
    slow.emplace_back(server);  // idle from the start
    slow.emplace_back(server).send("GET / HTTP/1.1\r\nHost:");
    slow.emplace_back(server).send("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 100000\r\n\r\npart");
    slow.emplace_back(server, 4096).send("GET /large HTTP/1.1\r\nHost: k\r\n\r\n");
    EXPECT_EQ(200,
              slow.emplace_back(server).ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").status);  // kept, then idle
  }
  Client quick("127.0.0.1", server->port());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(200, quick.send("GET", "/")->status);
  EXPECT_EQ(41u, server->counters().connections_open);
}

TEST(HttpSlowClient, LosesTheConnectionWhenItsHeadIsNotThereInTime) {
  Options options;
  options.header_deadline = kShort;
  RunningServer server(options);
  RawClient client(server);
  const auto response = client.ask("GET / HTTP/1.1\r\nHost: k\r\nX-Slow: ");
  EXPECT_EQ(408, response.status);
  EXPECT_EQ("close", response.header("connection"));
  EXPECT_TRUE(client.closed());
}

TEST(HttpSlowClient, GainsNoTimeBySendingOneByteAfterAnother) {
  Options options;
  options.header_deadline = kShort;
  RunningServer server(options);
  RawClient client(server);
  const auto begin = std::chrono::steady_clock::now();
  client.send("GET / HTTP/1.1\r\nHost: k\r\nX-Slow: ");
  // Far from the 64 KB of a head that is too long; the refusal comes when the deadline is over.
  while (server->counters().refused_total == 0 && client.send("x") &&
         std::chrono::steady_clock::now() - begin < milliseconds(5000)) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  const auto elapsed = std::chrono::steady_clock::now() - begin;
  EXPECT_GE(elapsed, kShort);
  EXPECT_EQ(408, client.receive().status);
}

TEST(HttpSlowClient, LosesTheConnectionWhenItsBodyIsNotThereInTime) {
  Options options;
  options.body_deadline = kShort;
  RunningServer server(options);
  RawClient client(server);
  EXPECT_EQ(408, client.ask("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 10\r\n\r\nabc").status);
  EXPECT_TRUE(client.closed());
}

TEST(HttpSlowClient, ThatStaysIdleIsClosedWithoutAWord) {
  Options options;
  options.idle_deadline = kShort;
  RunningServer server(options);
  RawClient fresh(server);
  EXPECT_TRUE(fresh.closed());
  RawClient kept(server);
  EXPECT_EQ(200, kept.ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").status);
  EXPECT_TRUE(kept.closed());
}

TEST(HttpSlowClient, ThatReadsNothingIsResetAtTheDeadline) {
  Options options;
  options.write_deadline = kShort;
  RunningServer server(options, answer_eight_megabytes);
  RawClient client(server, 4096);
  client.send("GET /large HTTP/1.1\r\nHost: k\r\n\r\n");
  EXPECT_TRUE(client.was_reset());
}

TEST(HttpUploads, BeyondThoseAllowedAtOnceAreAskedToComeAgain) {
  Options options;
  options.max_uploads_at_once = 1;
  RunningServer server(options);
  const std::string head =
      "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 70000\r\nExpect: 100-continue\r\n\r\n";
  RawClient first(server);
  EXPECT_EQ(100, first.ask(head).status);
  RawClient second(server);
  const auto refusal = second.ask(head);
  EXPECT_EQ(503, refusal.status);
  EXPECT_EQ("2", refusal.header("retry-after"));
  RawClient small(server);  // up to 64 KB is no upload
  EXPECT_EQ(200,
            small.ask("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 65536\r\n\r\n" + std::string(65536, 'x'))
                .status);
  EXPECT_EQ(200, first.ask(std::string(70000, 'x')).status);
  int status = 503;  // the place is free again, soon after the answer was read
  const auto begin = std::chrono::steady_clock::now();
  while (status == 503 && std::chrono::steady_clock::now() - begin < milliseconds(5000))
    status = RawClient(server).ask(head).status;
  EXPECT_EQ(100, status);
}

TEST(HttpUploads, ThatHardlyMoveGiveWay) {
  Options options;
  options.max_uploads_at_once = 1;
  options.body_deadline = milliseconds(1500);  // of which 100 ms to get going
  RunningServer server(options);
  const std::string head =
      "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 70000\r\nExpect: 100-continue\r\n\r\n";
  RawClient stuck(server);
  EXPECT_EQ(100, stuck.ask(head).status);
  const auto begin = std::chrono::steady_clock::now();
  int status = 503;
  while (status == 503 && std::chrono::steady_clock::now() - begin < milliseconds(1400)) {
    status = RawClient(server).ask(head).status;
  }
  EXPECT_EQ(100, status);
  EXPECT_EQ(408, stuck.receive().status);
}

TEST(HttpDownloads, ThatWaitForSlowReadersAreBoundedTogether) {
  RunningServer server({}, [](const Request& request, Response& response) {
    if (request.path == "/large") response.body.assign(20 * 1024 * 1024, 'x');
  });
  std::deque<RawClient> readers;
  for (int i = 0; i < 6; ++i) {  // 120 of the 128 MB
    RawClient& reader = readers.emplace_back(server, 4096);
    reader.send("GET /large HTTP/1.1\r\nHost: k\r\n\r\n");
    EXPECT_EQ(200, reader.receive(true).status);
  }
  RawClient late(server);
  const auto refusal = late.ask("GET /large HTTP/1.1\r\nHost: k\r\n\r\n");
  EXPECT_EQ(503, refusal.status);
  EXPECT_EQ("5", refusal.header("retry-after"));
  EXPECT_EQ(200, late.ask("GET /small HTTP/1.1\r\nHost: k\r\n\r\n").status);
  // What a change did must be told, however large the answer.
  EXPECT_EQ(20u * 1024 * 1024,
            late.ask("POST /large HTTP/1.1\r\nHost: k\r\nContent-Length: 0\r\n\r\n").body.size());
}

TEST(HttpConnections, OverTheLimitAreToldSoAndClosed) {
  Options options;
  options.max_connections = 2;
  RunningServer server(options);
  RawClient one(server), two(server);
  EXPECT_EQ(200, one.ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").status);
  EXPECT_EQ(200, two.ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").status);
  RawClient three(server);
  const auto refusal = three.receive();
  EXPECT_EQ(503, refusal.status);
  EXPECT_EQ("2", refusal.header("retry-after"));
  EXPECT_TRUE(three.closed());
  EXPECT_EQ(200, one.ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").status);
}

}  // namespace
}  // namespace koujing::http
