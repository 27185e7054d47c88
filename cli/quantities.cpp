// quantities: the layer of numbers and units on its own. Each line of the input becomes one JSON
// line with the quantities found in it; places are bytes of the line.
#include "parser/quantity.h"

#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/json_records.h"
#include "exporters/json_writer.h"

namespace gangmu::cli {

namespace {

void write_line(std::string_view line, std::uint32_t number, const QuantityReader& reader,
                Sink& sink) {
  Folded folded;
  folded.assign(line);
  Quantities found;
  reader.scan(folded.text, &found);
  JsonWriter json(sink);
  json.begin_object();
  json.member("line", number);
  json.key("quantities");
  json.begin_array();
  for (const Quantity& quantity : found.figures) {
    const Offset begin = folded.back[quantity.begin], end = folded.back[quantity.end];
    json.begin_object();
    json.member("text", line.substr(begin, end - begin));
    json.member("begin", begin);
    json.member("end", end);
    write_figure(quantity, json);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  sink.write("\n");
}

}  // namespace

int run_quantities(const Options& options) {
  const auto grammar = load_grammar(options);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  const std::string path = options.inputs.empty() ? "-" : options.inputs.front();
  const Result<Source> source = read_input({path, path}, options);
  if (!source) {
    print_error(source.error());
    return kFailed;
  }
  const QuantityReader reader(**grammar);
  const Status written = write_stdout([&](Sink& sink) -> Status {
    const auto lines = static_cast<std::uint32_t>(source->lines.size());
    for (std::uint32_t i = 1; i <= lines; ++i) {
      const std::string_view line = source->line(i);
      if (i == lines && line.empty()) break;  // behind the last line end
      write_line(line, i, reader, sink);
    }
    return Done{};
  });
  if (written) return kDone;
  print_error(written.error());
  return kFailed;
}

}  // namespace gangmu::cli
