// Old Word files, on a real one where the data beside the project is there: nothing in Debian writes them.
#include "content/originals/read_doc.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace koujing::testing {
namespace {

TEST(ReadDoc, ReadsTheTextOfARealFile) {
  const std::filesystem::path folder =
      std::filesystem::path(KOUJING_SOURCE_DIR) / "../shared/data/notices/office_binaries";
  std::filesystem::path file;
  if (std::filesystem::is_directory(folder))
    for (const auto& one : std::filesystem::directory_iterator(folder))
      if (one.path().extension() == ".doc") file = one.path();
  if (file.empty()) GTEST_SKIP() << "no .doc in " << folder;
  std::ifstream in(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const auto text = read_doc(bytes);
  ASSERT_TRUE(text.ok()) << text.error().log_detail;
  EXPECT_THAT(text->markdown, ::testing::HasSubstr("大典将我国职业归为8个大类"));
}

TEST(ReadDoc, MakesATableOfLinesBetweenBars) {
  EXPECT_EQ(antiword_as_markdown("资费表\n|套餐    |月费  |\n|畅联    |59 元 |\n\n以上。\n"),
            "资费表\n\n| 套餐 | 月费 |\n| --- | --- |\n| 畅联 | 59 元 |\n\n以上。\n");
  EXPECT_EQ(antiword_as_markdown(""), "");
}

}  // namespace
}  // namespace koujing::testing
