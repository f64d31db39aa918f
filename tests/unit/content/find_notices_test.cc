// Which notices a name means.
#include "content/flow/find_notices.h"

#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class FindNotices : public FlowWorld {
 protected:
  NoticeId receive(const std::string& number, const std::string& subject) {
    NoticeForm notice = form(subject);
    notice.document_number = number;
    return must(receive_notice(flow, market, notice));
  }
  std::vector<std::int64_t> named(const std::string& name) {
    std::vector<std::int64_t> ids;
    for (const Notice& notice : must(notices_named(*reading(), name))) ids.push_back(notice.id.value);
    return ids;
  }
};

TEST_F(FindNotices, FindsByNumberOrByTheWholeTitle) {
  const NoticeId tariff = receive("市场〔2026〕15号", "市场部关于宽带资费的通知");
  receive("市场〔2026〕5号", "关于宽带资费的补充通知");
  EXPECT_EQ(named("市场[2026]15号"), std::vector<std::int64_t>{tariff.value});
  EXPECT_EQ(named("《关于宽带资费的通知》"), std::vector<std::int64_t>{tariff.value});
  EXPECT_TRUE(named("《资费》").empty());
  EXPECT_TRUE(named("市场〔2024〕15号").empty());
  EXPECT_TRUE(named("《》").empty());
}

TEST_F(FindNotices, FindsWhatRepealsANumberHoweverItIsWritten) {
  NoticeForm notice = form("新资费");
  notice.repeals = {"市场（2024）15号", "《旧资费办法》"};
  const NoticeId repealing = must(receive_notice(flow, market, notice));
  const auto ids = [&](const std::string& name) {
    std::vector<NoticeId> found;
    for (const Notice& one : must(notices_repealing(*reading(), name))) found.push_back(one.id);
    return found;
  };
  EXPECT_EQ(ids("市场〔2024〕15号"), std::vector<NoticeId>{repealing});
  EXPECT_EQ(ids("《旧资费办法》"), std::vector<NoticeId>{repealing});
  EXPECT_TRUE(ids("市场〔2024〕5号").empty());
  EXPECT_TRUE(ids("").empty());
}

}  // namespace
}  // namespace koujing::testing
