#include "cli/reading.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "cli/worker_fault.h"
#include "model/halves.h"
#include "readers/decode.h"
#include "readers/ocr.h"
#include "readers/office.h"
#include "readers/packed.h"
#include "readers/pdf.h"
#include "readers/xlsx_cells.h"

namespace gangmu::cli {

namespace {

constexpr char kFind = 'f', kRun = 'r';  // the first byte of a question
constexpr std::array kPrograms = {kPdfProgram, kOcrProgram, kOfficeProgram};

// The programs as a reader in another process has them: it asks for them.
class AskedTools : public Tools {
 public:
  explicit AskedTools(Answering& answer) : answer_(answer) {}

  std::string find(std::string_view program) override {
    return answer_.ask(kFind + std::string(program));
  }

  Result<ToolResult> run(const ToolCall& call) override {
    auto result = unpacked_result(answer_.ask(kRun + packed(call)));
    if (result) return std::move(*result);
    return Error{"input.tool_failed", said("\"%1\" was not started", call.command.front()), "", ""};
  }

 private:
  Answering& answer_;
};

// Whether the calls are of one program with the same words, variables and settings. What document
// it is given does not matter.
bool is_same(const ToolCall& asked, const ToolCall& known) {
  const auto same_file = [&](const ToolFile& a, const ToolFile& b) {
    const bool document = &b == &known.files.back();
    return a.place == b.place && (document || a.bytes == b.bytes);
  };
  return asked.command == known.command && asked.environment == known.environment &&
         asked.wanted == known.wanted &&
         std::equal(asked.files.begin(), asked.files.end(), known.files.begin(), known.files.end(),
                    same_file);
}

// Answers a reader. It may be in the hands of who wrote the file, so it is told of three programs
// and gets the calls that readers make, and no other.
class ToolAnswers {
 public:
  explicit ToolAnswers(const ReadOptions& options)
      : tools_(options.tools), limits_(options.limits) {}

  std::string operator()(std::string_view question) const {
    if (tools_ == nullptr || question.empty()) return "";
    const char kind = question.front();
    question.remove_prefix(1);
    if (kind == kFind) {
      const bool known = std::find(kPrograms.begin(), kPrograms.end(), question) != kPrograms.end();
      return known ? tools_->find(question) : "";
    }
    const std::optional<ToolCall> asked = unpacked_call(question);
    if (kind != kRun || !asked) return "";
    std::optional<ToolCall> call = known_call(*asked);
    if (!call) return "";
    call->input = asked->input;
    call->files = asked->files;
    call->max_file = std::min(call->max_file, asked->max_file);
    return packed(tools_->run(*call));
  }

 private:
  std::optional<ToolCall> known_call(const ToolCall& asked) const {
    const std::string pdf = tools_->find(kPdfProgram), ocr = tools_->find(kOcrProgram);
    std::vector<ToolCall> known = {pdf_call(pdf, limits_), ocr_languages_call(ocr),
                                   ocr_call(ocr, limits_)};
    const auto picture = std::find(asked.command.begin(), asked.command.end(), "--picture");
    std::uint32_t page = 0;
    if (picture != asked.command.end() && picture + 1 != asked.command.end()) {
      const std::string& word = *(picture + 1);
      std::from_chars(word.data(), word.data() + word.size(), page);
      known.push_back(pdf_picture_call(pdf, page, limits_));
    }
    if (!asked.wanted.empty()) {
      const std::string office = tools_->find(kOfficeProgram);
      for (const std::string_view format : {"doc", "rtf", "odt"}) {
        known.push_back(office_call(office, format, "", limits_));
      }
    }
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const ToolCall& call) { return is_same(asked, call); });
    return found == known.end() ? std::nullopt : std::optional(std::move(*found));
  }

  Tools* tools_;
  const ReadLimits limits_;
};

// So many of so many pages are recognised.
std::string page_sign(std::size_t done, std::size_t all) {
  return std::to_string(done) + " " + std::to_string(all);
}

std::pair<std::size_t, std::size_t> pages_of(std::string_view sign) {
  std::size_t done = 0, all = 0;
  const std::size_t blank = std::min(sign.find(' '), sign.size() - 1);
  std::from_chars(sign.data(), sign.data() + blank, done);
  std::from_chars(sign.data() + blank + 1, sign.data() + sign.size(), all);
  return {done, all};
}

}  // namespace

Result<Source> read_apart(const std::string& name, std::string bytes, const ReadOptions& options,
                          const WorkerLimits& limits) {
  if (is_plain_text(bytes)) {
    const Helper helper(bytes.size() >= kBytesWorthAThread);
    return read_bytes(name, std::move(bytes), options);
  }
  load_decoders();  // which that process cannot
  const auto read = [&](std::string_view, Answering& answer) {
    commit_test_fault("reading/" + name);
    AskedTools tools(answer);
    ReadOptions own = options;
    own.tools = options.tools == nullptr ? nullptr : &tools;
    own.progress = [&](const std::string&, std::size_t done, std::size_t all) {
      answer.alive(page_sign(done, all));
    };
    return packed(read_bytes(name, std::move(bytes), own));
  };
  Apart::Talk talk;
  talk.reply = ToolAnswers(options);
  talk.alive = [&](std::string_view sign) {
    if (sign.empty() || !options.progress) return;
    const auto [done, all] = pages_of(sign);
    options.progress(name, done, all);
  };
  const Result<std::string> answer = Apart(limits, read).run(name, "", talk);
  if (!answer) return answer.error();
  std::optional<Result<Source>> source = unpacked_source(*answer);
  if (!source) return bad_answer(name);
  if (!*source) return std::move(*source);
  (*source)->name = name;
  return std::move(*source);
}

Result<std::vector<FilledSheet>> read_workbook_apart(const std::string& name,
                                                     std::string_view bytes,
                                                     const Options& options) {
  const auto read = [&](std::string_view, Answering&) {
    return packed(read_workbook_cells(name, bytes, options.limits));
  };
  const Result<std::string> answer = Apart(worker_limits(options), read).run(name, "");
  if (!answer) return answer.error();
  auto sheets = unpacked_sheets(*answer);
  return sheets ? std::move(*sheets) : Result<std::vector<FilledSheet>>(bad_answer(name));
}

}  // namespace gangmu::cli
