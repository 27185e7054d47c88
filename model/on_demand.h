// Libraries that are loaded when they are first asked for: most runs need none of those that unpack
// and write packed formats, and mapping them would take longer than all else that starting takes.
//
// A header per library (model/libzip.h) declares, under the names of the library, a pointer in our
// namespace for each function that is called. What is written there as a call of the library is a
// call through that pointer, which load() has to have filled before.
#pragma once

#include <initializer_list>

#include "model/result.h"

namespace gangmu {

struct OnDemandCall {
  const char* name;
  void** place;  // of the pointer
};

// Opens a library, `file` being its name for the loader (libzip.so.4), and fills the pointers.
// Refused where it is not installed or lacks a function ("input.tool_missing").
Status load_calls(const char* file, std::initializer_list<OnDemandCall> calls);

}  // namespace gangmu

// NOLINTBEGIN(bugprone-macro-parentheses): a name that is declared stands in none
#ifdef GANGMU_ON_DEMAND
#define GANGMU_DECLARE_CALL(name) inline decltype(&::name) name = nullptr;
#define GANGMU_PLACE_OF_CALL(name) \
  ::gangmu::OnDemandCall{#name, reinterpret_cast<void**>(&::gangmu::name)},
#define GANGMU_LOAD_CALLS(file, calls) ::gangmu::load_calls(file, {calls(GANGMU_PLACE_OF_CALL)})
#else  // linked as any other library
#define GANGMU_DECLARE_CALL(name) inline const decltype(&::name) name = &::name;
#define GANGMU_LOAD_CALLS(file, calls) ::gangmu::Status(::gangmu::Done{})
#endif
// NOLINTEND(bugprone-macro-parentheses)

// Declares the pointers and a function that fills them, once, whichever thread comes first.
#define GANGMU_ON_DEMAND_LIBRARY(load, file, calls)            \
  namespace gangmu {                                           \
  calls(GANGMU_DECLARE_CALL) inline const Status& load() {     \
    static const Status done = GANGMU_LOAD_CALLS(file, calls); \
    return done;                                               \
  }                                                            \
  }
