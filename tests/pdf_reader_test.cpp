// PDF: the stream of gangmu-pdf, and what is said of files that it cannot read.
#include "readers/pdf.h"

#include <catch2/catch.hpp>

#include "make_pages.h"
#include "model/sha256.h"
#include "readers/tools.h"

using namespace gangmu;
using namespace std::string_literals;
using page_samples::near;
using End = ToolResult::End;

namespace {

const std::string kPdf = "%PDF-1.7\n";
const std::string kStream =
    "gangmu-pdf 1\n"
    "pages 2\n"
    "font 0 1 SimHei\n"
    "font 1 0 \n"
    "page 1 59528 84189 0\n"
    "t 0 1600 11240 11140 1600 1600\t一、\n"
    "t 1 1600 11240 14340 800 800 800 1600\t5 %以\n"
    "x 1 6000 40000 20000 -300\t密\n"
    "r 7940 20000 52000 20000\n"
    "end\n"
    "page 2 84189 59528 1\n"
    "end\n"
    "mark 1 2\t一、总体要求\n"
    "mark 2 0\t无处\n"
    "done\n";

// The stream of one page with these lines.
std::string with(const std::string& lines) {
  return "gangmu-pdf 1\npages 1\nfont 0 0 A\npage 1 59528 84189 0\n" + lines + "end\ndone\n";
}

bool good(const std::string& stream) {
  Result<Pages> pages = read_pdf_stream("a.pdf", stream);
  if (!pages) {
    CHECK(pages.error().code == "input.damaged");
    CHECK(pages.error().place == "a.pdf");
    return false;
  }
  for (const Page& page : pages->pages) {
    for (const PageRun& run : page.runs) {
      REQUIRE(run.edges.size() == char_count(run.text) + 1);
      REQUIRE(run.size > 0);
    }
  }
  Result<Source> source = finish_pages(std::move(*pages), "a.pdf", "", "pdf");
  REQUIRE(source);
  return true;
}

// Stands for gangmu-pdf and ends as it is told to.
struct Helper : Tools {
  ToolResult result{End::exited, 0, kStream, ""};
  std::string path = "/libexec/gangmu-pdf", given;
  ToolCall call;
  bool starts = true;

  std::string find(std::string_view program) override {
    return program == "gangmu-pdf" ? path : "";
  }
  Result<ToolResult> run(const ToolCall& asked) override {
    call = asked;
    given = asked.input;
    if (!starts) return Error{"input.tool_failed", "cannot start it", "", ""};
    return result;
  }
};

Error refused(Tools* tools) {
  ReadOptions options;
  options.tools = tools;
  const Result<Source> source = read_bytes("plan.pdf", kPdf, options);
  REQUIRE_FALSE(source);
  CHECK(source.error().place == "plan.pdf");
  CHECK(source.error().message.find('\n') == std::string::npos);
  CHECK_FALSE(source.error().detail.empty());
  return source.error();
}

}  // namespace

TEST_CASE("pdf: told by content") {
  CHECK(is_pdf(kPdf));
  CHECK(is_pdf(std::string(1000, '\0') + kPdf));  // what mail programs put before
  CHECK_FALSE(is_pdf(std::string(1100, ' ') + kPdf));
  CHECK_FALSE(is_pdf(""));
  CHECK_FALSE(is_pdf("PDF"));
}

TEST_CASE("pdf: the stream") {
  const Result<Pages> pages = read_pdf_stream("a.pdf", kStream);
  REQUIRE(pages);
  REQUIRE(pages->fonts.size() == 2);
  CHECK((pages->fonts[0].name == "SimHei" && pages->fonts[0].bold));
  CHECK((pages->fonts[1].name.empty() && !pages->fonts[1].bold));
  REQUIRE(pages->pages.size() == 2);
  const Page& page = pages->pages[0];
  CHECK((page.width == near(595.28) && page.height == near(841.89) && !page.picture));
  CHECK((pages->pages[1].picture && pages->pages[1].runs.empty()));
  REQUIRE(page.runs.size() == 3);
  CHECK(page.runs[0].text == "一、");
  CHECK(page.runs[0].base == near(112.4));
  CHECK(page.runs[0].size == near(16));
  CHECK(page.runs[0].edges.size() == 3);
  CHECK(page.runs[0].edges[2] == near(143.4));
  CHECK(page.runs[1].text == "5 %以");
  CHECK((page.runs[1].font == 1 && !page.runs[1].aslant));
  CHECK((page.runs[2].aslant && page.runs[2].edges[1] == near(197)));
  REQUIRE(page.rules.size() == 1);
  CHECK((page.rules[0].x0 == near(79.4) && page.rules[0].x1 == near(520)));
  CHECK((page.rules[0].y0 == near(200) && page.rules[0].y1 == near(200)));
  REQUIRE(pages->bookmarks.size() == 1);
  CHECK(pages->bookmarks[0].title == "一、总体要求");
  CHECK((pages->bookmarks[0].level == 1 && pages->bookmarks[0].page == 1));
}

TEST_CASE("pdf: a stream that is cut off") {
  CHECK(good(kStream));
  for (std::size_t size = 0; size < kStream.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(good(kStream.substr(0, size)));
  }
  CHECK(good(kStream + "more"));  // what stands behind its end is not read
}

TEST_CASE("pdf: a damaged stream") {
  CHECK(good(with("")));
  CHECK(good(with("t 0 1200 10000 5000 1200\t甲\n")));
  CHECK(good(with("unknown 1 2\n\n")));
  CHECK_FALSE(good("gangmu-pdf 2" + kStream.substr(12)));
  CHECK_FALSE(good("gangmu-pdf 1\npages 0\ndone\n"));
  CHECK_FALSE(good("gangmu-pdf 1\nt 0 1200 1 5 12\t甲\ndone\n"));  // before any page
  CHECK_FALSE(good("gangmu-pdf 1\nr 0 0 1 0\ndone\n"));
  for (const char* line : {"t",
                           "t 0 1200",
                           "t 0 1200 10000",
                           "t 0 1200 10000 5000 1200",
                           "t 0 1200 10000\t甲",
                           "t 0 1200 10000 5000\t甲",
                           "t 0 1200 10000 5000 1200\t甲乙",
                           "t 0 1200 10000 5000 1200\t",
                           "t 0 1200 10000 5000 1200 1200\t甲",
                           "t 0 1200 10000 5000 12x\t甲",
                           "t 0 x 10000 5000 1200\t甲",
                           "t 0 1200 10000 5000 1200 甲",
                           "t 0 1200 1e4 5000 1200\t甲",
                           "t 0 1200 10000 5000 9999999999\t甲",
                           "t 0 1200 10000 5000 99999999999999999999\t甲",
                           "t 0 1200 10000 5000 1200\t\xFF",
                           "t 0 1200 10000 5000 1200\t\xE4\xB8",
                           "t 0 1200 10000 5000 1200\t\xED\xA0\x80",
                           "r 1 2 3",
                           "r a b c d",
                           "r",
                           "page x 1 1 0",
                           "page 2 1",
                           "pages",
                           "pages x",
                           "pages 2",
                           "font",
                           "font 1",
                           "font a 0 B",
                           "mark",
                           "mark 1",
                           "mark 1 x\tA"}) {
    CAPTURE(line);
    CHECK_FALSE(good(with(std::string(line) + "\n")));
  }
  // A font that is none, a size of nothing, edges that go back, bookmarks in no UTF-8.
  CHECK(good(with("t 70000 0 10000 5000 1200\t甲\nt -1 -5 -10000 5000 -1200 3\t甲乙\n")));
  CHECK(good(with("mark 1 1\t\xFF\nmark -3 99999\t甲\n")));
  CHECK(good(with("t 0 1200 10000 5000 1200 1200 1200\t甲\x01\x0C\n"s)));
}

TEST_CASE("pdf: any byte of the stream may be another") {
  for (std::size_t at = 0; at < kStream.size(); ++at) {
    for (const char c : {'\0', '\n', '\t', ' ', '9', '-', '\xFF'}) {
      std::string stream = kStream;
      stream[at] = c;
      good(stream);
    }
  }
}

TEST_CASE("pdf: lengths that can be written and read again") {
  Result<Pages> pages = read_pdf_stream(
      "a.pdf",
      "gangmu-pdf 1\npages 2\nfont 0 0 A\npage 1 999999999 -5 0\nend\n"
      "page 2 59528 84189 0\nt 0 1600 10000 10000 999999999 999999999 999999999\tabc\nend\n"
      "done\n");
  REQUIRE(pages);
  const Result<Source> source = finish_pages(std::move(*pages), "a.pdf", "", "pdf");
  REQUIRE(source);
  CHECK(source->page_sizes.at(0).width == kLongestPage);
  CHECK(source->page_sizes.at(0).height == 0);
  REQUIRE(source->edges.size() == 4);
  for (const float edge : source->edges) CHECK(std::abs(edge) <= kLongestPage);
}

TEST_CASE("pdf: pages that cannot be read") {
  const Result<Pages> pages = read_pdf_stream(
      "a.pdf",
      "gangmu-pdf 1\npages 9\npage 1 59528 84189 0\nend\npage 3 59528 84189 0\nend\ndone\n");
  REQUIRE_FALSE(pages);
  CHECK(pages.error().code == "input.damaged");
  CHECK(pages.error().message == "\"a.pdf\" is no whole PDF: 7 of its 9 pages cannot be read");
}

TEST_CASE("pdf: a file that says another number of pages") {
  std::string stream = kStream;
  stream.insert(stream.find("font 0"), "counted 9\n");
  Result<Pages> pages = read_pdf_stream("a.pdf", stream);
  REQUIRE(pages);
  CHECK(pages->pages.size() == 2);
  REQUIRE(pages->doubts.size() == 1);
  CHECK(pages->doubts[0].code == Code::page_miscounted);
  CHECK(pages->doubts[0].args == std::vector<std::string>{"9", "2"});
  CHECK(read_pdf_stream("a.pdf", kStream)->doubts.empty());
  // The number is looked at.
  CHECK_FALSE(good(stream.replace(stream.find("counted 9"), 9, "counted x")));
}

TEST_CASE("pdf: by way of gangmu-pdf") {
  Helper helper;
  ReadOptions options;
  options.tools = &helper;
  const Result<Source> source = read_bytes("plan.bin", kPdf, options);
  REQUIRE(source);
  CHECK(source->format == "pdf");
  CHECK(source->name == "plan.bin");
  CHECK(source->bytes == kPdf.size());
  CHECK(source->sha256 == sha256_hex(kPdf));
  CHECK(source->text == "一、5 %以\n密\n");
  CHECK(source->pages.size() == 2);
  CHECK(helper.given == kPdf);
  CHECK(helper.call.command.front() == "/libexec/gangmu-pdf");
}

TEST_CASE("pdf: gangmu-pdf is not there") {
  Helper helper;
  helper.path.clear();
  for (Tools* tools : {static_cast<Tools*>(&helper), static_cast<Tools*>(nullptr)}) {
    const Error error = refused(tools);
    CHECK(error.code == "input.tool_missing");
    CHECK(error.message ==
          "\"plan.pdf\" is a PDF, and the program gangmu-pdf, which reads those, is not installed");
    CHECK(
        error.detail ==
        "apt-get install libpoppler-dev libpoppler-private-dev and build gangmu again, or save the "
        "text as .docx or .txt");
  }
}

TEST_CASE("pdf: gangmu-pdf fails") {
  Helper helper;
  const auto told = [&](End end, int status, const std::string& errors = "") {
    helper.result = {end, status, "gangmu-pdf 1\n", errors};
    const Error error = refused(&helper);
    return error.code + ": " + error.message;
  };
  CHECK(told(End::exited, 3) == "input.encrypted: \"plan.pdf\" is protected by a password");
  CHECK(told(End::exited, 4) ==
        "input.damaged: \"plan.pdf\" is no whole PDF: its pages cannot be found");
  CHECK(told(End::exited, 5, "30000 pages\n") == "input.too_large: \"plan.pdf\" has 30000 pages");
  CHECK(told(End::exited, 1) ==
        "input.damaged: \"plan.pdf\" is no whole PDF: gangmu-pdf could not go on");
  CHECK(told(End::exited, 2) ==
        "input.damaged: \"plan.pdf\" is no whole PDF: gangmu-pdf could not go on");
  CHECK(told(End::crashed, 11) == "input.tool_failed: gangmu-pdf crashed on \"plan.pdf\"");
  CHECK(told(End::crashed, 3) ==  // a signal is no status
        "input.tool_failed: gangmu-pdf crashed on \"plan.pdf\"");
  CHECK(told(End::timed_out, 9) ==
        "input.too_large: \"plan.pdf\" takes more time than a document may");
  CHECK(told(End::too_much_output, 9) ==
        "input.too_large: \"plan.pdf\" takes more memory than a document may");
  CHECK(told(End::exited, 0) ==
        "input.damaged: \"plan.pdf\" is no whole PDF: gangmu-pdf told of no pages");
  helper.starts = false;
  ReadOptions options;
  options.tools = &helper;
  const Result<Source> source = read_bytes("plan.pdf", kPdf, options);
  REQUIRE_FALSE(source);
  CHECK(source.error().code == "input.tool_failed");
}
