// What the checks noticed, in words: one finding a row, with its place and what to do about it.
#include "editor_api/checks.h"
#include "content/exchange/canonical.h"
#include "content/flow/check_rules.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {
namespace {

struct Words {
  std::string rule;
  Message detail;
};

Words words_of(const search::TextFinding& one) {
  const std::string amount = std::to_string(one.amount), limit = std::to_string(one.limit);
  switch (one.rule) {
    case search::TextRule::kSentenceLength:
      return {"sentence_length",
              {"这一句有 " + amount + " 字，超过 " + limit + " 字客户听不清，请断开",
               "this sentence has " + amount + " characters, more than the " + limit +
                   " that a listener can follow; break it up"}};
    case search::TextRule::kReadingTime:
      return {"reading_time",
              {"读完约 " + amount + " 秒，超过规定的 " + limit + " 秒",
               "takes some " + amount + " seconds to read aloud, more than " + limit}};
    case search::TextRule::kJargon:
      return {"jargon",
              {"“" + one.quote + "”是行话，客户听不懂，请说“" + one.advice + "”",
               "'" + one.quote + "' is jargon; say '" + one.advice + "'"}};
    case search::TextRule::kBanned:
      return {"banned",
              {"“" + one.quote + "”不能说" + (one.advice.empty() ? "" : "：" + one.advice),
               "'" + one.quote + "' must not be said" + (one.advice.empty() ? "" : ": " + one.advice)}};
    case search::TextRule::kQuestions:
      break;
  }
  return {"questions",
          {"只有 " + amount + " 个相似问，坐席可能搜不到；至少写 " + limit + " 个",
           "has " + amount + " other ways of asking; agents may not find it; give at least " + limit}};
}

Message words_of(const BrokenLink& one) {
  const std::string link = one.text.empty() ? one.address : one.text;
  if (one.why == "no_entry")
    return {"链接“" + link + "”指向的条目不存在",
            "the link '" + link + "' leads to an entry that does not exist"};
  if (one.why == "not_in_force")
    return {"链接“" + link + "”指向的条目现在没有生效的答案",
            "the link '" + link + "' leads to an entry that has no answer in force"};
  if (one.why == "no_original")
    return {"“" + link + "”指向的原件没有保存在这里",
            "'" + link + "' leads to an original that is not kept here"};
  return {"链接“" + link + "”的地址不允许，不会显示；可用 https、http、mailto、tel 或本站地址",
          "the address of '" + link +
              "' is not allowed and is not shown; use https, http, mailto, tel or an address of this site"};
}

Message words_of(const StrayBlock& one) {
  const std::string number = std::to_string(one.block.value);
  if (one.name.empty())
    return {"没有 " + number + " 号公用块，请删去它的标记",
            "there is no block " + number + "; take its marks away"};
  return {"公用块“" + one.name + "”现在不是这样写的；请重新插入，或去掉标记自己写",
          "the block '" + one.name + "' has another wording; insert it again, or take its marks away"};
}

Message words_of(const search::DuplicateFinding& one) {
  const std::string entry = "K" + std::to_string(one.entry.value) + "“" + one.title + "”";
  if (one.ours.empty())
    return {"口径与 " + entry + " 几乎相同，请考虑修改那一条",
            "the script is nearly that of " + entry + "; consider revising that one"};
  return {"“" + one.ours + "”和 " + entry + " 的“" + one.theirs + "”是同一个问题，请考虑修改那一条",
          "'" + one.ours + "' asks the same as '" + one.theirs + "' of " + entry +
              "; consider revising that one"};
}

Message words_of(const search::ConflictFinding& one) {
  const std::string entry = "K" + std::to_string(one.entry.value) + "“" + one.title + "”";
  return {"这里是“" + one.ours + "”，" + entry + " 说“" + one.theirs + "”：" + one.their_clause,
          "'" + one.ours + "' here, but '" + one.theirs + "' in " + entry + ": " + one.their_clause};
}

}  // namespace

json Presenter::check_rules(const CheckRulesNow& now) {
  json shown = to_json(now.rules);
  shown["version"] = now.version;
  shown["by"] = person_ref(now.by);
  shown["at"] = time(now.at);
  return shown;
}

json Presenter::checks(const ItemChecks& checks, std::size_t item, bool chinese) const {
  json findings = json::array();
  const auto add = [&](const std::string& rule, const std::string& field, const std::string& quote,
                       const Message& detail) -> json& {
    findings.push_back({{"item", item},
                        {"rule", rule},
                        {"field", field},
                        {"quote", quote},
                        {"detail", chinese ? detail.zh : detail.en},
                        {"replacement", nullptr},
                        {"entry", nullptr},
                        {"title", nullptr}});
    return findings.back();
  };
  for (const search::ConflictFinding& one : checks.library.conflicts) {
    json& row = add("conflict", one.field, one.ours, words_of(one));
    row["entry"] = one.entry.value;
    row["title"] = one.title;
  }
  for (const search::DuplicateFinding& one : checks.library.duplicates) {
    json& row = add("duplicate", one.ours.empty() ? "script" : "title", one.ours, words_of(one));
    row["entry"] = one.entry.value;
    row["title"] = one.title;
  }
  for (const search::TextFinding& one : checks.text) {
    const Words words = words_of(one);
    json& row = add(words.rule, one.field, one.quote, words.detail);
    if (one.rule == search::TextRule::kJargon) row["replacement"] = one.advice;
  }
  for (const BrokenLink& one : checks.links) add("link", one.field, one.address, words_of(one));
  for (const StrayBlock& one : checks.blocks) add("block", one.field, one.name, words_of(one));
  json similar = json::array();
  for (const search::SimilarEntry& one : checks.library.similar)
    similar.push_back({{"item", item}, {"entry", one.entry.value}, {"title", one.title}});
  return {{"findings", std::move(findings)},
          {"similar", std::move(similar)},
          {"partial", checks.library.partial}};
}

}  // namespace koujing::door
