// The text of an original out of a child process, whatever becomes of the child.
#include "content/originals/confined_extract.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "content/originals/extraction_errors.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

Extraction some_text() { return {"text/plain", ExtractedText{"# 一\n\n二", "text/plain", "一"}}; }

TEST(ExtractionFrame, ComesBackAsItWent) {
  const Extraction text = unframed(frame_of(some_text()));
  EXPECT_EQ(text.media_type, "text/plain");
  ASSERT_TRUE(text.text);
  EXPECT_EQ(text.text->markdown, "# 一\n\n二");
  EXPECT_EQ(text.text->title, "一");

  const Extraction none =
      unframed(frame_of({"image/png", original_unsupported({"不能读", "cannot be read"})}));
  EXPECT_EQ(none.media_type, "image/png");
  ASSERT_FALSE(none.text);
  EXPECT_EQ(none.text.error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(none.text.error().message.zh, "不能读");
}

TEST(ExtractionFrame, OfRubbishIsADamagedFile) {
  const std::string frame = frame_of(some_text());
  for (const std::string& rubbish :
       {std::string(), std::string("x"), std::string("4\ntex"), std::string("99999999999999999999\n"),
        frame.substr(0, frame.size() - 1), frame + "1\nx", std::string(1000, '\n')}) {
    const Extraction read = unframed(rubbish);
    ASSERT_FALSE(read.text) << rubbish.size();
    EXPECT_EQ(read.text.error().code, "original_damaged");
  }
}

TEST(ExtractionFrame, OfRowsComesBackCellByCell) {
  const std::vector<TableRow> rows = {{"编号", "标题"}, {}, {"", "3\n两行"}, {"a"}};
  const auto back = unframed_rows(frame_of_rows(rows));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, rows);
  const auto none = unframed_rows(frame_of_rows(original_damaged("x")));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, "original_damaged");
  const std::string frame = frame_of_rows(rows);
  for (const std::string& rubbish :
       {std::string(), frame_of(some_text()), frame.substr(0, frame.size() - 1), frame + "3\nabc"}) {
    const auto read = unframed_rows(rubbish);
    ASSERT_FALSE(read) << rubbish.size();
    EXPECT_EQ(read.error().code, "original_damaged");
  }
}

// A program of the test's own in the place of the reader.
class ConfinedExtract : public FlowWorld, public ::testing::WithParamInterface<bool> {
 protected:
  ConfinedExtract() { limits.sandbox = GetParam(); }
  std::string error_of(const std::string& script) {
    const auto program = directory.path() / "reader";
    std::ofstream(program) << "#!/usr/bin/sh\n" << script << "\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    const Extraction read = extract_confined(program, "text", "a.txt", limits);
    return read.text ? read.text->markdown : read.text.error().code;
  }
  ConfinedLimits limits;
};
INSTANTIATE_TEST_SUITE_P(WithAndWithoutSandbox, ConfinedExtract, ::testing::Bool());

TEST_P(ConfinedExtract, TakesWhatTheReaderAnswers) {
  EXPECT_EQ(error_of("printf '4\\ntext10\\ntext/plain0\\n2\\nok'"), "ok");
  EXPECT_EQ(error_of("echo nonsense"), "original_damaged");
}

TEST_P(ConfinedExtract, SurvivesAReaderThatDies) {
  EXPECT_EQ(error_of("exit 3"), "original_damaged");
  EXPECT_EQ(error_of("kill -SEGV $$"), "original_damaged");
}

TEST_P(ConfinedExtract, StopsAReaderThatHangs) {
  limits.wall = std::chrono::seconds(1);
  EXPECT_EQ(error_of("while :; do sleep 1; done"), "original_takes_too_long");
  limits.wall = std::chrono::seconds(30);
  limits.cpu = std::chrono::seconds(1);
  EXPECT_EQ(error_of("while :; do :; done"), "original_takes_too_long");
}

TEST_P(ConfinedExtract, StopsAReaderThatWritesTooMuch) {
  limits.output = 1000;
  EXPECT_EQ(error_of("head -c 100000 /dev/zero"), "original_takes_too_long");
}

TEST_F(FlowWorld, AnOriginalIsKeptWhenItsReaderFails) {
  const NoticeId id = must(receive_notice(flow, market, form()));
  Flow reading = flow;
  reading.extract = [](std::string_view, std::string_view) -> Extraction {
    return {"application/zip", original_damaged("reader died")};
  };
  must(add_original(reading, market, id, "bytes", "a.docx"));
  ASSERT_EQ(notice(id).originals.size(), 1U);
  EXPECT_EQ(notice(id).originals[0].text_status, "failed: original_damaged");
  EXPECT_EQ(notice(id).originals[0].media_type, "application/zip");

  // When no reader could be had at all, nothing is registered: the file can be sent again.
  reading.extract = [](std::string_view, std::string_view) -> Extraction {
    return {"", Error{ErrorKind::kUnavailable, "extraction_busy", {"忙", "busy"}}};
  };
  EXPECT_EQ(code_of(add_original(reading, market, id, "more", "b.docx")), "extraction_busy");
  EXPECT_EQ(notice(id).originals.size(), 1U);
}

}  // namespace
}  // namespace koujing::testing
