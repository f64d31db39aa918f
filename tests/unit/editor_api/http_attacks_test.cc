// Attacks on the door as raw bytes, the seven of cpp-httplib 0.11.4 first
// (docs/decisions/0003-http-guard.md). Each ends in the status written here, on a closed connection, and the
// handler never runs.
#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "tests/unit/editor_api/http_raw.h"

namespace koujing::http {
namespace {

class HttpAttack : public testing::Test {
 protected:
  // The status of the refusal; 0 unless the server then hangs up and the handler was not called.
  int refusal_of(const std::string& bytes) {
    RawClient client(server_);
    client.send(bytes);
    const RawResponse response = client.receive();
    EXPECT_EQ("close", response.header("connection"));
    EXPECT_EQ("application/problem+json", response.header("content-type"));
    EXPECT_TRUE(client.closed());
    EXPECT_EQ(0, handled_) << "the handler saw the request";
    return response.status;
  }

  std::atomic<int> handled_ = 0;
  RunningServer server_{{}, [this](const Request&, Response&) { ++handled_; }};
};

TEST_F(HttpAttack, ChunkedBodyOfAnySizeIsAskedForItsLength) {
  EXPECT_EQ(411, refusal_of("POST /notices HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "7fffffff\r\n" +
                            std::string(100'000, 'x')));
}

TEST_F(HttpAttack, RequestLineWithoutAnEndIsCutAtTheLimitOfTheAddress) {
  EXPECT_EQ(414, refusal_of("GET /" + std::string(200'000, 'a')));
}

TEST_F(HttpAttack, HeadersWithoutAnEndAreCutAtTheirLimit) {
  std::string bytes = "GET / HTTP/1.1\r\nHost: k\r\n";
  for (int i = 0; i < 4'000; ++i) bytes += "X-" + std::to_string(i) + ": " + std::string(60, 'v') + "\r\n";
  EXPECT_EQ(431, refusal_of(bytes));
}

TEST_F(HttpAttack, OneHeaderLineWithoutAnEndIsCutAtTheLimitOfTheHead) {
  EXPECT_EQ(431, refusal_of("GET / HTTP/1.1\r\nHost: k\r\nX: " + std::string(200'000, 'v')));
}

TEST_F(HttpAttack, CompressedBodyIsNeverInflated) {
  EXPECT_EQ(415, refusal_of("POST /notices HTTP/1.1\r\nHost: k\r\nContent-Encoding: gzip\r\n"
                            "Content-Length: 6\r\n\r\n\x1f\x8b\x08zzz"));
}

TEST_F(HttpAttack, HundredsOfOverlappingRangesAreRefused) {
  std::string ranges = "0-";
  for (int i = 0; i < 800; ++i) ranges += ",0-";
  EXPECT_EQ(416, refusal_of("GET /originals/1 HTTP/1.1\r\nHost: k\r\nRange: bytes=" + ranges + "\r\n\r\n"));
}

TEST_F(HttpAttack, TransferEncodingBesideContentLengthIsAmbiguous) {
  EXPECT_EQ(400,
            refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                       "0\r\n\r\nGET /admin HTTP/1.1\r\nHost: k\r\n\r\n"));
}

TEST_F(HttpAttack, TwoContentLengthsAreAmbiguousEvenWhenEqual) {
  EXPECT_EQ(400, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n"
                            "GET /admin HTTP/1.1\r\nHost: k\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx"));
  EXPECT_EQ(400, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 1, 1\r\n\r\nx"));
}

TEST_F(HttpAttack, NegativeChunkSizeIsNotEvenRead) {
  EXPECT_EQ(411, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nxx\r\n"));
}

TEST_F(HttpAttack, ContentLengthThatIsNoNumberOrTooLargeForOne) {
  EXPECT_EQ(400, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: -1\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 0x10\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length:\r\n\r\n"));
  EXPECT_EQ(413, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 99999999999999999999999\r\n\r\n"));
}

TEST_F(HttpAttack, BodyOverTheLimitIsRefusedBeforeItIsRead) {
  EXPECT_EQ(413, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 2097153\r\n\r\n"));
}

TEST_F(HttpAttack, OtherTransferEncodings) {
  EXPECT_EQ(501, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"));
  EXPECT_EQ(501, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: xchunked\r\n\r\n"));
}

TEST_F(HttpAttack, HeaderNamesAndLinesThatTwoReadersReadDifferently) {
  EXPECT_EQ(400, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length : 4\r\n\r\nabcd"));
  EXPECT_EQ(400, refusal_of("GET / HTTP/1.1\r\nHost: k\r\nX: a\r\n folded\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("GET / HTTP/1.1\nHost: k\n\n"));
  EXPECT_EQ(400, refusal_of("GET / HTTP/1.1\r\nHost: k\r\nX: a\rContent-Length: 5\r\n\r\n"));
  EXPECT_EQ(400, refusal_of(std::string("GET / HTTP/1.1\r\nHost: k\r\nX: a") + '\0' + "b\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("GET / HTTP/1.1\r\nHost: k\r\nno colon\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("GET / HTTP/1.1\r\nHost: k\r\nX: \xff\xfe\r\n\r\n"));
}

TEST_F(HttpAttack, NoHostOrTwo) {
  EXPECT_EQ(400, refusal_of("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"));
}

TEST_F(HttpAttack, RequestLinesThatAreNone) {
  EXPECT_EQ(400, refusal_of("GET /\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("GET  / HTTP/1.1\r\nHost: k\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("GET /a b HTTP/1.1\r\nHost: k\r\n\r\n"));
  EXPECT_EQ(400, refusal_of("\x16\x03\x01\x02\r\n\r\n"));  // a TLS greeting
  EXPECT_EQ(400, refusal_of("\r\n\r\n\r\n"));
  EXPECT_EQ(501, refusal_of("TRACE / HTTP/1.1\r\nHost: k\r\n\r\n"));
  EXPECT_EQ(501, refusal_of("CONNECT k:80 HTTP/1.1\r\nHost: k\r\n\r\n"));
  EXPECT_EQ(501, refusal_of("get / HTTP/1.1\r\nHost: k\r\n\r\n"));
  EXPECT_EQ(505, refusal_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
}

TEST_F(HttpAttack, AddressesThatAreNoCleanText) {
  const auto get = [this](const std::string& target) {
    return refusal_of("GET " + target + " HTTP/1.1\r\nHost: k\r\n\r\n");
  };
  EXPECT_EQ(400, get("/%ff"));           // not UTF-8
  EXPECT_EQ(400, get("/\xe4\xb8"));      // cut in the middle of a character
  EXPECT_EQ(400, get("/%c0%af"));        // an overlong slash
  EXPECT_EQ(400, get("/?q=%ed%a0%80"));  // a surrogate
  EXPECT_EQ(400, get("/a%00b"));
  EXPECT_EQ(400, get("/?q=%00"));
  EXPECT_EQ(400, get("/a%0d%0ab"));
  EXPECT_EQ(400, get("/%"));
  EXPECT_EQ(400, get("/%4"));
  EXPECT_EQ(400, get("/%zz"));
  EXPECT_EQ(400, get("/?q=%u6f2b"));
  EXPECT_EQ(400, get("/../etc/passwd"));
  EXPECT_EQ(400, get("/a/%2e%2e/b"));
  EXPECT_EQ(400, get("/a/..%2fb"));
  EXPECT_EQ(400, get("/a/."));
  EXPECT_EQ(400, get("/a#b"));
  EXPECT_EQ(400, get("a"));
}

TEST_F(HttpAttack, MoreThan128Headers) {
  std::string bytes = "GET / HTTP/1.1\r\nHost: k\r\n";
  for (int i = 0; i < 128; ++i) bytes += "X: 1\r\n";
  EXPECT_EQ(431, refusal_of(bytes + "\r\n"));
}

TEST_F(HttpAttack, ExpectationsOtherThanContinue) {
  EXPECT_EQ(417, refusal_of("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 1\r\nExpect: tea\r\n\r\n"));
}

TEST_F(HttpAttack, NothingAfterARefusalIsReadAsARequest) {
  EXPECT_EQ(501, refusal_of("TRACE / HTTP/1.1\r\nHost: k\r\n\r\nGET /second HTTP/1.1\r\nHost: k\r\n\r\n"));
  EXPECT_EQ(1u, server_->counters().refused_total);
  EXPECT_EQ(0u, server_->counters().requests_total);
}

}  // namespace
}  // namespace koujing::http
