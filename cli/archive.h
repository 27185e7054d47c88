// Zip archives of plans: each readable file in one is an input of its own. Nothing is unpacked to
// the disk; names of entries only become names of outputs, with nothing in them that leads
// elsewhere.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/apart.h"
#include "cli/input.h"
#include "model/result.h"
#include "readers/packed.h"

namespace gangmu::cli {

inline constexpr std::string_view kArchiveEnding = ".zip";

using Wanted = std::function<bool(const std::string& place)>;

// An archive whose files are read one at a time. It is in memory from the first that is read to the
// last. Threads may share it.
class Archive {
 public:
  // `kept`: its bytes, where they cannot be read again (standard input). It is taken apart by a
  // process that can do nothing else, which goes with the bytes. The options must outlive it.
  Archive(std::string path, std::shared_ptr<const std::string> kept, const Options& options);

  const std::string& path() const { return path_; }
  // The bytes of an entry; `shown` is its name in messages.
  Result<std::string> read(std::uint64_t entry, const std::string& shown);
  // Out of memory until the next file is read.
  void unload();

 private:
  friend std::optional<std::vector<Input>> inputs_in(const Input& file, const Wanted& wanted,
                                                     const Options& options,
                                                     std::vector<Error>* errors,
                                                     PassedOver* passed_over);
  Status load();
  Result<ZipListing> list();

  const std::string path_;
  const bool kept_;
  const Options& options_;
  std::mutex mutex_;
  std::shared_ptr<const std::string> bytes_;
  std::unique_ptr<Apart> process_;
  std::size_t unread_ = 0;  // inputs that are still to come
};

// The inputs in the file whose places are wanted, in the order of their names; nullopt when it is
// no archive. Whatever is wrong with it goes to `errors`.
std::optional<std::vector<Input>> inputs_in(const Input& file, const Wanted& wanted,
                                            const Options& options, std::vector<Error>* errors,
                                            PassedOver* passed_over);

}  // namespace gangmu::cli
