// Checkpoints that go outside: once each, again after a refusal, and never to what is no address.
#include "editor_api/checkpoint_post.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/editor_api/http_raw.h"

namespace koujing::door {
namespace {

CheckpointRow checkpoint(std::uint64_t size) { return {size, {}, "note " + std::to_string(size) + "\n"}; }

TEST(CheckpointPost, SendsTheNewestUntilItIsAccepted) {
  std::vector<std::string> received;
  int status = 503;
  http::RunningServer server({}, [&](const http::Request& request, http::Response& response) {
    received.push_back(request.method + " " + request.path + " " + request.body);
    response.status = status;
  });
  auto post = CheckpointPost::to(server->address() + "/log");
  ASSERT_TRUE(post);
  const Status refused = post->send(checkpoint(5));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "not_accepted");
  status = 204;
  EXPECT_TRUE(post->send(checkpoint(7)));
  EXPECT_TRUE(post->send(checkpoint(7))) << "there already";
  EXPECT_TRUE(post->send(checkpoint(8)));
  EXPECT_EQ(received,
            (std::vector<std::string>{"POST /log note 5\n", "POST /log note 7\n", "POST /log note 8\n"}));
  server.stop();
  const Status lost = post->send(checkpoint(9));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, "no_answer");
}

TEST(CheckpointPost, RefusesWhatIsNoAddress) {
  for (const char* url :
       {"", "audit.example", "ftp://audit.example/", "http://", "https:///x", "http://a b/", "http://u@h/"})
    EXPECT_FALSE(CheckpointPost::to(url)) << url;
  EXPECT_TRUE(CheckpointPost::to("https://audit.example:8443/a?b=c"));
  EXPECT_TRUE(CheckpointPost::to("http://[::1]:8080"));
}

}  // namespace
}  // namespace koujing::door
