#include "cli/stream_job.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <map>

#include "cli/language.h"
#include "cli/ordered.h"
#include "cli/worker_fault.h"
#include "readers/json.h"

namespace gangmu::cli {

namespace {

constexpr char kIdEnd = '\n';  // behind the id in a verdict, where none can be

// Its members before the others of a line.
JsonMembers with_id(const LineId& id) {
  return [id](JsonWriter& json) {
    json.key("id");
    if (id.kind == LineId::Kind::string) return json.string(id.text);
    return id.kind == LineId::Kind::number ? json.number(id.text) : json.null();
  };
}

Error bad_line(const Message& what) {
  return {"input.line", said("the line %1", what), "",
          "a line is {\"id\": …, \"text\": …}, {\"id\": …, \"path\": …}, or a path"};
}

// Blanks that JSON allows around a value, and the CR of a line from Windows.
std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r";
  line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
  return line.substr(0, line.find_last_not_of(kBlanks) + 1);
}

}  // namespace

std::string packed(const StreamLine& line) {
  return std::to_string(line.number) + (line.text ? ' ' + *line.text : "");
}

StreamLine stream_line_of(std::string_view packed) {
  StreamLine line;
  std::from_chars(packed.data(), packed.data() + packed.size(), line.number);
  const std::size_t at = packed.find(' ');
  if (at != std::string_view::npos) line.text = packed.substr(at + 1);
  return line;
}

LineVerdict line_verdict_of(std::string_view packed) {
  LineVerdict verdict;
  const std::size_t end = packed.rfind(kIdEnd);
  if (packed.empty() || end == std::string_view::npos) return verdict;
  verdict.id.kind = static_cast<LineId::Kind>(packed[0]);
  verdict.id.text = packed.substr(1, end - 1);
  const std::string_view signs = packed.substr(end + 1);
  if (signs.size() != 3) return verdict;
  verdict.ended = true;
  verdict.failed = signs[0] == '1';
  verdict.doubted = signs[1] == '1';
  verdict.warned = signs[2] == '1';
  return verdict;
}

std::string error_line(const LineId& id, const Error& error, std::size_t number) {
  std::string line;
  Sink sink([&](std::string_view bytes) { line += bytes; });
  JsonWriter json(sink, JsonWriter::Lines::one);
  json.begin_object();
  with_id(id)(json);
  json.key("error");
  json.begin_object();
  json.member("code", error.code);
  json.member("message", told(error.message));
  json.member("detail", told(error.detail));
  json.member("line", number);
  json.end_object();
  json.end_object();
  sink.drain();
  return line + "\n";
}

Result<StreamJob::Request> StreamJob::read(const StreamLine& line, LineId* id) {
  if (!line.text) {
    return Error{"input.too_large", "the line is longer than any document that is read", "",
                 "part the document, or give its path"};
  }
  constexpr std::string_view kMark = "\xEF\xBB\xBF";  // of byte order, before the first line
  std::string_view text = *line.text;
  if (line.number == 1 && text.starts_with(kMark)) text.remove_prefix(kMark.size());
  text = trimmed(text);
  if (text.empty()) return bad_line("is empty");
  if (text[0] == '{') return read_object(text, id);
  *id = {std::string(text), LineId::Kind::string};
  return Request{*id, id->text, std::nullopt};
}

Result<StreamJob::Request> StreamJob::read_object(std::string_view text, LineId* id) {
  const Result<JsonTree> tree = JsonTree::parse("the line", text, 1, {});
  if (!tree) return bad_line(said("is no JSON: %1", tree.error().message));
  std::map<std::string_view, std::optional<std::string>> given = {
      {"text", std::nullopt}, {"path", std::nullopt}, {"name", std::nullopt}};
  for (JsonValue value = tree->root().first(); value.kind() != JsonKind::none;
       value = value.next()) {
    const auto member = given.find(value.key());
    const JsonKind kind = value.kind();
    if ((member == given.end() && value.key() != "id") || kind == JsonKind::null) continue;
    if (kind == JsonKind::string && member != given.end()) {
      member->second = value.text();
    } else if (kind == JsonKind::string || (kind == JsonKind::number && member == given.end())) {
      *id = {std::string(value.text()),
             kind == JsonKind::string ? LineId::Kind::string : LineId::Kind::number};
    } else {
      return bad_line(said("has an \"%1\" of another kind", value.key()));
    }
  }
  const auto& path = given["path"];
  if (given["text"].has_value() == path.has_value()) {
    return bad_line(path ? "has both \"text\" and \"path\"" : "has neither \"text\" nor \"path\"");
  }
  if (path && id->kind == LineId::Kind::none) *id = {*path, LineId::Kind::string};
  return Request{*id, path ? *path : given["name"].value_or(id->text), std::move(given["text"])};
}

Result<Document> StreamJob::open(Request request, Answering& answer) const {
  commit_test_fault(request.id.text);
  const Options& options = conversion_.options();
  const auto progress = [&](const std::string&, std::size_t, std::size_t) { answer.alive(""); };
  if (request.text) {
    const Input input{request.name, request.name};
    return open_bytes(input, std::move(*request.text), options, conversion_.grammar(), progress);
  }
  // Standard input is the stream itself.
  if (request.name == "-") return bad_line("names no file");
  const Input input{request.name, request.name};
  Result<std::string> bytes = input_bytes(input, options);
  if (!bytes) return bytes.error();
  return open_bytes(input, std::move(*bytes), options, conversion_.grammar(), progress);
}

void StreamJob::operator()(std::string_view job, Answering& answer) const {
  const StreamLine line = stream_line_of(job);
  LineId id;
  Result<Request> request = read(line, &id);
  answer.tell(kVerdict, static_cast<char>(id.kind) + id.text + kIdEnd);
  const auto fail = [&](const Error& error) {
    answer.tell(kOutput, error_line(id, error, line.number));
    answer.tell(kVerdict, "100");
  };
  if (!request) return fail(request.error());
  try {
    const Result<Document> document = open(std::move(*request), answer);
    if (!document) return fail(document.error());
    Sink sink([&](std::string_view bytes) { answer.tell(kOutput, bytes); });
    write_json_line(*document, conversion_.export_options(), with_id(id), sink);
    sink.drain();
    const bool doubted = !document->diagnostics.empty();
    answer.tell(kVerdict,
                std::string("0") + (doubted ? '1' : '0') + (has_warning(*document) ? '1' : '0'));
  } catch (const std::exception& error) {
    fail({"internal", error.what(), "", ""});
  }
}

}  // namespace gangmu::cli
