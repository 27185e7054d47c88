#include "cli/tools.h"

#include "cli/platform.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

class SystemTools : public Tools {
 public:
  std::string find(std::string_view program) override {
    if (program.empty()) return "";
    if (path_of(program).has_parent_path()) {
      return is_program(path_of(program)) ? std::string(program) : "";
    }
    std::vector<fs::path> folders = search_folders();
    const fs::path own = program_folder();
    if (!own.empty()) {
      folders.insert(folders.begin(), {own, own.parent_path() / "libexec" / "gangmu"});
    }
    for (const fs::path& folder : folders) {
      const fs::path path = folder / path_of(program);
      if (is_program(path)) return text_of(path);
    }
    return "";
  }

  Result<ToolResult> run(const ToolCall& call) override {
    const std::string name = call.command.empty() ? "" : call.command.front();
    ToolCall found = call;
    if (const std::string path = find(name); !path.empty()) {
      found.command.front() = path;
      return run_process(found);
    }
    return Error{"input.tool_missing", said("the program \"%1\" is not installed", name), "", ""};
  }

  Result<fs::path> make_folder() override { return make_private_folder(); }

  void remove_folder(const fs::path& folder) override { remove_private_folder(folder); }
};

}  // namespace

Tools& system_tools() {
  static SystemTools tools;
  return tools;
}

}  // namespace gangmu::cli
