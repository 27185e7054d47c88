#include "cli/batch_job.h"

#include <algorithm>
#include <charconv>
#include <exception>

#include "cli/archive.h"
#include "cli/ordered.h"
#include "cli/worker_fault.h"
#include "gangmu.h"
#include "model/sha256.h"

namespace gangmu::cli {

std::string packed(const Verdict& verdict) {
  const auto sign = [](bool holds) { return holds ? '1' : '0'; };
  return std::string{sign(verdict.failed), sign(verdict.doubted), sign(verdict.warned),
                     sign(verdict.skipped)} +
         verdict.done;
}

std::optional<Verdict> verdict_of(std::string_view packed) {
  constexpr std::size_t kSigns = 4;
  if (packed.size() < kSigns) return std::nullopt;
  const auto holds = [&](std::size_t i) { return packed[i] == '1'; };
  return Verdict{holds(0), holds(1), holds(2), holds(3), std::string(packed.substr(kSigns))};
}

void BatchJob::operator()(std::string_view job, Answering& answer) {
  std::size_t index = 0;
  std::from_chars(job.data(), job.data() + job.size(), index);
  const Input& input = inputs_.at(index);
  // The files of an archive come one after the other; none is kept longer.
  if (last_ != nullptr && last_->archive && last_->archive != input.archive) {
    last_->archive->unload();
  }
  last_ = &input;
  Verdict verdict;
  try {
    commit_test_fault(input.relative);
    verdict = convert(input, answer);
  } catch (const std::exception& error) {
    verdict.failed = true;
    answer.tell(kMessages, error_text({"internal", error.what(), input.path, ""}));
  }
  answer.tell(kVerdict, packed(verdict));
}

Verdict BatchJob::convert(const Input& input, Answering& answer) {
  Verdict verdict;
  const auto fail = [&](const Error& error) {
    verdict.failed = true;
    answer.tell(kMessages, error_text(error));
    return verdict;
  };
  Result<std::string> bytes = input_bytes(input, conversion_.options());
  if (!bytes) return fail(bytes.error());
  // Of most files their document has it.
  const DoneFile* const before = done_before(input);
  std::string sum = state_ != nullptr && (before != nullptr || is_stored(*bytes))
                        ? sha256_hex(*bytes)
                        : std::string();
  if (before != nullptr && state_->is_done(*before, sum, settings_)) {
    verdict.skipped = true;
    verdict.doubted = before->doubted;
    verdict.warned = before->warned;
    return verdict;
  }
  const auto progress = [&](const std::string& name, std::size_t done, std::size_t all) {
    answer.alive(done == all ? "" : page_progress(name, done, all));
  };
  const Result<Document> document =
      open_bytes(input, std::move(*bytes), conversion_.options(), conversion_.grammar(), progress);
  if (!document) return fail(document.error());
  if (sum.empty()) sum = document->source.sha256;
  verdict.doubted = !document->diagnostics.empty();
  verdict.warned = has_warning(*document);
  if (!conversion_.options().quiet) answer.tell(kMessages, diagnostics_text(input, *document));
  const Status put_there = put(input, *document, sum, answer, &verdict);
  return put_there ? verdict : fail(put_there.error());
}

// What was noted of it, when --resume asks for that.
const DoneFile* BatchJob::done_before(const Input& input) const {
  const Options& options = conversion_.options();
  // What a workbook of another name holds is not looked at.
  const bool carried = !options.update.empty() && options.update != "true";
  if (state_ == nullptr || !options.resume || carried) return nullptr;
  return state_->find(conversion_.place_of(input));
}

Status BatchJob::put(const Input& input, const Document& document, std::string_view sum,
                     Answering& answer, Verdict* verdict) const {
  if (state_ == nullptr) {
    const Exporter& exporter = conversion_.exporter();
    const Exporter& used = exporter.appends ? exporter : *find_exporter("json");
    Sink sink([&](std::string_view bytes) { answer.tell(kOutput, bytes); });
    const Status status = used.write({&document, 1}, conversion_.export_options(), sink);
    sink.drain();
    return status;
  }
  std::vector<Written> written;
  std::string messages;
  Placing placing;
  placing.temporaries = state_->temporaries();
  placing.follows_links = false;
  placing.written = &written;
  const Status status = conversion_.write_own(input, document, placing, &messages);
  if (!status) return status;
  answer.tell(kMessages, messages);
  DoneFile done{
      conversion_.place_of(input), std::string(sum), settings_, verdict->warned, verdict->doubted,
      std::move(written)};
  const std::filesystem::path folder = path_of(conversion_.options().directory);
  for (Written& file : done.files) {
    file.path = text_of(path_of(file.path).lexically_relative(folder));
  }
  verdict->done = line_of(done);
  return status;
}

}  // namespace gangmu::cli
