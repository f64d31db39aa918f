#include "editor_api/http/multipart.h"

#include <gtest/gtest.h>

#include <string>

namespace koujing::http {
namespace {

std::string part(const std::string& disposition, const std::string& content) {
  return "--b\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
}

// The name of the one file in it; "(refused)" when it is.
std::string file_name(const std::string& parameters) {
  std::vector<Upload> uploads;
  const auto refusal =
      read_multipart(part("form-data; name=\"file\"; " + parameters, "x") + "--b--", "b", uploads);
  return refusal || uploads.size() != 1 ? "(refused)" : uploads[0].file_name;
}

TEST(Multipart, BoundaryIsTakenFromFormDataAlone) {
  EXPECT_EQ("b", multipart_boundary("multipart/form-data; boundary=b"));
  EXPECT_EQ("a b;c", multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b;c\""));
  EXPECT_EQ("", multipart_boundary("multipart/form-data"));
  EXPECT_EQ("", multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'b')));
  EXPECT_EQ(std::nullopt, multipart_boundary("multipart/mixed; boundary=b"));
  EXPECT_EQ(std::nullopt, multipart_boundary("application/json"));
  EXPECT_EQ(std::nullopt, multipart_boundary(""));
}

TEST(Multipart, FileNamesOfBrowsersAndPrograms) {
  EXPECT_EQ("停水通知.docx", file_name("filename=\"停水通知.docx\""));
  EXPECT_EQ("a\"b.txt", file_name("filename=\"a%22b.txt\""));
  EXPECT_EQ("a\"b.txt", file_name("filename=\"a\\\"b.txt\""));
  EXPECT_EQ("100%.txt", file_name("filename=\"100%.txt\""));
  EXPECT_EQ("plain.txt", file_name("FileName=plain.txt"));
  EXPECT_EQ("通.docx", file_name("filename=\"_.docx\"; filename*=UTF-8''%E9%80%9A.docx"));
}

TEST(Multipart, FileNamesLoseTheirDirectories) {
  EXPECT_EQ("a.docx", file_name("filename=\"C:\\docs\\a.docx\""));
  EXPECT_EQ("passwd", file_name("filename=\"../../etc/passwd\""));
}

TEST(Multipart, FileNamesThatAreNoCleanTextAreRefused) {
  EXPECT_EQ("(refused)", file_name("filename=\"\xff.txt\""));
  EXPECT_EQ("(refused)", file_name("filename=\"a%0Ab.txt\""));
  EXPECT_EQ("(refused)", file_name("filename*=GBK''%CD%A8.txt"));
  EXPECT_EQ("(refused)", file_name("filename*=UTF-8''%E9%8.txt"));
}

TEST(Multipart, PreambleEpilogueAndEmptyPartsAreRead) {
  std::vector<Upload> uploads;
  const std::string body =
      "preamble\r\n" + part("form-data; name=a", "") + part("form-data; name=b", "2") + "--b--\r\nepilogue";
  ASSERT_FALSE(read_multipart(body, "b", uploads).has_value());
  ASSERT_EQ(2u, uploads.size());
  EXPECT_EQ("a", uploads[0].field);
  EXPECT_EQ("", uploads[0].content);
  EXPECT_EQ("2", uploads[1].content);
}

TEST(Multipart, BrokenBodiesAreRefused) {
  const auto status = [](const std::string& body, const std::string& boundary = "b") {
    std::vector<Upload> uploads;
    const auto refusal = read_multipart(body, boundary, uploads);
    return refusal ? refusal->status : 200;
  };
  const std::string good = part("form-data; name=a", "1");
  EXPECT_EQ(200, status(good + "--b--"));
  EXPECT_EQ(400, status(good + "--b--", ""));
  EXPECT_EQ(400, status(good + "--b--", "c"));
  EXPECT_EQ(400, status(good));
  EXPECT_EQ(400, status(good + "--b"));
  EXPECT_EQ(400, status(good + "--b\r\n"));
  EXPECT_EQ(400, status(""));
  EXPECT_EQ(400, status(part("form-data", "no name") + "--b--"));
  EXPECT_EQ(400, status(part("attachment; name=a", "1") + "--b--"));
  EXPECT_EQ(400, status("--b\r\nContent-Type: text/plain\r\n\r\nno disposition\r\n--b--"));
  EXPECT_EQ(400, status("--b\r\nno colon\r\n\r\n1\r\n--b--"));
  EXPECT_EQ(400, status(part("form-data; name=\"" + std::string(9000, 'n') + "\"", "1") + "--b--"));
}

TEST(Multipart, SixtyFourPartsAreTakenAndNoMore) {
  std::string body;
  std::vector<Upload> uploads;
  for (int i = 0; i < 64; ++i) body += part("form-data; name=a", std::to_string(i));
  EXPECT_FALSE(read_multipart(body + "--b--", "b", uploads).has_value());
  EXPECT_EQ(64u, uploads.size());
  uploads.clear();
  EXPECT_TRUE(read_multipart(body + part("form-data; name=a", "65") + "--b--", "b", uploads).has_value());
}

}  // namespace
}  // namespace koujing::http
