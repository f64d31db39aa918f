#include "content/model/document_number.h"

#include <gtest/gtest.h>

namespace koujing::testing {
namespace {

EntryText script(const std::string& text) {
  EntryText entry;
  entry.script = text;
  return entry;
}

TEST(DocumentNumber, IsOneHoweverItIsWritten) {
  const std::string one = document_number_spelling("市场〔2026〕15号");
  for (const char* other : {"市场[2026]15号", "市场（2026） 15号", "市场2026年第15号", "市场【2026】15号"})
    EXPECT_EQ(document_number_spelling(other), one) << other;
  for (const char* other : {"市场〔2026〕5号", "市场〔2025〕15号", "网运〔2026〕15号"})
    EXPECT_NE(document_number_spelling(other), one) << other;
}

TEST(DocumentNumber, OnlyWhatMeansOnePaperIsCitable) {
  for (const char* name :
       {"国发〔2008〕4号", "国务院令第259号", "国家税务总局公告2026年第15号", "《电信条例》"})
    EXPECT_TRUE(is_citable(name)) << name;
  for (const char* name : {"", "4号", "第4号", "〔2008〕4号", "2026年第15号", "国发", "公告号", "《》", "号"})
    EXPECT_FALSE(is_citable(name)) << name;
}

TEST(DocumentNumber, EveryCitationOfATextIsRead) {
  const std::string number = "国发〔2008〕4号";
  for (const char* text :
       {"国发〔2008〕4号", "依国发[2008]4号办", "依国发 〔2008〕 4 号办", "依**国发（2008）4号**办",
        "依国发\\[2008\\]4号办", "市场2019年第3号、国发2008年第4号", "国发〔2008〕14号、国发〔2008〕4号"})
    EXPECT_TRUE(citing_passage(script(text), number)) << text;
  for (const char* text : {"国发〔2008〕14号", "国发〔2009〕4号", "国办发〔2008〕4号", "国发〔2008〕4", ""})
    EXPECT_FALSE(citing_passage(script(text), number)) << text;
  EntryText body;
  body.cautions = {"国发〔2008〕4号已废止"};
  EXPECT_EQ(citing_passage(body, number), "国发〔2008〕4号已废止");
}

TEST(DocumentNumber, ThePassageIsCutBetweenCharacters) {
  std::string far;
  for (int i = 0; i < 30; ++i) far += "远";
  std::string near;
  for (int i = 0; i < 20; ++i) near += "远";
  EXPECT_EQ(citing_passage(script(far + "国发[2008]4号" + far), "国发〔2008〕4号"),
            "…" + near + "国发[2008]4号" + near + "…");
  EXPECT_EQ(citing_passage(script("上一行\n国发[2008]4号\n下一行"), "国发〔2008〕4号"), "国发[2008]4号");
}

TEST(DocumentNumber, ThePiecesStandInWhateverCitesIt) {
  EXPECT_EQ(citation_pieces("国发〔2008〕4号"), (std::vector<std::string>{"国发", "2008", "4", "号"}));
  EXPECT_EQ(citation_pieces("《说\"明\"》"), (std::vector<std::string>{"《说", "明", "》"}));
}

}  // namespace
}  // namespace koujing::testing
