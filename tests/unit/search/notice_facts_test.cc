// What a notice says of itself, read out of its text.
#include "search/study/notice_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> values(const std::vector<Stated>& list) {
  std::vector<std::string> found;
  found.reserve(list.size());
  for (const Stated& one : list) found.push_back(one.value);
  return found;
}
std::string value(const std::optional<Stated>& one) { return one ? one->value : "-"; }

constexpr std::string_view kOfficial = R"(望澜市供水公司文件

望水〔2026〕15 号

# 关于调整居民生活用水价格的通知

各营业厅、客服中心：

根据市发展改革委《关于完善居民阶梯水价的批复》（望发改价〔2026〕88号）精神，现将有关事项通知如下。

一、自2027年1月1日起，居民第一阶梯水价由每立方米2.80元调整为3.10元。

二、《关于居民用水价格的通知》（望水〔2024〕7号）同时废止。

三、请各营业厅于12月20日前将公示情况反馈市场部。

本通知自2027年1月1日起执行，有效期五年。

望澜市供水公司市场部

2026年11月25日
)";

TEST(NoticeFacts, ReadsAnOfficialNotice) {
  const NoticeFacts facts = read_notice(kOfficial);
  EXPECT_EQ(value(facts.document_number), "望水〔2026〕15号");
  EXPECT_EQ(value(facts.subject), "关于调整居民生活用水价格的通知");
  EXPECT_THAT(values(facts.departments), ElementsAre("望澜市供水公司市场部", "望澜市供水公司"));
  EXPECT_EQ(value(facts.issued_on), "2026-11-25");
  EXPECT_EQ(value(facts.effective_from), "2027-01-01");
  EXPECT_EQ(value(facts.effective_to), "2031-12-31");
  EXPECT_EQ(value(facts.deadline), "2026-12-20");
  EXPECT_THAT(values(facts.repeals), ElementsAre("望水〔2024〕7号"));
  EXPECT_THAT(values(facts.mentions), ElementsAre("望发改价〔2026〕88号"));
  EXPECT_FALSE(facts.urgent);
}

TEST(NoticeFacts, SaysFromWhichWordsEachWasRead) {
  const NoticeFacts facts = read_notice(kOfficial);
  const auto words = [](const Stated& one) {
    return std::string(kOfficial.substr(one.begin, one.end - one.begin));
  };
  EXPECT_EQ(words(*facts.document_number), "望水〔2026〕15 号");
  EXPECT_EQ(words(*facts.effective_to), "五年");
  EXPECT_EQ(words(*facts.deadline), "12月20日");
  EXPECT_EQ(words(facts.repeals.at(0)), "望水〔2024〕7号");
}

TEST(NoticeFacts, ReadsAShortNoticeOfACompany) {
  const NoticeFacts facts = read_notice(
      "紧急通知\n\n文号：市场[2026]3号\n发文部门：市场部、网络部\n发文日期：2026-03-02\n\n"
      "关于乐享 38 元套餐停止办理的通知\n\n活动时间：2026年3月10日至12月31日\n截止日期：2026年3月8日");
  EXPECT_TRUE(facts.urgent);
  EXPECT_EQ(value(facts.document_number), "市场[2026]3号");
  EXPECT_THAT(values(facts.departments), ElementsAre("市场部", "网络部"));
  EXPECT_EQ(value(facts.issued_on), "2026-03-02");
  EXPECT_EQ(value(facts.subject), "关于乐享38元套餐停止办理的通知");
  EXPECT_EQ(value(facts.effective_from), "2026-03-10");
  EXPECT_EQ(value(facts.effective_to), "2026-12-31");
  EXPECT_EQ(value(facts.deadline), "2026-03-08");
}

TEST(NoticeFacts, SaysWhomToAsk) {
  EXPECT_EQ(
      read_notice("# 关于调价的通知\n\n正文。\n\n（联系人：吴海涛，电话：0531-88001234）").contact->value,
      "吴海涛，电话：0531-88001234");
  EXPECT_FALSE(read_notice("# 关于调价的通知\n\n请联系我们。").contact);
  EXPECT_FALSE(read_notice("联系人：").contact);
}

TEST(NoticeFacts, ReadsTheHeadOfALaw) {
  const NoticeFacts facts = read_notice(
      "# 某某省测绘条例\n\n1999年1月22日 某某省第八届人民代表大会常务委员会第二次会议通过\n\n"
      "2019年11月29日 某某省第十三届人民代表大会常务委员会第十五次会议修订\n\n第一条 "
      "为了加强管理，制定本条例。\n\n"
      "第五十六条 本条例自2020年3月1日起施行。1995年6月14日通过的《某某省测绘管理条例》同时废止。");
  EXPECT_EQ(value(facts.subject), "某某省测绘条例");
  EXPECT_EQ(value(facts.issued_on), "2019-11-29");
  EXPECT_EQ(value(facts.effective_from), "2020-03-01");
  EXPECT_THAT(values(facts.repeals), ElementsAre("《某某省测绘管理条例》"));
  EXPECT_THAT(values(facts.departments),
              ElementsAre("某某省第十三届人民代表大会常务委员会", "某某省第八届人民代表大会常务委员会"));
}

TEST(NoticeFacts, ReadsTheNumberOfAnOrder) {
  const NoticeFacts facts = read_notice(
      "# 征缴暂行条例\n\n1999年1月22日 中华人民共和国国务院令第259号发布\n\n第三十一条 "
      "本条例自发布之日起施行。"
      "《暂行办法》（公安部第69号令）同时废止。");
  EXPECT_EQ(value(facts.document_number), "中华人民共和国国务院令第259号");
  EXPECT_EQ(value(facts.effective_from), "1999-01-22");
  EXPECT_THAT(values(facts.departments), ElementsAre("中华人民共和国国务院"));
  EXPECT_THAT(values(facts.repeals), ElementsAre("公安部第69号令"));
}

TEST(NoticeFacts, TakesTheDayOfApprovalAndNoDayOfTheTextItself) {
  const NoticeFacts approved = read_notice(
      "# 某某市供水条例\n\n2017年12月12日 某某市人民代表大会常务委员会第六次会议通过\n\n"
      "2018年1月23日 某某省人民代表大会常务委员会第三十五次会议批准\n\n第一条 为了供水。\n\n"
      "本条例自颁布之日起施行。");
  EXPECT_EQ(value(approved.issued_on), "2018-01-23");
  EXPECT_EQ(value(approved.effective_from), "2018-01-23");
  EXPECT_EQ(value(read_notice("# 某某办法\n\n一、2000年3月17日发布的办法不再适用。").issued_on), "-");
}

TEST(NoticeFacts, ReadsEveryDateOfTheHeadOfALaw) {
  const NoticeFacts facts = read_notice(
      "# 某某条例\n\n2007年9月28日 "
      "某某大会通过根据2011年11月25日某某大会《关于修改〈甲条例〉的决定》修正2020年7月31日某某"
      "大会修订\n\n2021年1月1日 施行\n\n第一条 2022年1月1日发布的不算。");
  EXPECT_EQ(value(facts.issued_on), "2020-07-31");
  EXPECT_EQ(value(facts.effective_from), "2021-01-01");
}

TEST(NoticeFacts, KeepsWordsInLettersApart) {
  EXPECT_EQ(value(read_notice("# Notice on  5G plans\n\ntext").subject), "Notice on 5G plans");
  EXPECT_EQ(value(read_notice("关于 5G 套 餐\n的通知").subject), "关于5G套餐的通知");
}

TEST(NoticeFacts, RepealsEveryMemberOfAListAndNothingElse) {
  EXPECT_THAT(
      values(read_notice("《甲办法》、《乙办法》和市场〔2024〕15号同时废止，依照《丙法》办理。").repeals),
      ElementsAre("《甲办法》", "《乙办法》", "市场〔2024〕15号"));
  EXPECT_THAT(read_notice("复议期间，原处罚决定不停止执行。").repeals, IsEmpty());
  EXPECT_THAT(read_notice("《甲办法》规定，责令停止执行职务。").repeals, IsEmpty());
  EXPECT_THAT(read_notice("依照《甲法》公告废止相关标准。").repeals, IsEmpty());
}

TEST(NoticeFacts, TakesTheYearOfADayFromTheDayOfIssue) {
  const auto from = [](std::string_view issued) {
    return value(read_notice("资费自5月1日起执行。\n\n市场部\n" + std::string(issued)).effective_from);
  };
  EXPECT_EQ(from("2026年4月20日"), "2026-05-01");
  EXPECT_EQ(from("2026年11月20日"), "2027-05-01");
  EXPECT_EQ(from("2026年5月10日"), "2026-05-01");
  EXPECT_EQ(from(""), "-");  // nothing is guessed
}

TEST(NoticeFacts, HasNothingToSayOfATextThatSaysNothing) {
  for (const std::string_view text : {"", "\n\n#\n", "你好", "》废止", "第号令", "有效期100000年",
                                      "〔2026〕15号废止", "\xff\xfe废止《", "自2026年2月30日起施行"}) {
    const NoticeFacts facts = read_notice(text);
    EXPECT_FALSE(facts.document_number && facts.document_number->value.empty()) << text;
    EXPECT_FALSE(facts.effective_to.has_value()) << text;
  }
}

}  // namespace
}  // namespace koujing::search
