// What is wrong with JSON that came from outside, in words of our own: the parser quotes what it met, which
// need not be UTF-8, and nothing that was received is repeated.
#pragma once

#include <exception>

#include "content/model/result.h"

namespace koujing {

// Of what the parsing or reading of such JSON threw: at which byte (from 1) of the text it is none, or that a
// part of it is missing or of another kind. What else was thrown speaks for itself.
Message json_fault(const std::exception& thrown);

}  // namespace koujing
