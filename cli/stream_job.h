// A line of a stream, as a worker answers it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/conversion.h"
#include "cli/workers.h"
#include "exporters/json.h"

namespace gangmu::cli {

// The number of a line and its text; nullopt: it is longer than any that is read.
struct StreamLine {
  std::size_t number = 0;
  std::optional<std::string> text;
};
std::string packed(const StreamLine& line);
StreamLine stream_line_of(std::string_view packed);

// What a line calls its document: a string or a number, or nothing.
struct LineId {
  std::string text;
  enum class Kind : char { none = '0', string = 's', number = 'n' } kind = Kind::none;
};

struct LineVerdict {
  LineId id;  // known before the document is read, so that a crash leaves it
  bool ended = false, failed = false, doubted = false, warned = false;
};
LineVerdict line_verdict_of(std::string_view packed);

// {"id":…,"error":{…}} and a line end.
std::string error_line(const LineId& id, const Error& error, std::size_t number);

// Runs in the worker.
class StreamJob {
 public:
  explicit StreamJob(const Conversion& conversion) : conversion_(conversion) {}
  void operator()(std::string_view job, Answering& answer) const;

 private:
  struct Request {
    LineId id;
    std::string name;  // of the document, or its path
    std::optional<std::string> text;
  };
  static Result<Request> read(const StreamLine& line, LineId* id);
  static Result<Request> read_object(std::string_view text, LineId* id);
  Result<Document> open(Request request, Answering& answer) const;

  const Conversion& conversion_;
};

}  // namespace gangmu::cli
