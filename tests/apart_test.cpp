// Processes that work on untrusted bytes: what they can do, what they cannot, and what is left of
// one that crashes, hangs or takes all memory.
#ifndef _WIN32
#include "cli/apart.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "cli/platform.h"
#include "cli/reading.h"
#include "cli/tools.h"
#include "gangmu.h"
#include "tests/make_zip.h"
#include "tests/private_folder.h"
#include "tests/surroundings.h"

namespace fs = std::filesystem;
using namespace gangmu;
using namespace gangmu::cli;

namespace {

constexpr WorkerLimits kLimits = {20, std::uint64_t{1} << 30};

// What becomes of a process that does this.
Result<std::string> tried(const std::function<std::string()>& work,
                          const WorkerLimits& limits = kLimits) {
  Apart apart(limits, [&](std::string_view, Answering&) { return work(); });
  return apart.run("a.docx", "");
}

std::string outcome(const Result<std::string>& result) {
  return result ? *result : result.error().code + ": " + result.error().message;
}

std::string reason(long result) {
  return result >= 0 ? std::string("done") : std::string(std::strerror(errno));
}

const std::string kEnded = "input.crashed: reading \"a.docx\" crashed: Bad system call";

}  // namespace

TEST_CASE("Apart: jobs, answers and questions of any size") {
  std::string heard;
  Apart apart(kLimits, [](std::string_view job, Answering& answer) {
    answer.alive("at it");
    return std::string(job) + answer.ask(std::string(job) + "?");
  });
  Apart::Talk talk;
  talk.reply = [](std::string_view question) { return "<" + std::string(question) + ">"; };
  talk.alive = [&](std::string_view what) { heard = what; };
  for (const std::size_t size : {0, 1, 5'000'000, 3}) {
    const std::string job(size, 'x');
    const Result<std::string> answer = apart.run("a", job, talk);
    REQUIRE(answer);
    CHECK(*answer == job + "<" + job + "?>");
  }
  CHECK(heard == "at it");
}

TEST_CASE("Apart: the system refuses all but computing") {
  CHECK(protection().processes);
  if (surroundings::sanitized()) {
    CHECK_FALSE(protection().calls);
    return;
  }
#ifdef __linux__
  CHECK(protection().calls);
#endif
  if (!protection().calls) return;
  const Folder folder;
  const std::string kept = (folder.path / "kept").string(), made = (folder.path / "new").string();
  std::ofstream(kept) << "kept";
  const pid_t program = getpid();

  CHECK(outcome(tried([] { return reason(socket(AF_INET, SOCK_STREAM, 0)); })) == kEnded);
  CHECK(outcome(tried([] { return reason(socket(AF_UNIX, SOCK_STREAM, 0)); })) == kEnded);
  CHECK(outcome(tried([&] { return reason(open(made.c_str(), O_WRONLY | O_CREAT, 0600)); })) ==
        kEnded);
  CHECK(outcome(tried([&] { return reason(open(kept.c_str(), O_RDWR)); })) == kEnded);
  CHECK(outcome(tried([&] { return reason(unlink(kept.c_str())); })) == kEnded);
  CHECK(outcome(tried([&] { return reason(rename(kept.c_str(), made.c_str())); })) == kEnded);
  CHECK(outcome(tried([&] { return reason(mkdir(made.c_str(), 0700)); })) == kEnded);
  CHECK(outcome(tried([] { return reason(fork()); })) == kEnded);
  CHECK(outcome(tried([] { return reason(execl("/bin/true", "true", nullptr)); })) == kEnded);
  CHECK(outcome(tried([&] { return reason(kill(program, SIGTERM)); })) == kEnded);

  // What libraries may try without need is refused, and they go on.
  const std::string refused = std::strerror(EPERM);
  CHECK(outcome(tried([&] { return reason(open(kept.c_str(), O_RDONLY)); })) == refused);
  CHECK(outcome(tried([&] { return reason(access(kept.c_str(), R_OK)); })) == refused);
  CHECK(outcome(tried([] {
          void* const code = mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
          return reason(code == MAP_FAILED ? -1 : 0);
        })) == refused);

  std::ifstream in(kept);
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "kept");
  CHECK_FALSE(fs::exists(made));
}

TEST_CASE("Apart: no file of the program is open there") {
  const Folder folder;
  std::ofstream out(folder.path / "file");
  const int number = open((folder.path / "file").c_str(), O_WRONLY);
  REQUIRE(number > 2);
  CHECK(outcome(tried([&] { return reason(write(number, "x", 1)); })) == std::strerror(EBADF));
  CHECK(outcome(tried([] { return reason(write(2, "x", 1)); })) == "done");  // to nowhere
  close(number);
}

TEST_CASE("Apart: who crashes, hangs or takes all memory is an error, and the next job is done") {
  Apart apart({1, std::uint64_t{256} << 20}, [](std::string_view job, Answering&) {
    if (job == "crash") std::abort();
    volatile unsigned going = 1;
    while (job == "hang" && going != 0) {
    }
    std::string hoard;
    while (job == "fill" && going != 0) hoard.append(std::size_t{16} << 20, 'x');
    return std::string(job);
  });
  const auto run = [&](std::string_view job) { return outcome(apart.run("a.docx", job)); };
  CHECK(run("crash") == "input.crashed: reading \"a.docx\" crashed: Aborted");
  CHECK(run("well") == "well");
  CHECK(run("hang") == "input.timed_out: \"a.docx\" took longer than 1 s");
  CHECK(run("well") == "well");
  if (surroundings::sanitized()) return;  // which has no limit of memory
  CHECK(run("fill") == "input.out_of_memory: \"a.docx\" needs more than 256 MB of memory");
  CHECK(run("well") == "well");
}

TEST_CASE("Reading: a document apart is the same as here") {
  using samples::docx_of;
  using samples::p;
  const std::pair<std::string, std::string> files[] = {
      {"a.docx", docx_of(p("一、总体要求") + p("到2025年达到3个。"))},
      {"a.html", "<html><body><h1>规划</h1><table><tr><td>1</td></tr></table></body></html>"},
      {"gb.html", "<html><meta charset=gb2312><body>\xB9\xE6\xBB\xAE</body></html>"},
      {"a.md", "# 规划\n\n## 一、任务\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"},
      {"a.txt", "规划\n一、任务\n"},
      {"cut.docx", docx_of(p("a")).substr(0, 300)},
      {"a.pdf", "%PDF-1.4\n1 0 obj\n<<"},
      {"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"}};
  ReadOptions options;
  options.tools = &system_tools();
  for (const auto& [name, bytes] : files) {
    CAPTURE(name);
    const Result<Source> here = read_bytes(name, bytes, options);
    const Result<Source> apart = read_apart(name, bytes, options, kLimits);
    REQUIRE(bool(here) == bool(apart));
    if (!here) {
      CHECK(apart.error().code == here.error().code);
      CHECK(apart.error().message == here.error().message);
      CHECK(apart.error().message.id() == here.error().message.id());
      CHECK(apart.error().detail == here.error().detail);
      continue;
    }
    CHECK(apart->text == here->text);
    CHECK(apart->sha256 == here->sha256);
    CHECK(apart->name == name);
    CHECK(apart->tables.size() == here->tables.size());
    CHECK(apart->headings.size() == here->headings.size());
    CHECK(apart->encoding == here->encoding);
  }
}
#endif
