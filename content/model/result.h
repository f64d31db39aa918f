// What a function that can fail gives back, on every floor.
//
// A Result holds either a value or an Error. An Error says, in Chinese and in English, what happened
// and what to do next; `log_detail` (library texts, SQLSTATE, paths) goes to the log and never to a
// client. All faults of one input are reported at once, one Fault for each bad field.
// Values only: safe to pass between threads by move or copy.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace koujing {

// The kinds decide the HTTP status and the exit code; the code names the exact case.
enum class ErrorKind {
  kInvalid,          // the input breaks a rule; faults say which                  422
  kMalformed,        // the input cannot be read at all (broken JSON, bad UTF-8)   400
  kUnauthenticated,  // nobody is signed in, or the credential is wrong            401
  kForbidden,        // signed in, but this person may not                         403
  kNotFound,         // no such thing                                              404
  kConflict,         // the thing is in a state that does not allow this step      409
  kStale,            // somebody else changed it first                             412
  kTooLarge,         // over a stated limit                                        413
  kUnsupported,      // a media type or encoding that is not accepted              415
  kThrottled,        // too many tries; wait                                       429
  kUnavailable,      // cannot be done now (disk full, index building); try later  503
  kInternal,         // our fault; details are in the log                          500
};

struct Message {
  std::string zh;
  std::string en;
  bool operator==(const Message&) const = default;
};

struct Fault {
  std::string pointer;  // RFC 6901 JSON pointer into the input, "" for the whole
  std::string code;
  Message message;
  bool operator==(const Fault&) const = default;
};

struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string code;  // stable, snake_case, e.g. "four_eyes"
  Message message;
  std::vector<Fault> faults = {};
  std::string log_detail = {};
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    assert(ok());
    return std::get<0>(state_);
  }
  const T& value() const& {
    assert(ok());
    return std::get<0>(state_);
  }
  T&& value() && {
    assert(ok());
    return std::get<0>(std::move(state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  Error& error() & {
    assert(!ok());
    return std::get<1>(state_);
  }
  const Error& error() const& {
    assert(!ok());
    return std::get<1>(state_);
  }
  Error&& error() && {
    assert(!ok());
    return std::get<1>(std::move(state_));
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }

  Error& error() & {
    assert(!ok());
    return *error_;
  }
  const Error& error() const& {
    assert(!ok());
    return *error_;
  }
  Error&& error() && {
    assert(!ok());
    return *std::move(error_);
  }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

#define KJ_CONCAT_INNER(a, b) a##b
#define KJ_CONCAT(a, b) KJ_CONCAT_INNER(a, b)

// KJ_TRY(auto notice, find(id)); leaves the calling function with the error, or binds the value.
#define KJ_TRY(declaration, expression)                                                            \
  auto KJ_CONCAT(kj_result_, __LINE__) = (expression);                                             \
  if (!KJ_CONCAT(kj_result_, __LINE__)) return std::move(KJ_CONCAT(kj_result_, __LINE__)).error(); \
  declaration = *std::move(KJ_CONCAT(kj_result_, __LINE__))

// KJ_DO(save(x)); leaves the calling function with the error of a Status or Result that is not needed.
#define KJ_DO(expression)                                                                    \
  if (auto KJ_CONCAT(kj_status_, __LINE__) = (expression); !KJ_CONCAT(kj_status_, __LINE__)) \
  return std::move(KJ_CONCAT(kj_status_, __LINE__)).error()

}  // namespace koujing
