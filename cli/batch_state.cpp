#include "cli/batch_state.h"

#include <chrono>
#include <fstream>
#include <random>
#include <system_error>
#include <thread>

#include "exporters/json_writer.h"
#include "model/sha256.h"
#include "readers/json_fields.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kRun = "run-";

Error unusable(const fs::path& folder, const Message& reason) {
  const std::string path = text_of(folder);
  return {"output.unwritable", said("cannot use the folder \"%1\": %2", path, reason), path, ""};
}

// Waits a moment for workers of a program that was just killed to be gone, and longer while another
// program takes things away.
std::optional<FileLock> lock_notes(const fs::path& path, bool* alone, std::string* reason) {
  constexpr int kPatience = 10, kMost = 300;  // times ten milliseconds
  for (int i = 0; i < kMost; ++i) {
    *reason = "another gangmu is working in it";
    *alone = true;
    if (auto lock = FileLock::take(path, FileLock::Kind::alone, reason)) return lock;
    *alone = false;
    if (i >= kPatience) {
      if (auto lock = FileLock::take(path, FileLock::Kind::shared, reason)) return lock;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return std::nullopt;
}

std::string checksum_of_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return "";
  Sha256 sum;
  std::string chunk(1 << 16, '\0');
  while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0) {
    sum.add(std::string_view(chunk).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  return in.bad() ? "" : sum.hex();
}

}  // namespace

std::string line_of(const DoneFile& done) {
  std::string line;
  Sink sink([&](std::string_view bytes) { line += bytes; });
  JsonWriter json(sink, JsonWriter::Lines::one);
  json.begin_object();
  json.member("output", done.place);
  json.member("input", done.input);
  json.member("settings", done.settings);
  json.key("warned");
  json.boolean(done.warned);
  json.key("doubted");
  json.boolean(done.doubted);
  json.key("files");
  json.begin_array();
  for (const Written& file : done.files) {
    json.begin_array();
    json.string(file.path);
    json.string(file.sha256);
    json.end_array();
  }
  json.end_array();
  json.end_object();
  sink.drain();
  return line + "\n";
}

std::optional<DoneFile> done_file_of(std::string_view line) {
  const Result<JsonTree> tree = JsonTree::parse("", line, 1, {});
  if (!tree) return std::nullopt;
  JsonFields fields("");
  const JsonValue root = tree->root();
  DoneFile done;
  done.place = fields.text(fields.member(root, "output"));
  done.input = fields.text(fields.member(root, "input"));
  done.settings = fields.text(fields.member(root, "settings"));
  done.warned = fields.boolean(fields.member(root, "warned"));
  done.doubted = fields.boolean(fields.member(root, "doubted"));
  for (const JsonValue value : fields.list(fields.member(root, "files"))) {
    const std::vector<JsonValue> file = fields.list(value, 2);
    if (fields.failed()) break;
    done.files.push_back({std::string(fields.text(file[0])), std::string(fields.text(file[1]))});
  }
  if (fields.failed()) return std::nullopt;
  return done;
}

Result<BatchState> BatchState::open(const std::string& directory) {
  const fs::path notes = path_of(directory) / path_of(kNotes);
  std::error_code error;
  fs::create_directories(path_of(directory), error);
  std::error_code none;
  if (error && !fs::is_directory(path_of(directory), none)) {
    return unusable(path_of(directory), Message::words(error.message()));
  }
  if (!error && fs::is_symlink(notes, error)) return through_link(text_of(notes));
  error.clear();
  fs::create_directory(notes, error);
  if (error) return unusable(notes, Message::words(error.message()));
  for (const char* const name : {"lock", "state"}) {
    if (fs::is_symlink(notes / name, none)) return through_link(text_of(notes / name));
  }
  bool alone = false;
  std::string reason;
  auto lock = lock_notes(notes / "lock", &alone, &reason);
  if (!lock) return unusable(notes, Message::words(reason));
  BatchState state(path_of(directory), std::move(*lock));
  state.load();
  if (alone) {
    state.tidy();
    state.lock_.share();
  }
  if (const Status status = state.make_temporaries(); !status) return status.error();
  return state;
}

BatchState::~BatchState() {
  std::error_code error;
  if (!temporaries_.empty()) fs::remove_all(temporaries_, error);
}

void BatchState::load() {
  std::ifstream in(file(), std::ios::binary);
  for (std::string line; std::getline(in, line); ++lines_) {
    if (auto done = done_file_of(line)) done_[done->place] = std::move(*done);
  }
}

// What runs left that were killed, and notes that later ones made void.
void BatchState::tidy() const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(notes(), error)) {
    std::error_code none;
    if (text_of(entry.path().filename()).starts_with(kRun)) fs::remove_all(entry.path(), none);
  }
  if (lines_ != done_.size()) write_notes();
}

void BatchState::settle() {
  if (!lock_.alone()) return;
  load();
  write_notes();
}

void BatchState::write_notes() const {
  Placing placing;
  placing.follows_links = false;
  const Produce produce = [&](Sink& sink) -> Status {
    for (const auto& [place, done] : done_) sink.write(line_of(done));
    return Done{};
  };
  const Status ignored = write_file(text_of(file()), produce, placing);
  (void)ignored;  // the old notes stand, then
}

Status BatchState::make_temporaries() {
  std::random_device random;
  std::error_code error;
  for (int i = 0; i < 100 && !error; ++i) {
    const fs::path folder = notes() / (std::string(kRun) + std::to_string(random()));
    if (!fs::create_directory(folder, error)) continue;
    temporaries_ = folder;
    return Done{};
  }
  return unusable(notes(), Message::words(error.message()));
}

const DoneFile* BatchState::find(const std::string& place) const {
  const auto at = done_.find(place);
  return at == done_.end() ? nullptr : &at->second;
}

bool BatchState::is_done(const DoneFile& done, const std::string& input,
                         const std::string& settings) const {
  if (done.input != input || done.settings != settings || done.files.empty()) return false;
  for (const Written& file : done.files) {
    const fs::path path = directory_ / path_of(file.path);
    std::error_code error;
    if (fs::is_symlink(path, error) || checksum_of_file(path) != file.sha256) return false;
  }
  return true;
}

void BatchState::add(std::string_view line) const { append_to(file(), line); }

}  // namespace gangmu::cli
