// The words of the counter that general dictionaries lack or count as rare: telecom, water, bank, government
// service counters, and the call centre itself. Read by Dictionary.
#pragma once

#include <string_view>

namespace koujing::search {

// Words in normalised form, one to another by a space or a line end. Lives as long as the program.
std::string_view trade_words();

}  // namespace koujing::search
