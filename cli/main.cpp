// gangmu VERB [OPTIONS] INPUT...
#include <exception>

#include "cli/command_line.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/platform.h"

int main(int argc, char** argv) {
  using namespace gangmu::cli;
  try {
    use_binary_streams();
    return finish_output(run_command(arguments(argc, argv)));
  } catch (const std::exception& error) {
    print_error({"internal", std::string(error.what()), "", ""});
    return kFailed;
  }
}
