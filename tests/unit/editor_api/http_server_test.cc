// Starting and stopping the server, and the client when nobody is there.
#include <gtest/gtest.h>

#include <future>
#include <string>
#include <thread>

#include "editor_api/http/http_client.h"
#include "tests/unit/editor_api/http_raw.h"

namespace koujing::http {
namespace {

TEST(HttpServer, TellsThePortThatItGot) {
  RunningServer server;
  EXPECT_GT(server->port(), 0);
  EXPECT_EQ("http://127.0.0.1:" + std::to_string(server->port()), server->address());
}

TEST(HttpServer, RefusesAPortInUseAndSaysWhatToDo) {
  RunningServer server;
  Options options;
  options.port = server->port();
  const auto second = listen(options, tell);
  ASSERT_FALSE(second);
  EXPECT_EQ(ErrorKind::kUnavailable, second.error().kind);
  EXPECT_EQ("listen_failed", second.error().code);
  const std::string at = "127.0.0.1:" + std::to_string(server->port());
  EXPECT_EQ("Cannot listen on " + at +
                ": the port is in use. Stop the program that uses it, or choose another with --listen.",
            second.error().message.en);
  EXPECT_EQ("无法监听 " + at + "：端口已被占用，请停止占用它的程序，或用 --listen 换一个端口。",
            second.error().message.zh);
}

TEST(HttpServer, RefusesAnAddressThatIsNotItsOwn) {
  Options options;
  options.host = "192.0.2.1";  // TEST-NET-1, never assigned
  options.port = 0;
  const auto server = listen(options, tell);
  ASSERT_FALSE(server);
  EXPECT_EQ("listen_failed", server.error().code);
}

TEST(HttpServer, StopEndsRunAndClosesIdleConnections) {
  RunningServer server;
  RawClient idle(server), half(server), kept(server);
  half.send("GET / HT");
  EXPECT_EQ(200, kept.ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").status);
  server.stop();  // joins the thread of run()
  EXPECT_TRUE(idle.closed());
  EXPECT_TRUE(kept.closed());
}

TEST(HttpServer, StopBeforeRunLetsRunReturnAtOnce) {
  Options options;
  options.port = 0;
  auto server = listen(options, tell);
  ASSERT_TRUE(server);
  (*server)->stop();
  (*server)->run();
  EXPECT_EQ(0u, (*server)->counters().connections_open);
}

TEST(HttpServer, StopLetsTheRequestUnderWayFinish) {
  std::promise<void> begun, go_on;
  RunningServer server({}, [&](const Request&, Response& response) {
    begun.set_value();
    go_on.get_future().wait();
    response.body = "done";
  });
  RawClient client(server), idle(server);
  client.send("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 0\r\n\r\n");
  begun.get_future().wait();
  std::thread stopping([&] { server.stop(); });
  EXPECT_TRUE(idle.closed());  // so the stop has begun
  go_on.set_value();
  EXPECT_EQ("done", client.receive().body);
  EXPECT_TRUE(client.closed());
  stopping.join();
}

TEST(HttpServer, CountsWhatCameIn) {
  RunningServer server;
  RawClient good(server), bad(server);
  EXPECT_EQ(200, good.ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").status);
  EXPECT_EQ(400, bad.ask("nonsense\r\n\r\n").status);
  const Counters counters = server->counters();
  EXPECT_EQ(2u, counters.connections_open);
  EXPECT_EQ(2u, counters.connections_total);
  EXPECT_EQ(1u, counters.requests_total);
  EXPECT_EQ(1u, counters.refused_total);
}

TEST(HttpClient, CarriesMethodHeadersAndBodyAndKeepsItsConnection) {
  RunningServer server({}, [](const Request& request, Response& response) {
    response.status = 409;
    response.set("X-Seen", request.header("x-one") + request.header("content-type"));
    response.body = request.method + request.query_value("q").value_or("") + request.body;
  });
  Client client("127.0.0.1", server->port());
  for (int i = 0; i < 2; ++i) {
    const auto response =
        client.send("PATCH", "/a?q=%E5%8F%A3%E5%BE%84", {{"X-One", "1"}}, "{}", "application/json");
    ASSERT_TRUE(response);
    EXPECT_EQ(409, response->status);
    EXPECT_EQ("PATCH口径{}", response->body);
    EXPECT_EQ("1application/json", response->header("x-seen"));
  }
  EXPECT_EQ(1u, server->counters().connections_total);
}

TEST(HttpClient, SaysThatNobodyAnswers) {
  int port = 0;
  {
    RunningServer server;
    port = server->port();
  }
  const auto response = Client("127.0.0.1", port).send("GET", "/");
  ASSERT_FALSE(response);
  EXPECT_EQ("no_answer", response.error().code);
  EXPECT_EQ("No answer from 127.0.0.1:" + std::to_string(port) +
                ": check that the server runs (koujing serve) and the address is right.",
            response.error().message.en);
}

}  // namespace
}  // namespace koujing::http
