#include "readers/ocr.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "readers/decode.h"
#include "readers/tools.h"

namespace gangmu {

namespace {

constexpr char32_t kUnnamed = 0xFFFD;  // a character that the file draws without naming it
constexpr std::string_view kLanguage = "chi_sim";

// One row of the TSV, whose columns are level, page, block, paragraph, line, word, left, top,
// width, height, confidence, text.
struct Row {
  int level = 0;
  float left = 0, top = 0, width = 0, height = 0, confidence = 0;
  std::string_view text;
};

bool read_row(std::string_view text, Row* row) {
  float fields[11] = {};
  for (float& field : fields) {
    const std::size_t tab = text.find('\t');
    if (tab == text.npos) return false;
    const auto read = std::from_chars(text.data(), text.data() + tab, field);
    if (read.ec != std::errc() || !std::isfinite(field)) return false;
    text.remove_prefix(tab + 1);
  }
  row->level = static_cast<int>(fields[0]);
  row->left = fields[6];
  row->top = fields[7];
  row->width = std::max(fields[8], 0.0f);
  row->height = std::max(fields[9], 0.0f);
  row->confidence = fields[10];
  row->text = text;
  return true;
}

struct Word {
  std::string_view text;
  float x0 = 0, x1 = 0;
};

// Words stand in the order in which they are told and begin about where they are said to; their
// right sides are often wrong, and are cut where the next word begins.
void add_line(const std::vector<Word>& words, float bottom, float height,
              std::vector<PageRun>* runs) {
  constexpr float kLetter = 0.95f, kBelow = 0.12f;  // a letter's share of the height of its line
  constexpr float kGap = 1.5f;                      // letters; a wider gap ends a run
  const float size = std::max(height * kLetter, 1.0f);
  float at = 0;  // where the word before ends
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    const float x0 = i == 0 ? word.x0 : std::max(word.x0, at);
    const auto count = static_cast<float>(char_count(word.text));
    float x1 = std::max(word.x1, x0);
    if (i + 1 < words.size()) x1 = std::min(x1, std::max(words[i + 1].x0, x0));
    if (i == 0 || x0 - at > kGap * size) {
      PageRun run;
      run.size = size;
      run.base = bottom - kBelow * height;
      runs->push_back(std::move(run));
    }
    PageRun& run = runs->back();
    if (!run.text.empty()) {
      std::size_t last = run.text.size(), first = 0;
      const bool parted =
          !is_wide(previous_char(run.text, last)) && !is_wide(next_char(word.text, first));
      if (parted) run.text += ' ';
      if (!parted) run.edges.pop_back();
    }
    run.text += word.text;
    for (float k = 0; k <= count; ++k) run.edges.push_back(x0 + (x1 - x0) * k / count);
    at = x1;
  }
}

// Letters of one size come out a little larger and smaller from line to line: those near the size
// of most lines have it.
void even_out(std::vector<PageRun>* runs) {
  if (runs->empty()) return;
  std::vector<float> sizes;
  for (const PageRun& run : *runs) sizes.push_back(run.size);
  const auto middle = sizes.begin() + static_cast<long>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  constexpr float kNear = 0.3f;
  for (PageRun& run : *runs) {
    if (std::fabs(run.size - *middle) < kNear * *middle) run.size = *middle;
  }
}

Error missing(const std::string& name) {
  return {"input.tool_missing",
          said("\"%1\" holds pages whose text cannot be read, and the program tesseract, which "
               "recognises it, or its data for Chinese are not installed",
               name),
          name,
          "apt-get install tesseract-ocr tesseract-ocr-chi-sim, or have its text recognised "
          "elsewhere and saved as .docx or .txt"};
}

bool can_recognise(Tools* tools, std::string* program) {
  if (tools == nullptr) return false;
  *program = tools->find(kOcrProgram);
  if (program->empty()) return false;
  const Result<ToolResult> told = tools->run(ocr_languages_call(*program));
  return told && (told->output + told->errors).find(kLanguage) != std::string::npos;
}

}  // namespace

ToolCall ocr_languages_call(std::string program) {
  ToolCall call;
  call.command = {std::move(program), "--list-langs"};
  return call;
}

ToolCall ocr_call(std::string program, const ReadLimits& limits) {
  ToolCall call;
  call.command = {std::move(program),      "stdin", "stdout", "-l", std::string(kLanguage), "--dpi",
                  std::to_string(kOcrDpi), "tsv"};
  call.seconds = static_cast<int>(limits.seconds);
  call.max_memory = limits.memory;
  return call;
}

CharCount count_chars(const Page& page) {
  CharCount count;
  for (const PageRun& run : page.runs) {
    for (std::size_t at = 0; at < run.text.size();) {
      const char32_t c = next_char(run.text, at);
      if (is_blank(c)) continue;
      ++count.all;
      count.unnamed += c == kUnnamed;
    }
  }
  return count;
}

Status leave_unread(const std::vector<std::uint32_t>& unread, Error without, Pages* pages) {
  const bool text = std::any_of(pages->pages.begin(), pages->pages.end(), [](const Page& page) {
    const CharCount count = count_chars(page);
    return count.all > count.unnamed;
  });
  if (!text && !unread.empty()) return without;
  for (const std::uint32_t p : unread) {
    if (count_chars(pages->pages[p]).all > 0) continue;  // told as characters without names
    pages->doubts.push_back({p, Code::page_unread, {std::to_string(p + 1)}});
  }
  return Done{};
}

std::vector<std::uint32_t> unread_pages(const Pages& pages) {
  std::vector<std::uint32_t> unread;
  for (std::uint32_t p = 0; p < pages.pages.size(); ++p) {
    const Page& page = pages.pages[p];
    const CharCount count = count_chars(page);
    const bool nameless = count.unnamed * 2 > count.all;
    if (nameless || (count.all == 0 && page.picture)) unread.push_back(p);
  }
  return unread;
}

std::vector<PageRun> read_tsv(std::string_view tsv, int dpi, int* confidence) {
  constexpr int kLine = 4, kWord = 5;
  const float scale = 72.0f / static_cast<float>(dpi);
  std::vector<PageRun> runs;
  std::vector<Word> words;  // of one line
  float sum = 0, height = 0, bottom = 0;
  std::size_t count = 0;
  while (!tsv.empty()) {
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view text = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    Row row;
    if (!read_row(text, &row)) continue;
    if (row.level == kLine) {
      add_line(words, bottom, height, &runs);
      words.clear();
      height = row.height * scale;
      bottom = (row.top + row.height) * scale;
    }
    const std::string_view word = trim(row.text);
    if (row.level != kWord || word.empty() || find_bad_utf8(word)) continue;
    sum += row.confidence;
    ++count;
    words.push_back({word, row.left * scale, (row.left + row.width) * scale});
  }
  add_line(words, bottom, height, &runs);
  even_out(&runs);
  const float mean = count > 0 ? sum / static_cast<float>(count) : 0;
  *confidence = static_cast<int>(std::lround(std::clamp(mean, 0.0f, 100.0f)));
  return runs;
}

Status recognise_pages(const std::string& name, const std::vector<std::uint32_t>& unread,
                       const std::function<Result<std::string>(std::uint32_t page)>& picture,
                       const ReadOptions& options, Pages* pages) {
  if (unread.empty()) return Done{};
  std::string program;
  if (!can_recognise(options.tools, &program)) return leave_unread(unread, missing(name), pages);
  for (std::size_t i = 0; i < unread.size(); ++i) {
    const std::uint32_t p = unread[i];
    if (options.progress) options.progress(name, i, unread.size());
    const Result<std::string> drawn = picture(p);
    if (!drawn) return drawn.error();
    ToolCall call = ocr_call(program, options.limits);
    call.input = *drawn;
    const Result<ToolResult> told = options.tools->run(call);
    if (!told) return told.error();
    if (told->end != ToolResult::End::exited || told->status != 0) {
      return Error{"input.tool_failed",
                   said("tesseract could not recognise page %1 of \"%2\"", p + 1, name), name,
                   "have its text recognised elsewhere and saved as .docx or .txt"};
    }
    int confidence = 0;
    pages->pages[p].runs = read_tsv(told->output, kOcrDpi, &confidence);
    pages->doubts.push_back(
        {p, Code::page_recognised, {std::to_string(p + 1), std::to_string(confidence)}});
  }
  if (options.progress) options.progress(name, unread.size(), unread.size());
  return Done{};
}

}  // namespace gangmu
