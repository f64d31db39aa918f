#include "content/originals/read_scan.h"

#include <gmock/gmock.h>

#include "content/originals/confined_process.h"

namespace koujing {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(ReadScan, PutsRightWhatTheProgramIsKnownToWrite) {
  EXPECT_EQ(recognised_as_markdown(
                "关 于 宽 带 资 费 的 通 知\n市场 (2026] 26号\n\n每月 39 元 ， 含 30GB 流量\n\f"),
            "关于宽带资费的通知\n市场〔2026〕26号\n\n每月39元，含30GB流量\n");
  EXPECT_EQ(recognised_as_markdown("电话 (025) 5206 0000，2026 年起（2026）"),
            "电话(025) 5206 0000，2026年起（2026）\n")
      << "other brackets stay";
  EXPECT_EQ(recognised_as_markdown("| .\n\n~ -\n\f"), "") << "stray signs are no text";
  EXPECT_EQ(recognised_as_markdown(""), "");
}

TEST(ReadScan, SplitsPagesAndStopsAtWhatIsNone) {
  const std::string page = "P5\n2 3\n255\nabcdef";
  EXPECT_THAT(pages_of_pgm(page + page), SizeIs(2));
  EXPECT_THAT(pages_of_pgm(page + "P5\n2 3\n255\nabc"), SizeIs(1)) << "cut off";
  for (const char* odd :
       {"", "P5", "P5\n", "P5\n-1 2\n255\n", "P5\n99999999 99999999\n255\nx", "P6\n1 1\n255\nabc"})
    EXPECT_THAT(pages_of_pgm(odd), SizeIs(0)) << odd;
}

// A picture of a page of the sample's, through both programs.
class Recognise : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto pdf =
        file(std::string(KOUJING_SOURCE_DIR) + "/content/sample/originals/n06-开学季活动通知.pdf");
    const auto run = run_confined({"/usr/bin/pdftoppm", "-r", "200", "-gray", "-png", "-l", "1", "-"}, pdf);
    ASSERT_TRUE(run);
    picture = run->output;
  }
  static std::string file(const std::string& path) {
    std::string bytes;
    FILE* from = fopen(path.c_str(), "rb");
    char buffer[4096];
    for (std::size_t got = 0; from != nullptr && (got = fread(buffer, 1, sizeof buffer, from)) > 0;)
      bytes.append(buffer, got);
    if (from != nullptr) fclose(from);
    return bytes;
  }
  std::string picture;
};

TEST_F(Recognise, APhotographedNotice) {
  const auto text = extract_text(picture, "扫描件.png");
  ASSERT_TRUE(text) << text.error().log_detail;
  EXPECT_THAT(text->markdown, StartsWith(std::string(kRecognised)));
  EXPECT_THAT(text->markdown, HasSubstr("市场〔2026〕26号"));
  EXPECT_THAT(text->markdown, HasSubstr("每月39元"));
  EXPECT_EQ(text->media_type, "image/png");
}

TEST_F(Recognise, APictureThatIsCutOffIsSaidToBeDamaged) {
  const auto text = extract_text(std::string_view(picture).substr(0, 40), "坏.png");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, "original_damaged");
}

TEST_F(Recognise, APictureWiderThanTheProgramTakesIsTooLarge) {
  const auto text = read_picture("P5\n33000 1\n255\n" + std::string(33'000, ' '));
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, "original_takes_too_long");
  EXPECT_THAT(text.error().message.zh, HasSubstr("缩小图片"));
}

}  // namespace
}  // namespace koujing
