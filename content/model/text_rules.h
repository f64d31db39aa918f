// What may stand in the texts that people write: lengths, required fields, characters.
//
// Lengths are in Unicode characters. All faults of one input come back together, each with a JSON pointer in
// the shape of the HTTP forms. A draft may be incomplete (limits only); `complete` also asks for what
// publication needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/change_set.h"
#include "content/model/check_rules.h"
#include "content/model/notice.h"
#include "content/model/person.h"
#include "content/model/result.h"

namespace koujing {

bool is_clean_text(std::string_view text);         // valid UTF-8 without control characters but \n \r \t
std::size_t characters_in(std::string_view text);  // of valid UTF-8

// A fault at /call_id unless it is clean and has at most kLongestCallId characters; "" is a search outside
// any call.
inline constexpr std::size_t kLongestCallId = 128;
void check_call_id(std::vector<Fault>& faults, const std::string& call_id);

std::vector<Fault> faults_of(const NoticeForm& form);
std::vector<Fault> faults_of(const EntryText& text, const std::string& pointer, bool complete);
std::vector<Fault> faults_of(const ChangeContent& content, bool complete);
std::vector<Fault> faults_of(const Person& person);
std::vector<Fault> faults_of(const CheckRules& rules);

// The error for a list of faults that is not empty: kInvalid "invalid_input".
Error invalid_input(std::vector<Fault> faults);

}  // namespace koujing
