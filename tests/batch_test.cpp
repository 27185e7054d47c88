// The parts of a batch: workers and what is said of them, order, notes, names, progress.
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "cli/batch.h"
#include "cli/batch_job.h"
#include "cli/batch_report.h"
#include "cli/batch_state.h"
#include "cli/ordered.h"
#include "cli/platform.h"
#include "cli/stream_job.h"
#include "cli/workers.h"
#include "tests/private_folder.h"
#include "tests/surroundings.h"

namespace fs = std::filesystem;
using namespace gangmu::cli;
using Kind = WorkerEvent::Kind;

namespace {

// Jobs "0", "1" …; the answers as they are handed over.
class Numbers : public Jobs {
 public:
  explicit Numbers(std::size_t count) : count_(count) {}
  Next next(std::string* job) override {
    if (given_ == count_) return Next::none;
    *job = std::to_string(given_++);
    return Next::job;
  }
  void arrived(std::size_t, Answer&) override { ++arrived_; }
  void take(std::size_t index, Answer& answer) override {
    REQUIRE(index == taken.size());
    taken.push_back(answer.output.text());
    ends.push_back(answer.end);
    reasons.push_back(answer.reason);
  }
  std::vector<std::string> taken, reasons;
  std::vector<Kind> ends;
  std::size_t arrived_ = 0;

 private:
  std::size_t count_, given_ = 0;
};

void wait_a_little(std::string_view job) {
  std::this_thread::sleep_for(std::chrono::milliseconds(job.back() == '0' ? 30 : 1));
}

}  // namespace

#ifndef _WIN32
TEST_CASE("Workers: answers come in the order of the jobs") {
  Numbers jobs(40);
  Ordered ordered(4, {}, [](std::string_view job, Answering& answer) {
    wait_a_little(job);
    answer.tell(kOutput, "<");
    answer.tell(kOutput, job);
  });
  REQUIRE(ordered.run(jobs));
  REQUIRE(jobs.taken.size() == 40);
  CHECK(jobs.arrived_ == 40);
  for (std::size_t i = 0; i < 40; ++i) CHECK(jobs.taken[i] == "<" + std::to_string(i));
}

TEST_CASE("Workers: long jobs and answers arrive whole") {
  class Long : public Numbers {
   public:
    Long() : Numbers(3) {}
    Next next(std::string* job) override {
      const Next next = Numbers::next(job);
      *job += std::string(5'000'000, 'x');
      return next;
    }
  } jobs;
  Ordered ordered(2, {}, [](std::string_view job, Answering& answer) {
    answer.tell(kOutput, job);
    answer.tell(kOutput, job);
  });
  REQUIRE(ordered.run(jobs));
  REQUIRE(jobs.taken.size() == 3);
  const std::string expected = "2" + std::string(5'000'000, 'x');
  CHECK((jobs.taken[2] == expected + expected));
}

TEST_CASE("Workers: one that crashes, hangs or takes all memory is one job") {
  Numbers jobs(6);
  WorkerLimits limits;
  limits.seconds = 5;
  limits.memory = std::uint64_t{300} << 20;
  Ordered ordered(2, limits, [](std::string_view job, Answering& answer) {
    answer.tell(kOutput, "begun ");
    if (job == "1") std::abort();
    if (job == "2") std::_Exit(3);
    while (job == "3") std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::vector<std::string> hoard;
    while (job == "4" && !surroundings::sanitized()) {
      hoard.emplace_back(std::size_t{16} << 20, 'x');
    }
    answer.tell(kOutput, "done");
  });
  REQUIRE(ordered.run(jobs));
  const Kind filled = surroundings::sanitized() ? Kind::done : Kind::out_of_memory;
  CHECK(jobs.ends ==
        std::vector{Kind::done, Kind::crashed, Kind::crashed, Kind::timed_out, filled, Kind::done});
  CHECK(jobs.reasons[1] == "Aborted");
  CHECK(jobs.reasons[2] == "exit status 3");
  CHECK(jobs.taken[0] == "begun done");
}

TEST_CASE("Workers: a sign of life gives a job more time") {
  Numbers jobs(1);
  WorkerLimits limits;
  limits.seconds = 2;
  Ordered ordered(1, limits, [](std::string_view, Answering& answer) {
    for (int i = 0; i < 4; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(800));
      answer.alive("page");
    }
  });
  REQUIRE(ordered.run(jobs));
  CHECK(jobs.ends == std::vector{Kind::done});
}

TEST_CASE("Workers: one that took much memory is replaced") {
  Numbers jobs(3);
  Ordered ordered(1, {}, [](std::string_view job, Answering& answer) {
    static int jobs_done = 0;  // of this process
    answer.tell(kOutput, std::to_string(jobs_done++));
    if (job != "0") return;
    const std::string much(std::size_t{600} << 20, 'x');
    answer.tell(kMessages, much.substr(0, 1));
  });
  REQUIRE(ordered.run(jobs));
  CHECK(jobs.taken == std::vector<std::string>{"0", "0", "1"});
}

TEST_CASE("Locks: one alone, or several that share") {
  const Folder folder;
  const fs::path file = folder.path / "lock";
  std::string reason;
  {
    auto alone = FileLock::take(file, FileLock::Kind::alone, &reason);
    REQUIRE(alone);
    CHECK_FALSE(FileLock::take(file, FileLock::Kind::shared, &reason));
    alone->share();
    CHECK(FileLock::take(file, FileLock::Kind::shared, &reason));
    CHECK_FALSE(FileLock::take(file, FileLock::Kind::alone, &reason));
    CHECK(reason.empty());
  }
  CHECK(FileLock::take(file, FileLock::Kind::alone, &reason));
  CHECK_FALSE(FileLock::take(folder.path / "none" / "lock", FileLock::Kind::alone, &reason));
  CHECK(reason == "No such file or directory");
}
#endif

TEST_CASE("Patterns of names") {
  CHECK(matches_pattern("*.txt", "a.txt"));
  CHECK(matches_pattern("a/*.txt", "a/b/c.txt"));
  CHECK(matches_pattern("?.txt", "\xE4\xBA\x91.txt"));
  CHECK(matches_pattern("[\xE4\xBA\x91\xE5\xB1\xB1].txt", "\xE4\xBA\x91.txt"));
  CHECK_FALSE(matches_pattern("?.txt", "ab.txt"));
  CHECK_FALSE(matches_pattern("*.TXT", "a.txt"));
}

TEST_CASE("Spool: few bytes and many") {
  for (const std::size_t count : {0, 1, 3000}) {
    Spool spool;
    std::string expected;
    for (std::size_t i = 0; i < count; ++i) {
      expected += std::to_string(i) + std::string(1000, 'x');
      spool.add(std::to_string(i) + std::string(1000, 'x'));
    }
    CHECK(spool.size() == expected.size());
    CHECK((spool.text() == expected));
    CHECK(spool.size() == 0);
  }
}

TEST_CASE("Notes of a batch") {
  DoneFile done{"a \"b\"\n.txt.json", "1f", "2e", true, false, {{"a/x.json", "3d"}, {"b", "4c"}}};
  const std::string line = line_of(done);
  CHECK(line.find('\n') == line.size() - 1);
  const auto read = done_file_of(line);
  REQUIRE(read);
  CHECK(read->place == done.place);
  CHECK((read->input + read->settings) == "1f2e");
  CHECK((read->warned && !read->doubted));
  REQUIRE(read->files.size() == 2);
  CHECK(read->files[1].sha256 == "4c");
  for (std::size_t i = 0; i + 1 < line.size(); ++i) CHECK_FALSE(done_file_of(line.substr(0, i)));
}

TEST_CASE("Notes: what is there and unchanged is done") {
  const Folder folder;
  const std::string directory = text_of(folder.path / "out");
  {
    const auto state = BatchState::open(directory);
    REQUIRE(state);
    CHECK(fs::is_directory(state->temporaries()));
    std::ofstream(folder.path / "out" / "a.json") << "abc";
    const std::string sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    state->add(line_of({"a.json", "1", "2", false, false, {{"a.json", sum}}}));
    state->add(line_of({"b.json", "1", "2", false, false, {{"b.json", sum}}}));
    fs::create_directory(folder.path / "out" / ".gangmu" / "run-1");
  }
  const auto state = BatchState::open(directory);
  REQUIRE(state);
  CHECK_FALSE(fs::exists(folder.path / "out" / ".gangmu" / "run-1"));
  const DoneFile* const a = state->find("a.json");
  REQUIRE(a != nullptr);
  CHECK(state->is_done(*a, "1", "2"));
  CHECK_FALSE(state->is_done(*a, "2", "2"));
  CHECK_FALSE(state->is_done(*a, "1", "1"));
  REQUIRE(state->find("b.json") != nullptr);
  CHECK_FALSE(state->is_done(*state->find("b.json"), "1", "2"));
  CHECK(state->find("c.json") == nullptr);
  std::ofstream(folder.path / "out" / "a.json") << "abd";
  CHECK_FALSE(state->is_done(*a, "1", "2"));
}

TEST_CASE("Verdicts of workers") {
  const auto verdict = verdict_of(packed(Verdict{true, false, true, false, "done"}));
  REQUIRE(verdict);
  CHECK((verdict->failed && !verdict->doubted && verdict->warned && !verdict->skipped));
  CHECK(verdict->done == "done");
  CHECK_FALSE(verdict_of("10"));
  const LineVerdict line = line_verdict_of("sa\nb\n011");
  CHECK((line.id.kind == LineId::Kind::string && line.id.text == "a\nb"));
  CHECK((line.ended && !line.failed && line.doubted && line.warned));
  const LineVerdict crashed = line_verdict_of("n12\n");
  CHECK((!crashed.ended && crashed.id.text == "12"));
  CHECK_FALSE(line_verdict_of("").ended);
}

TEST_CASE("Lines of a stream") {
  const StreamLine line = stream_line_of(packed(StreamLine{7, " a b"}));
  CHECK(line.number == 7);
  CHECK(line.text == " a b");
  CHECK_FALSE(stream_line_of(packed(StreamLine{8, std::nullopt})).text);
  CHECK(error_line({"a\"", LineId::Kind::string}, {"input.line", "m", "", "d"}, 3) ==
        "{\"id\":\"a\\\"\",\"error\":{\"code\":\"input.line\",\"message\":\"m\",\"detail\":\"d\","
        "\"line\":3}}\n");
  CHECK(error_line({}, {"c", "", "", ""}, 1).starts_with("{\"id\":null,"));
  CHECK(error_line({"1.50", LineId::Kind::number}, {}, 1).starts_with("{\"id\":1.50,"));
}

TEST_CASE("Progress of a batch") {
  const gangmu::Words words("en");
  BatchCounts counts;
  CHECK(progress_text(words, counts, 10, 0) == "0 of 10 files");
  counts.converted = 3;
  counts.failed = 1;
  CHECK(progress_text(words, counts, 10, 2) == "4 of 10 files, 2.0 a second, 0:03 left");
  counts.skipped = 4;
  CHECK(progress_text(words, counts, 10, 2) == "8 of 10 files, 2.0 a second, 0:01 left");
  CHECK(progress_text(words, counts, 0, 0.1) == "8 done, 40 a second");
  CHECK(bar_text(words, counts, 10, 2, 80) ==
        "[########################------] 8 of 10 files, 2.0 a second, 0:01 left");
  for (int columns = 1; columns < 100; ++columns) {
    CHECK(bar_text(words, counts, 10, 2, columns).size() < static_cast<std::size_t>(columns) + 3);
  }
  CHECK(bar_text(words, counts, 10, 2, 30).find('[') == std::string::npos);
  CHECK(summary_text(words, counts, 12.34) ==
        "3 converted (0 with warnings), 1 failed, 4 skipped, in 12.3 s");
  CHECK(clock_text(7) == "0:07");
  CHECK(clock_text(750.4) == "12:30");
  CHECK(clock_text(3 * 3600) == "3:00:00");
}
