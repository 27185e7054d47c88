#include "cli/platform.h"

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#endif

namespace gangmu::cli {

#ifdef __GLIBC__

// Half of the time that the system takes for a file of 28 MB goes to page faults. malloc() gives
// large pieces back when they are freed and asks for them anew, 4 KiB at a time; here it is told to
// keep them, and the end of the heap, where the next ones will lie, is named to the kernel
// beforehand.
void make_room(std::uint64_t bytes) {
  constexpr std::uint64_t kLarge = std::uint64_t{4} << 20;  // smaller ones gain nothing
  constexpr std::uint64_t kMost = std::uint64_t{512} << 20;
  constexpr std::uint64_t kTimes = 6;  // what a text takes is seven times its size
  constexpr std::uintptr_t kPage = std::uintptr_t{2} << 20;
  if (bytes < kLarge) return;
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  const std::size_t size = std::min(bytes * kTimes, kMost);
  void* const room = std::malloc(size);
  if (room == nullptr) return;
  const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(room) + kPage - 1) / kPage * kPage;
  const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(room) + size) / kPage * kPage;
  if (end > begin) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  std::free(room);
}

#else

void make_room(std::uint64_t) {}

#endif

}  // namespace gangmu::cli
