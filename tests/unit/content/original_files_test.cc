// Invariant 3: an original is written once and is, ever after, what its digest says or an error.
#include "content/originals/original_files.h"

#include <sys/stat.h>

#include "content/crypto/digest.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class Originals : public ::testing::Test {
 protected:
  std::filesystem::path file_of(const std::string& digest) const {
    return directory.path() / digest.substr(0, 2) / digest.substr(2);
  }

  static struct stat state_of(const std::filesystem::path& file) {
    struct stat state {};
    EXPECT_EQ(::stat(file.c_str(), &state), 0) << file;
    return state;
  }

  // As somebody with the disk in hands could do it.
  static void overwrite(const std::filesystem::path& file, const std::string& bytes) {
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  }

  TemporaryDirectory directory;
  OriginalFiles files{directory.path()};
};

TEST_F(Originals, AreKeptUnderTheDigestOfTheirBytesAndReadOnly) {
  const std::string bytes = "红头文件\r\n\xff" + std::string(1, '\0');
  const std::string digest = must(files.keep(bytes));
  EXPECT_EQ(digest, sha256_hex(bytes));
  EXPECT_EQ(must(files.read(digest)), bytes);
  EXPECT_EQ(state_of(file_of(digest)).st_mode & 0222, 0u);
}

TEST_F(Originals, AreWrittenOnceHoweverOftenTheyCome) {
  const std::string digest = must(files.keep("红头文件"));
  const auto first = state_of(file_of(digest)).st_ino;
  EXPECT_EQ(must(files.keep("红头文件")), digest);
  EXPECT_EQ(state_of(file_of(digest)).st_ino, first);
}

TEST_F(Originals, SayWhenTheyWereAlteredOnTheDisk) {
  const std::string digest = must(files.keep("每月 99 元"));
  overwrite(file_of(digest), "每月 9 元");
  EXPECT_EQ(code_of(files.read(digest)), "original_damaged");
  // Nor is the evidence written over when the same bytes come again.
  EXPECT_EQ(code_of(files.keep("每月 99 元")), "original_damaged");
  EXPECT_EQ(code_of(files.read(digest)), "original_damaged");
}

TEST_F(Originals, ThatWereNeverKeptAreMissing) {
  EXPECT_EQ(code_of(files.read(sha256_hex("nothing"))), "original_missing");
  EXPECT_EQ(code_of(files.read("../originals")), "original_missing");
  EXPECT_EQ(code_of(files.read("")), "original_missing");
}

}  // namespace
}  // namespace koujing::testing
