// What a batch notes in its folder, DIR/.gangmu: which outputs were made of what, for --resume, and
// the temporary files of the runs. Several programs may write into one folder at a time; the one
// that finds itself alone takes away what those before it left when they were killed.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "model/result.h"

namespace gangmu::cli {

// One input that was converted: `place` of its output in the folder, checksums of the input's
// bytes, of the settings and of each file that was written. Paths are those below the folder.
struct DoneFile {
  std::string place, input, settings;
  bool warned = false, doubted = false;
  std::vector<Written> files;
};

// A line of JSON; nullopt for what is none, such as a line that was cut off.
std::string line_of(const DoneFile& done);
std::optional<DoneFile> done_file_of(std::string_view line);

class BatchState {
 public:
  static Result<BatchState> open(const std::string& directory);
  BatchState(BatchState&&) = default;
  BatchState& operator=(BatchState&&) = delete;
  ~BatchState();

  const DoneFile* find(const std::string& place) const;
  // Whether the output of this input and these settings is there and as it was written.
  bool is_done(const DoneFile& done, const std::string& input, const std::string& settings) const;
  // Notes what line_of() says, before anybody can kill the program.
  void add(std::string_view line) const;
  // Puts the notes in the order of their outputs, so that the same batch leaves the same bytes
  // whatever was done first; not while another program works in the folder.
  void settle();
  // A folder of this run's own, for files that are being written.
  const std::filesystem::path& temporaries() const { return temporaries_; }

 private:
  BatchState(std::filesystem::path directory, FileLock lock)
      : directory_(std::move(directory)), lock_(std::move(lock)) {}
  std::filesystem::path notes() const { return directory_ / path_of(kNotes); }
  std::filesystem::path file() const { return notes() / "state"; }
  void load();
  void tidy() const;
  void write_notes() const;
  Status make_temporaries();

  std::filesystem::path directory_, temporaries_;
  FileLock lock_;
  std::map<std::string, DoneFile> done_;
  std::size_t lines_ = 0;  // in the file
};

}  // namespace gangmu::cli
