// What the two sides of workers.h under POSIX share.
#pragma once
#ifndef _WIN32

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cli/workers.h"

namespace gangmu::cli {

// Between a program and its worker: a kind, a size and so many bytes.
inline constexpr std::size_t kHead = 1 + sizeof(std::uint32_t);
inline constexpr std::size_t kMostBytes = std::size_t{1}
                                          << 20;  // of a part; longer ones come in several
inline constexpr char kJob = 'J', kMoreJob = 'j', kEnd = 'E', kRetiring = 'R', kAlive = 'L';
inline constexpr char kPart = 'P';                 // the first byte is the kind that was told
inline constexpr char kAsk = 'Q', kMoreAsk = 'q';  // answered as a job is given

inline constexpr int kOutOfMemory = 86;  // a worker's exit status
inline constexpr int kLost = 87;         // … when the program is gone

bool send_frame(int socket, char kind, std::string_view first, std::string_view bytes);

// Does jobs until no more can come.
[[noreturn]] void serve(int socket, const WorkerLimits& limits, const Work& work);

// Where an interruption is to be read while one is kept and has not been told; -1: nowhere.
int interruption_end();
// In a worker, which keeps none.
void forget_interruption();

}  // namespace gangmu::cli
#endif
