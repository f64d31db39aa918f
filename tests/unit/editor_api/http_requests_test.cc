// What reaches the handler and what comes back, on connections that behave.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "editor_api/http/http_client.h"
#include "tests/unit/editor_api/http_raw.h"

namespace koujing::http {
namespace {

TEST(HttpRequest, Utf8ArrivesFromPathAndQueryEncodedOrRaw) {
  RunningServer server;
  RawClient client(server);
  EXPECT_EQ("GET /漫游/资费?q=宽带 报修",
            client
                .ask("GET /%E6%BC%AB%E6%B8%B8/%e8%b5%84%e8%b4%b9?q=%E5%AE%BD%E5%B8%A6+%E6%8A%A5%E4%BF%AE "
                     "HTTP/1.1\r\nHost: k\r\n\r\n")
                .body);
  EXPECT_EQ("GET /漫游?q=宽带+", client.ask("GET /漫游?q=宽带%2B HTTP/1.1\r\nHost: k\r\n\r\n").body);
}

TEST(HttpRequest, QueryIsSplitAtTheFirstEqualsSignAndKeepsItsOrder) {
  RunningServer server;
  RawClient client(server);
  EXPECT_EQ("GET /s?q=a=b=c?z=?empty=?=x?q=2",
            client.ask("GET /s?q=a=b=c&z&&empty=&=x&q=2 HTTP/1.1\r\nHost: k\r\n\r\n").body);
}

TEST(HttpRequest, AbsoluteAddressMeansTheSameAsItsPath) {
  RunningServer server;
  RawClient client(server);
  EXPECT_EQ("GET /a?q=1", client.ask("GET http://k:8080/a?q=1 HTTP/1.1\r\nHost: k\r\n\r\n").body);
  EXPECT_EQ("GET /", client.ask("GET http://k HTTP/1.1\r\nHost: k\r\n\r\n").body);
}

TEST(HttpRequest, HeadersAreLowerCaseTrimmedAndNeverPercentDecoded) {
  RunningServer server({}, [](const Request& request, Response& response) {
    response.body = request.header("if-match") + "|" + request.header("x-twice") + "|" +
                    request.header("absent") + "|" + request.remote_address;
  });
  RawClient client(server);
  EXPECT_EQ(
      "\"a%22b\"|first||127.0.0.1",
      client
          .ask("GET / HTTP/1.1\r\nHost: k\r\nIf-MATCH: \t\"a%22b\" \r\nX-Twice: first\r\nX-Twice: second\r\n"
               "REMOTE_ADDR: 6.6.6.6\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n")
          .body);
}

TEST(HttpRequest, CookiesAreFoundByTheirWholeName) {
  Request request;
  request.headers["cookie"] = "xkoujing_session=no; koujing_session=\"abc=1\" ;theme=";
  EXPECT_EQ("abc=1", request.cookie("koujing_session"));
  EXPECT_EQ("", request.cookie("theme"));
  EXPECT_EQ(std::nullopt, request.cookie("session"));
}

TEST(HttpRequest, BodyIsPassedByteForByte) {
  RunningServer server;
  RawClient client(server);
  const std::string body("\0\r\n\r\nPOST / HTTP/1.1\xff", 21);
  EXPECT_EQ("PUT /b " + body,
            client.ask("PUT /b HTTP/1.1\r\nHost: k\r\nContent-Length: 21\r\n\r\n" + body).body);
}

TEST(HttpRequest, ArrivesWholeHoweverItIsCutIntoPackets) {
  RunningServer server;
  RawClient client(server);
  for (const char byte : std::string("POST /p HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\n\r\nabc")) {
    client.send(std::string(1, byte));
  }
  EXPECT_EQ("POST /p abc", client.receive().body);
}

TEST(HttpRequest, EmptyLineBeforeARequestIsForgiven) {
  RunningServer server;
  RawClient client(server);
  EXPECT_EQ("GET /a", client.ask("\r\nGET /a HTTP/1.1\r\nHost: k\r\n\r\n").body);
}

TEST(HttpRequest, LargeBodyIsAllowedWhereUploadsAre) {
  Options options;
  options.max_body_bytes = 1000;
  options.max_upload_bytes = 300'000;
  options.is_upload = [](const std::string& method, const std::string& path) {
    return method == "POST" && path == "/originals";
  };
  RunningServer server(options, [](const Request& request, Response& response) {
    response.body = std::to_string(request.body.size());
  });
  const std::string body(300'000, 'x');
  Client client("127.0.0.1", server->port());
  EXPECT_EQ("300000", client.send("POST", "/originals", {}, body, "application/octet-stream")->body);
  EXPECT_EQ("1000", client.send("POST", "/other", {}, std::string(1000, 'x'), "text/plain")->body);
  EXPECT_EQ(413, client.send("POST", "/other", {}, std::string(1001, 'x'), "text/plain")->status);
  EXPECT_EQ(413, client.send("POST", "/originals", {}, body + "x", "text/plain")->status);
}

TEST(HttpRequest, WaitsForContinueBeforeTheBodyAndGetsIt) {
  RunningServer server;
  RawClient client(server);
  EXPECT_EQ(
      100,
      client.ask("POST /p HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n").status);
  EXPECT_EQ("POST /p abc", client.ask("abc").body);
}

TEST(HttpRequest, PartsOfAFormBecomeUploads) {
  RunningServer server({}, [](const Request& request, Response& response) {
    for (const Upload& upload : request.uploads) {
      response.body +=
          upload.field + "|" + upload.file_name + "|" + upload.media_type + "|" + upload.content + "\n";
    }
    response.body += request.body;
  });
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\n停水通知\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"通知.docx\"\r\n"
      "Content-Type: application/x\r\n\r\n\r\n--\r\n\r\n--b--\r\n";
  Client client("127.0.0.1", server->port());
  EXPECT_EQ("subject|||停水通知\nfile|通知.docx|application/x|\r\n--\r\n\n",
            client.send("POST", "/f", {}, body, "multipart/form-data; boundary=b")->body);
  const auto broken = client.send("POST", "/f", {}, "--b\r\nno end", "multipart/form-data; boundary=b");
  EXPECT_EQ(400, broken->status);
  EXPECT_EQ("application/problem+json", broken->header("content-type"));
}

TEST(HttpConnection, IsKeptForTheNextRequest) {
  RunningServer server;
  RawClient client(server);
  for (int i = 0; i < 3; ++i) {
    const auto response = client.ask("GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: k\r\n\r\n");
    EXPECT_EQ("GET /" + std::to_string(i), response.body);
    EXPECT_EQ("(none)", response.header("connection"));
  }
  EXPECT_EQ(1u, server->counters().connections_total);
  EXPECT_EQ(3u, server->counters().requests_total);
}

TEST(HttpConnection, EndsWhenTheClientAsksOrTheNumberOfRequestsIsReached) {
  Options options;
  options.keep_alive_requests = 2;
  RunningServer server(options);
  RawClient asks(server);
  EXPECT_EQ("close",
            asks.ask("GET / HTTP/1.1\r\nHost: k\r\nConnection: x, Close\r\n\r\n").header("connection"));
  EXPECT_TRUE(asks.closed());
  RawClient stays(server);
  EXPECT_EQ("(none)", stays.ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").header("connection"));
  EXPECT_EQ("close", stays.ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n").header("connection"));
  EXPECT_TRUE(stays.closed());
}

TEST(HttpConnection, OfHttp10EndsUnlessItAsksToStay) {
  RunningServer server;
  RawClient old(server);
  EXPECT_EQ("close", old.ask("GET / HTTP/1.0\r\n\r\n").header("connection"));
  EXPECT_TRUE(old.closed());
  RawClient stays(server);
  EXPECT_EQ("keep-alive", stays.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("connection"));
  EXPECT_EQ("GET /2", stays.ask("GET /2 HTTP/1.0\r\n\r\n").body);
}

TEST(HttpConnection, AnswersPipelinedRequestsInOrder) {
  RunningServer server;
  RawClient client(server);
  client.send(
      "GET /1 HTTP/1.1\r\nHost: k\r\n\r\nPOST /2 HTTP/1.1\r\nHost: k\r\nContent-Length: 2\r\n\r\nab"
      "GET /3 HTTP/1.1\r\nHost: k\r\n\r\nGET /4 HTT");
  EXPECT_EQ("GET /1", client.receive().body);
  EXPECT_EQ("POST /2 ab", client.receive().body);
  EXPECT_EQ("GET /3", client.receive().body);
  EXPECT_EQ("GET /4", client.ask("P/1.1\r\nHost: k\r\n\r\n").body);
}

TEST(HttpResponse, CarriesDateLengthAndTypeAndNothingOfTheLibrary) {
  RunningServer server;
  const auto response = RawClient(server).ask("GET /a HTTP/1.1\r\nHost: k\r\n\r\n");
  EXPECT_EQ(200, response.status);
  EXPECT_EQ("6", response.header("content-length"));
  EXPECT_EQ("text/plain; charset=utf-8", response.header("content-type"));
  EXPECT_EQ(29u, response.header("date").size());
  EXPECT_EQ(" GMT", response.header("date").substr(25));
  EXPECT_EQ(3u, response.headers.size());
}

TEST(HttpResponse, ToHeadHasTheLengthButNoBody) {
  RunningServer server;
  RawClient client(server);
  client.send("HEAD /abc HTTP/1.1\r\nHost: k\r\n\r\nGET /next HTTP/1.1\r\nHost: k\r\n\r\n");
  const auto head = client.receive(true);
  EXPECT_EQ(200, head.status);
  EXPECT_EQ("9", head.header("content-length"));
  EXPECT_EQ("GET /next", client.receive().body);
}

TEST(HttpResponse, IsWholeWhateverRangeWasAskedFor) {
  RunningServer server;
  const auto response = RawClient(server).ask("GET /abc HTTP/1.1\r\nHost: k\r\nRange: bytes=0-1, 4-\r\n\r\n");
  EXPECT_EQ(200, response.status);
  EXPECT_EQ("GET /abc", response.body);
}

TEST(HttpResponse, ToARefusedHeadHasNoBodyEither) {
  RunningServer server;
  RawClient client(server);
  client.send("HEAD /% HTTP/1.1\r\nHost: k\r\n\r\n");
  EXPECT_EQ(400, client.receive(true).status);
  EXPECT_TRUE(client.closed());
}

TEST(HttpResponse, WithoutContentHasNoBodyAndNoLength) {
  RunningServer server({}, [](const Request& request, Response& response) {
    response.status = request.path == "/unchanged" ? 304 : 204;
    response.set("ETag", "\"1\"");
    response.body = "must not be sent";
  });
  RawClient client(server);
  client.send("GET /unchanged HTTP/1.1\r\nHost: k\r\n\r\nDELETE /x HTTP/1.1\r\nHost: k\r\n\r\n");
  const auto unchanged = client.receive();
  EXPECT_EQ(304, unchanged.status);
  EXPECT_EQ("\"1\"", unchanged.header("etag"));
  EXPECT_EQ("(none)", unchanged.header("content-length"));
  EXPECT_EQ(204, client.receive().status);
}

TEST(HttpResponse, PassesFieldsOnAndDropsThoseThatWouldSplitIt) {
  RunningServer server({}, [](const Request&, Response& response) {
    response.headers = {{"Set-Cookie", "a=1"},
                        {"Set-Cookie", "b=2"},
                        {"Content-Encoding", "gzip"},
                        {"X-Split", "a\r\nSet-Cookie: evil=1"},
                        {"X-Nul", std::string("a\0b", 3)},
                        {"X Name", "a"},
                        {"Content-Length", "5"},
                        {"Connection", "upgrade"}};
    response.content_type = "text/html\r\nX-Evil: 1";
    response.body = "12";
  });
  const auto response = RawClient(server).ask("GET / HTTP/1.1\r\nHost: k\r\n\r\n");
  EXPECT_EQ(2u, response.headers.count("set-cookie"));
  EXPECT_EQ("gzip", response.header("content-encoding"));
  EXPECT_EQ("2", response.header("content-length"));
  EXPECT_EQ(5u, response.headers.size());  // and the date
}

TEST(HttpResponse, SetReplacesAFieldWhateverItsCase) {
  Response response;
  response.set("ETag", "1");
  response.set("etag", "2");
  ASSERT_EQ(1u, response.headers.size());
  EXPECT_EQ("2", response.headers[0].second);
}

TEST(HttpResponse, AfterAnExceptionSaysNothingOfIt) {
  RunningServer server({}, [](const Request& request, Response& response) {
    response.set("X-Half", "made");
    if (request.path == "/int") throw 42;
    throw std::runtime_error("SQLSTATE 42 /var/lib/secret");
  });
  for (const std::string path : {"/std", "/int"}) {
    RawClient client(server);
    const auto response = client.ask("GET " + path + " HTTP/1.1\r\nHost: k\r\n\r\n");
    EXPECT_EQ(500, response.status);
    EXPECT_EQ("application/problem+json", response.header("content-type"));
    EXPECT_EQ(std::string::npos, response.body.find("SQLSTATE"));
    EXPECT_EQ(4u, response.headers.size()) << "connection, length, type, date";
    EXPECT_TRUE(client.closed());
  }
}

TEST(HttpResponse, OfTwentyMegabytesArrivesWhole) {
  RunningServer server({}, [](const Request&, Response& response) {
    response.body.assign(20 * 1024 * 1024, 'x');
    response.body.back() = '!';
  });
  const auto response = Client("127.0.0.1", server->port()).send("GET", "/originals/1");
  EXPECT_EQ(20u * 1024 * 1024, response->body.size());
  EXPECT_EQ('!', response->body.back());
}

TEST(HttpResponse, OfARefusalIsMadeByTheCaller) {
  Options options;
  options.refusal = [](int status, const Message& detail, const Request& asked, Response& response) {
    response.status = 200;  // has no say in the status
    response.body = std::to_string(status) +
                    (detail.en.find("not a number") == std::string::npos ? "" : " in ") +
                    asked.header("accept-language");
    response.content_type = "text/plain";
  };
  RunningServer server(options);
  const auto response =
      RawClient(server).ask("GET / HTTP/1.1\r\nHost: k\r\nAccept-Language: en\r\nContent-Length: x\r\n\r\n");
  EXPECT_EQ(400, response.status);
  EXPECT_EQ("400 in en", response.body);
}

TEST(HttpResponse, OfARefusalSurvivesACallerThatThrows) {
  Options options;
  options.refusal = [](int, const Message&, const Request&, Response&) {
    throw std::runtime_error("no template");
  };
  RunningServer server(options);
  const auto response = RawClient(server).ask("GET /% HTTP/1.1\r\nHost: k\r\n\r\n");
  EXPECT_EQ(400, response.status);
  EXPECT_EQ("application/problem+json", response.header("content-type"));
}

}  // namespace
}  // namespace koujing::http
