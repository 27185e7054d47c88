// Programs started for readers: what goes in and comes out, and that none outlives its call.
#ifndef _WIN32
#include "cli/platform.h"
#include "cli/tools.h"
#include "tests/private_folder.h"
#include "tests/surroundings.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace fs = std::filesystem;
using gangmu::Result;
using gangmu::ToolCall;
using gangmu::ToolResult;
using gangmu::Tools;
using End = gangmu::ToolResult::End;

namespace {

Tools& tools() { return gangmu::cli::system_tools(); }

ToolResult run(const ToolCall& call) {
  Result<ToolResult> result = tools().run(call);
  REQUIRE(result);
  return std::move(*result);
}

ToolResult run_shell(const std::string& script, int seconds = 20) {
  ToolCall call;
  call.command = {"sh", "-c", script};
  call.seconds = seconds;
  return run(call);
}

// Whether the file comes to be within a second and a half.
bool appears(const fs::path& path) {
  for (int i = 0; i < 15 && !fs::exists(path); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return fs::exists(path);
}

}  // namespace

TEST_CASE("Tools: what goes in comes out") {
  ToolCall call;
  call.command = {"cat"};
  CHECK(run(call).output.empty());
  const std::string much(3'000'000, 'x');  // many times what a pipe holds
  call.input = much;
  const ToolResult copied = run(call);
  CHECK(copied.end == End::exited);
  CHECK(copied.status == 0);
  CHECK(copied.output == much);
  CHECK(copied.errors.empty());
}

TEST_CASE("Tools: a program that reads nothing or ends early") {
  ToolCall call;
  const std::string much(3'000'000, 'x');
  call.input = much;
  call.command = {"sh", "-c", "exec 0<&-; echo done; exit 3"};
  const ToolResult deaf = run(call);
  CHECK(deaf.end == End::exited);
  CHECK(deaf.status == 3);
  CHECK(deaf.output == "done\n");
  call.command = {"true"};
  CHECK(run(call).status == 0);
}

TEST_CASE("Tools: both streams at once, and the end of long errors") {
  const ToolResult both = run_shell(
      "i=0; while [ $i -lt 3000 ]; do echo out$i; "
      "echo an error that is some fifty characters long, $i >&2; i=$((i+1)); done");
  CHECK(both.output.size() == 10 * 5 + 90 * 6 + 900 * 7 + 2000 * 8);
  CHECK(both.errors.size() == 64 << 10);
  CHECK(both.errors.ends_with("long, 2999\n"));
}

TEST_CASE("Tools: crashes and statuses are told apart") {
  const ToolResult crashed = run_shell("kill -SEGV $$");
  CHECK(crashed.end == End::crashed);
  CHECK(crashed.status == 11);
  const ToolResult failed = run_shell("echo why >&2; exit 7");
  CHECK(failed.end == End::exited);
  CHECK(failed.status == 7);
  CHECK(failed.errors == "why\n");
}

TEST_CASE("Tools: a program that takes too long ends with all that it started") {
  const Folder folder;
  const std::string file = (folder.path / "late").string();
  const auto before = std::chrono::steady_clock::now();
  const ToolResult late =
      run_shell("(sleep 2; echo > '" + file + "') & (sleep 2; echo > '" + file + "'); echo no", 1);
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::milliseconds(1900));
  CHECK(late.end == End::timed_out);
  CHECK(late.output.empty());
  CHECK_FALSE(appears(file));
}

TEST_CASE("Tools: what a program leaves running is ended and holds nobody up") {
  const Folder folder;
  const std::string file = (folder.path / "left").string();
  const auto before = std::chrono::steady_clock::now();
  const ToolResult left = run_shell("(sleep 1; echo > '" + file + "') & echo begun");
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::milliseconds(900));
  CHECK(left.end == End::exited);
  CHECK(left.output == "begun\n");
  CHECK_FALSE(appears(file));
}

TEST_CASE("Tools: limits of output, memory and files") {
  ToolCall call;
  call.command = {"sh", "-c", "yes"};
  call.max_output = 100'000;
  const ToolResult endless = run(call);
  CHECK(endless.end == End::too_much_output);
  CHECK(endless.output.size() == 100'000);
  call.command = {"sh", "-c", "ulimit -v; ulimit -c"};
  call.max_memory = 512ull << 20;
  CHECK(run(call).output == "524288\n0\n");
  call.max_memory = 0;
  CHECK(run(call).output.ends_with("\n0\n"));
  std::ofstream open_here("/dev/null");
  CHECK(run_shell("ls /proc/self/fd | wc -l").output == "4\n");  // the listing is the fourth
}

TEST_CASE("Tools: the environment is UTF-8 and plain") {
  setenv("LC_CTYPE", "zh_CN.GBK", 1);
  setenv("GANGMU_TEST_KEPT", "yes", 1);
  const ToolResult told = run_shell("echo $LC_ALL $LANG $LC_CTYPE $LANGUAGE $GANGMU_TEST_KEPT");
  unsetenv("LC_CTYPE");
  unsetenv("GANGMU_TEST_KEPT");
  CHECK(told.output == "C.UTF-8 C.UTF-8 yes\n");
  ToolCall call;
  call.command = {"sh", "-c", "echo $HOME $GANGMU_TEST"};
  call.environment = {"HOME=/nowhere", "GANGMU_TEST=a=b"};
  CHECK(run(call).output == "/nowhere a=b\n");
}

TEST_CASE("Tools: programs are found, or it is said that they are not") {
  CHECK(tools().find("sh").ends_with("/sh"));
  CHECK(tools().find("/bin/sh") == "/bin/sh");
  CHECK(tools().find("gangmu-no-such-program").empty());
  CHECK(tools().find("/etc/passwd").empty());
  CHECK(tools().find("").empty());
  // beside the program itself, which is the tests' here
  CHECK(fs::path(tools().find("gangmu")).parent_path() == surroundings::program().parent_path());
  ToolCall call;
  call.command = {"gangmu-no-such-program"};
  const Result<ToolResult> missing = tools().run(call);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "input.tool_missing");
  CHECK(missing.error().message == "the program \"gangmu-no-such-program\" is not installed");
  const Folder folder;
  const fs::path broken = folder.path / "broken";
  std::ofstream(broken) << "#!/no/such/shell\n";
  fs::permissions(broken, fs::perms::owner_all);
  call.command = {broken.string()};
  const Result<ToolResult> refused = tools().run(call);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "input.tool_failed");
  CHECK(refused.error().message.ends_with("No such file or directory"));
}

TEST_CASE("Tools: a call with files has a folder of its own, and a file of it comes back") {
  ToolCall call;
  call.command = {"sh", "-c",       "cd \"$1\" && cat in/a > out/b; echo \"$1 $2 $HOME\"",
                  "sh", "{folder}", "{folder-url}/x"};
  call.environment = {"HOME={folder}"};
  call.files = {{"in/a", "given"}, {"out/", ""}};
  call.wanted = "out/b";
  const ToolResult result = run(call);
  CHECK(result.file == "given");
  const std::string folder = result.output.substr(0, result.output.find(' '));
  CHECK(result.output == folder + " file://" + folder + "/x " + folder + "\n");
  CHECK_FALSE(fs::exists(folder));

  call.max_file = 3;
  CHECK(run(call).file == "giv");
  call.wanted = "out/none";
  CHECK_FALSE(run(call).file);
  // A link might lead anywhere.
  call.wanted = "out/b";
  call.command[2] = "ln -s /etc/passwd \"$1/out/b\"";
  CHECK_FALSE(run(call).file);
}

TEST_CASE("Tools: a program writes to its own folder alone and has no network") {
  const Folder folder;
  const std::string kept = (folder.path / "kept").string();
  std::ofstream(kept) << "kept";
  ToolCall call;
  call.command = {"sh", "-c", "echo x > \"$1\"; rm -f \"$1\"; mkdir \"$1.d\"", "sh", kept};
  run(call);
  call.files = {{"in", ""}};
  run(call);
  const bool held = fs::is_regular_file(kept) && fs::file_size(kept) == 4;
  CHECK(held == gangmu::cli::protection().places);
  CHECK(fs::exists(kept + ".d") == !gangmu::cli::protection().places);

  ToolCall talk;
  talk.command = {"/usr/bin/python3", "-c",
                  "import socket\n"
                  "for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):\n"
                  "    try:\n"
                  "        socket.socket(family).close()\n"
                  "        print('open')\n"
                  "    except PermissionError:\n"
                  "        print('refused')\n"};
  const bool filtered = gangmu::cli::protection().calls;
  CHECK(run(talk).output == (filtered ? "refused\nrefused\nrefused\n" : "open\nopen\nopen\n"));
  talk.talks_to_itself = true;
  CHECK(run(talk).output == (filtered ? "refused\nrefused\nopen\n" : "open\nopen\nopen\n"));
}

TEST_CASE("Tools: folders of our own") {
  fs::path path;
  {
    const Folder folder, other;
    path = folder.path;
    CHECK(path != other.path);
    CHECK(fs::status(path).permissions() == fs::perms::owner_all);
    fs::create_directories(path / "a" / "b");
    std::ofstream(path / "a" / "b" / "file") << "text";
  }
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("Tools: threads may use them at once") {
  std::vector<std::thread> threads;
  std::vector<std::string> outputs(8);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    threads.emplace_back([&, i] {
      const std::string input(500'000, static_cast<char>('a' + i));
      ToolCall call;
      call.command = {"cat"};
      call.input = input;
      const Result<ToolResult> result = tools().run(call);
      if (result && result->output == input) outputs[i] = "same";
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(outputs == std::vector<std::string>(8, "same"));
}
#endif
