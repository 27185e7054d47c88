#include "model/on_demand.h"

#ifdef GANGMU_ON_DEMAND
#include <dlfcn.h>
#endif

#include <string>

namespace gangmu {

#ifdef GANGMU_ON_DEMAND

Status load_calls(const char* file, std::initializer_list<OnDemandCall> calls) {
  const auto failure = [&] {
    const char* const reason = dlerror();
    return Error{"input.tool_missing",
                 said("the library %1 cannot be loaded: %2", std::string(file),
                      Message::words(reason == nullptr ? "" : reason)),
                 "", "install the package of that library"};
  };
  void* const library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return failure();
  for (const OnDemandCall& call : calls) {
    *call.place = dlsym(library, call.name);
    if (*call.place == nullptr) return failure();
  }
  return Done{};
}

#else

Status load_calls(const char*, std::initializer_list<OnDemandCall>) { return Done{}; }

#endif

}  // namespace gangmu
