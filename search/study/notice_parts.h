// The parts of reading a notice, each in its own file. For search/study/notice_facts.cc alone.
#pragma once

#include "search/study/study_text.h"

namespace koujing::search {

// notice_numbers.cc: document_number, repeals, mentions.
void read_numbers(const StudyText& text, NoticeFacts& facts);

// notice_dates.cc: issued_on, then effective_from, effective_to and deadline, which take the year from it.
void read_dates(const StudyText& text, NoticeFacts& facts);

// notice_issuers.cc: departments; needs subject and issued_on.
void read_issuers(const StudyText& text, NoticeFacts& facts);

// The last line that holds nothing but a date: that of the signature.
struct DatedLine {
  std::size_t line = 0;
  Place date;
  std::string value;
};
std::optional<DatedLine> signature_date(const StudyText& text);

}  // namespace koujing::search
