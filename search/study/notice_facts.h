// What a notice says of itself: its number, who issued it and when, from when it holds, what it repeals.
//
// Everything is a proposal that a person corrects, and says which words it was read from. Nothing is guessed:
// what the text does not say is absent. Understood is what official documents (GB/T 9704: head with number,
// salutation, text, signature above the date) and the shorter notices of companies have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

struct Stated {
  std::string value;        // dates as 2026-11-25; document numbers and names as they are written
  std::uint32_t begin = 0;  // bytes of the text that it was read from, half-open
  std::uint32_t end = 0;
  bool operator==(const Stated&) const = default;
};

struct NoticeFacts {
  std::optional<Stated> subject;          // 关于……的通知, or else the first heading
  std::optional<Stated> document_number;  // its own: 市场〔2026〕15号, 国务院令第259号
  std::vector<Stated> departments;        // who issued it, likeliest first
  std::optional<Stated> issued_on;
  std::optional<Stated> effective_from;  // 自……起施行; the day of issue for 自发布之日起
  std::optional<Stated> effective_to;    // 有效期至……, 有效期两年: the last day that it holds
  std::optional<Stated> deadline;        // 于……前反馈: the last day for an answer
  std::optional<Stated> contact;         // 联系人：吴海涛，电话：…: whom to ask, with the number
  std::vector<Stated> repeals;           // numbers and 《titles》 that it ends, each once, at most 50
  std::vector<Stated> mentions;          // other document numbers, each once, at most 50
  bool urgent = false;                   // marked 特急, 加急 or 紧急
};

// Reads the first 100,000 characters of Markdown or plain text. Total; any thread; some 10 ms for that
// length.
NoticeFacts read_notice(std::string_view text);

}  // namespace koujing::search
