// Every way in which the index can fail, as errors of the house. No Xapian exception leaves this folder.
#pragma once

#include <xapian.h>

#include <exception>
#include <string>

#include "content/model/result.h"

namespace koujing::search {

Error index_missing();
Error index_damaged(std::string detail);
Error index_locked(std::string detail);
Error index_superseded();
Error index_write_failed(std::string detail);
Error unindexable(std::string detail);

// What a Xapian exception means to a caller: corruption and refusal to open are "index_damaged", a held lock
// "index_locked".
Error from_xapian(const Xapian::Error& error);

// Runs `action`, which returns a Result or Status, and turns whatever is thrown into an Error.
template <class Action>
auto guarded(Action action) -> decltype(action()) {
  try {
    return action();
  } catch (const Xapian::Error& error) {
    return from_xapian(error);
  } catch (const std::exception& error) {
    return index_damaged(error.what());
  }
}

}  // namespace koujing::search
