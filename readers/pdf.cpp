#include "readers/pdf.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "model/text.h"
#include "readers/decode.h"
#include "readers/ocr.h"
#include "readers/tools.h"

namespace gangmu {

namespace {

Error damaged(const std::string& name, const Message& why) {
  return {"input.damaged", said("\"%1\" is no whole PDF: %2", name, why), name,
          "get the file again, or print it to PDF anew in the program it came from"};
}

// The numbers of one line of the stream.
class Fields {
 public:
  explicit Fields(std::string_view line) : at_(line.data()), end_(line.data() + line.size()) {}
  bool next(long* value) {
    constexpr long kMost = 1'000'000'000;
    while (at_ < end_ && *at_ == ' ') ++at_;
    const auto read = std::from_chars(at_, end_, *value);
    if (read.ec != std::errc() || *value > kMost || *value < -kMost) return false;
    at_ = read.ptr;
    return true;
  }
  // In hundredths of a point.
  bool length(float* value) {
    long hundredths = 0;
    if (!next(&hundredths)) return false;
    *value = static_cast<float>(hundredths) / 100;
    return true;
  }
  bool at_tab() const { return at_ < end_ && *at_ == '\t'; }
  // Behind one blank or tab.
  std::string_view rest() const {
    if (at_ >= end_) return {};
    return {at_ + 1, static_cast<std::size_t>(end_ - at_ - 1)};
  }

 private:
  const char* at_;
  const char* end_;
};

class StreamReader {
 public:
  explicit StreamReader(std::string_view stream) : rest_(stream) {}

  bool read(Pages* out) {
    std::string_view line;
    if (!next_line(&line) || line != "gangmu-pdf 1") return false;
    while (next_line(&line)) {
      const std::size_t blank = std::min(line.find(' '), line.size());
      const std::string_view word = line.substr(0, blank);
      if (word == "done") return true;
      Fields fields(line.substr(blank));
      if (word == "t" || word == "x") {
        if (!run(fields, word == "x", out)) return false;
      } else if (word == "r") {
        if (!rule(fields, out)) return false;
      } else if (word == "pages") {
        if (!fields.next(&announced_)) return false;
      } else if (word == "counted") {
        long counted = 0;
        if (!fields.next(&counted)) return false;
        counted_ = counted;
      } else if (word == "page") {
        if (!page(fields, out)) return false;
      } else if (word == "font") {
        if (!font(fields, out)) return false;
      } else if (word == "mark") {
        if (!bookmark(fields, out)) return false;
      }
    }
    return false;  // the stream ends with "done"
  }
  // How many pages the file has. Those that poppler cannot read do not come.
  long announced() const { return announced_; }
  // How many it says that it has, where these are others.
  std::optional<long> counted() const { return counted_; }

 private:
  bool next_line(std::string_view* line) {
    if (rest_.empty()) return false;
    const std::size_t end = rest_.find('\n');
    if (end == rest_.npos) return false;
    *line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return true;
  }

  static bool run(Fields fields, bool aslant, Pages* out) {
    if (out->pages.empty()) return false;
    PageRun run;
    run.aslant = aslant;
    long font = 0;
    if (!fields.next(&font) || !fields.length(&run.size) || !fields.length(&run.base)) return false;
    run.font = static_cast<std::uint16_t>(std::clamp(font, 0L, 65535L));
    long at = 0, step = 0;
    while (fields.next(&step)) {
      at += step;
      run.edges.push_back(static_cast<float>(at) / 100);
    }
    run.text = fields.rest();
    if (!fields.at_tab() || find_bad_utf8(run.text) || char_count(run.text) + 1 != run.edges.size())
      return false;
    run.size = std::max(run.size, 0.1f);
    out->pages.back().runs.push_back(std::move(run));
    return true;
  }

  static bool rule(Fields fields, Pages* out) {
    PageRule rule;
    if (out->pages.empty() || !fields.length(&rule.x0) || !fields.length(&rule.y0) ||
        !fields.length(&rule.x1) || !fields.length(&rule.y1)) {
      return false;
    }
    out->pages.back().rules.push_back(rule);
    return true;
  }

  static bool page(Fields fields, Pages* out) {
    long number = 0, picture = 0;
    Page page;
    if (!fields.next(&number) || !fields.length(&page.width) || !fields.length(&page.height) ||
        !fields.next(&picture)) {
      return false;
    }
    page.picture = picture != 0;
    out->pages.push_back(std::move(page));
    return true;
  }

  static bool font(Fields fields, Pages* out) {
    long number = 0, bold = 0;
    if (!fields.next(&number) || !fields.next(&bold)) return false;
    out->fonts.push_back({std::string(fields.rest()), bold != 0});
    return true;
  }

  static bool bookmark(Fields fields, Pages* out) {
    long level = 0, page = 0;
    if (!fields.next(&level) || !fields.next(&page)) return false;
    const std::string_view title = fields.rest();
    if (page > 0 && !find_bad_utf8(title)) {
      out->bookmarks.push_back(
          {static_cast<int>(level), static_cast<std::uint32_t>(page - 1), std::string(title)});
    }
    return true;
  }

  std::string_view rest_;
  long announced_ = 0;
  std::optional<long> counted_;
};

Error failed(const std::string& name, const ToolResult& result) {
  using End = ToolResult::End;
  constexpr int kEncrypted = 3, kDamaged = 4, kTooMany = 5;  // helpers/pdf/README.md
  if (result.end == End::exited && result.status == kEncrypted) {
    return {"input.encrypted", said("\"%1\" is protected by a password", name), name,
            "open it with its password and save it without one"};
  }
  if (result.end == End::exited && result.status == kDamaged) {
    return damaged(name, "its pages cannot be found");
  }
  if (result.end == End::exited && result.status == kTooMany) {
    return {"input.too_large", said("\"%1\" has %2", name, Message::words(trim(result.errors))),
            name,
            said("%1; --limit %2 takes it all the same", Message("part the file"),
                 result.errors.ends_with("page\n") ? "on-page=N" : "pages=N")};
  }
  if (result.end == End::timed_out || result.end == End::too_much_output) {
    const bool late = result.end == End::timed_out;
    return {
        "input.too_large",
        said(late ? "\"%1\" takes more time than a document may"
                  : "\"%1\" takes more memory than a document may",
             name),
        name,
        late ? said("%1; --limit %2 takes it all the same", Message("part the file"), "seconds=N")
             : Message("part the file")};
  }
  if (result.end == End::crashed) {
    return {"input.tool_failed", said("gangmu-pdf crashed on \"%1\"", name), name,
            "print the file to PDF anew in the program it came from, or save its text as .docx"};
  }
  return damaged(name, "gangmu-pdf could not go on");
}

// A doubt for each page with characters that the file draws and does not name.
void note_unnamed(Pages* pages) {
  for (std::uint32_t p = 0; p < pages->pages.size(); ++p) {
    const std::size_t unnamed = count_chars(pages->pages[p]).unnamed;
    if (unnamed == 0) continue;
    pages->doubts.push_back(
        {p, Code::text_unmapped, {std::to_string(unnamed), std::to_string(p + 1)}});
  }
}

}  // namespace

ToolCall pdf_call(std::string program, const ReadLimits& limits) {
  ToolCall call;
  call.command = {std::move(program),
                  "--seconds",
                  std::to_string(limits.seconds),
                  "--megabytes",
                  std::to_string(limits.memory >> 20),
                  "--pages",
                  std::to_string(limits.pages),
                  "--on-page",
                  std::to_string(limits.on_page)};
  call.seconds = static_cast<int>(limits.seconds);
  call.max_memory = limits.memory;
  return call;
}

ToolCall pdf_picture_call(std::string program, std::uint32_t page, const ReadLimits& limits) {
  ToolCall call = pdf_call(std::move(program), limits);
  call.command.insert(call.command.end(),
                      {"--picture", std::to_string(page), "--dpi", std::to_string(kOcrDpi)});
  return call;
}

bool is_pdf(std::string_view bytes) {
  constexpr std::size_t kFarthest = 1024;
  return bytes.substr(0, kFarthest).find("%PDF-") != bytes.npos;
}

Result<Pages> read_pdf_stream(const std::string& name, std::string_view stream) {
  Pages pages;
  StreamReader reader(stream);
  if (!reader.read(&pages) || pages.pages.empty()) {
    return damaged(name, "gangmu-pdf told of no pages");
  }
  const long missing = reader.announced() - static_cast<long>(pages.pages.size());
  if (missing > 0) {
    return damaged(name, std::to_string(missing) + " of its " + std::to_string(reader.announced()) +
                             " pages cannot be read");
  }
  if (const std::optional<long> counted = reader.counted()) {
    pages.doubts.push_back(
        {0, Code::page_miscounted, {std::to_string(*counted), std::to_string(reader.announced())}});
  }
  return pages;
}

Result<Source> read_pdf(std::string name, std::string bytes, const ReadOptions& options) {
  const std::string program =
      options.tools == nullptr ? std::string() : options.tools->find(kPdfProgram);
  if (program.empty()) {
    return Error{
        "input.tool_missing",
        said("\"%1\" is a PDF, and the program gangmu-pdf, which reads those, is not installed",
             name),
        name,
        "apt-get install libpoppler-dev libpoppler-private-dev and build gangmu again, or save the "
        "text as .docx or .txt"};
  }
  ToolCall call = pdf_call(program, options.limits);
  call.input = bytes;
  Result<ToolResult> told = options.tools->run(call);
  if (!told) return told.error();
  if (told->end != ToolResult::End::exited || told->status != 0) return failed(name, *told);
  Result<Pages> pages = read_pdf_stream(name, told->output);
  if (!pages) return pages.error();
  const std::vector<std::uint32_t> unread = unread_pages(*pages);
  const auto picture = [&](std::uint32_t page) -> Result<std::string> {
    ToolCall draw = pdf_picture_call(program, page + 1, options.limits);
    draw.input = bytes;
    Result<ToolResult> drawn = options.tools->run(draw);
    if (!drawn) return drawn.error();
    if (drawn->end != ToolResult::End::exited || drawn->status != 0) return failed(name, *drawn);
    return std::move(drawn->output);
  };
  const Status recognised = recognise_pages(name, unread, picture, options, &*pages);
  if (!recognised) return recognised.error();
  note_unnamed(&*pages);
  return finish_pages(std::move(*pages), std::move(name), bytes, "pdf");
}

}  // namespace gangmu
