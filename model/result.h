// How an operation that can fail hands back its result.
//
// Parsing content never fails (doubts become diagnostics of the document, see document.h). What can
// fail is an operation on the world: reading a file, loading a grammar, writing an export. Such a
// function returns Result<T>: either the value or one Error that names the thing, the place and,
// where there is one, the remedy.
//
//   Result<Source> source = read_text(...);
//   if (!source) return source.error();
//   use(*source);
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "model/message.h"

namespace gangmu {

// `code` is stable ("input.binary"); `message` is one line: lower case, no full stop, names the
// thing in double quotes; `place` is "FILE", "FILE:LINE" or "FILE:LINE:COLUMN", or empty;
// `detail` holds further lines (a quoted source line with a caret), or is empty.
struct Error {
  std::string code;
  Message message;
  std::string place;
  Message detail;
};

// The same about another place.
inline Error placed(Error error, std::string place) {
  error.place = std::move(place);
  return error;
}

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

// For operations with nothing to hand back.
struct Done {};
using Status = Result<Done>;

}  // namespace gangmu
