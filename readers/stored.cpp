#include "readers/stored.h"

#include <algorithm>
#include <charconv>

#include "readers/flow.h"
#include "readers/stored_parts.h"
#include "readers/stored_place.h"

namespace gangmu {

namespace {

constexpr std::string_view kFormat = "gangmu.document";
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::uint64_t kVersion = 1;

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  return bytes;
}

bool is_json_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view without_blanks_around(std::string_view text) {
  while (!text.empty() && is_json_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_json_blank(text.back())) text.remove_suffix(1);
  return text;
}

// A text that is parsed by itself: the whole file, or a line of it.
struct Text {
  std::string_view bytes;
  std::size_t line = 1;
};

// Lines each of which is an object; one text where the first line is none.
std::vector<Text> texts_of(std::string_view bytes) {
  const std::string_view all = without_blanks_around(bytes);
  const std::string_view first = without_blanks_around(all.substr(0, all.find('\n')));
  if (!first.ends_with('}')) return {{bytes, 1}};
  std::vector<Text> lines;
  std::size_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    ++number;
    if (!without_blanks_around(line).empty()) lines.push_back({line, number});
    at = end + 1;
  }
  return lines;
}

class StoredReader {
 public:
  explicit StoredReader(const std::string& name) : name_(name), json_(name) {}

  Result<Document> read(std::string_view bytes) {
    const std::vector<Text> texts = texts_of(bytes);
    for (const Text& text : texts) {
      // What follows from other values is not kept.
      static const std::vector<std::string_view> kDerived = {"line", "page", "boxes", "key"};
      const Result<JsonTree> tree = JsonTree::parse(name_, text.bytes, text.line, kDerived);
      if (!tree) return tree.error();
      json_.set_line(texts.size() > 1 ? text.line : 0);
      line_ = text.line;
      if (const Status status = read_part(tree->root()); !status) return status.error();
      if (&text == &texts.back()) finish(tree->root());
      if (json_.failed()) return json_.error();
    }
    const std::vector<std::string> breaches = check_invariants(document_);
    if (breaches.empty()) return std::move(document_);
    tell(breaches.front(), texts.size() > 1);
    return json_.error();
  }

 private:
  Status read_part(JsonValue root) {
    json_.expect(json_.text(json_.member(root, "format")) == kFormat, root,
                 "is not of the format \"gangmu.document\"");
    if (json_.failed()) return json_.error();
    const JsonValue version = json_.member(root, "version");
    if (!json_.failed() && json_.integer(version, UINT64_MAX) != kVersion && !json_.failed()) {
      return Error{"input.version",
                   said("\"%1\" has version %2 of the format, and this program reads version %3",
                        name_, version.text(), kVersion),
                   name_,
                   "read it with the gangmu that wrote it, or write it anew from its source"};
    }
    Source source;
    read_source(json_.member(root, "source"), &source);
    if (json_.failed()) return json_.error();
    if (parts_++ == 0) {
      document_.source = std::move(source);
      read_generator(json_.member(root, "generator"));
    } else if (source.sha256 != document_.source.sha256 || source.name != document_.source.name) {
      return Error{
          "input.several",
          said("\"%1\" holds several documents, of which one can be read at a time", name_), name_,
          "part it into a file a document: their lines have the same \"source\""};
    }
    read_content(root);
    if (json_.failed()) return json_.error();
    return Done{};
  }

  void read_generator(JsonValue generator) {
    const JsonValue grammar = json_.member(generator, "grammar");
    document_.grammar_sha256 = json_.text(json_.member(grammar, "sha256"));
    document_.overlays = json_.texts(json_.member(grammar, "overlays"));
  }

  void read_source(JsonValue value, Source* source) {
    source->name = json_.text(json_.member(value, "name"));
    source->format = json_.text(json_.member(value, "format"));
    source->encoding = json_.text(json_.member(value, "encoding"));
    source->bytes = json_.integer(json_.member(value, "bytes"), UINT64_MAX);
    source->sha256 = json_.text(json_.member(value, "sha256"));
  }

  void read_content(JsonValue root) {
    view_.begin(json_.member(root, "view"));
    for (const JsonValue plan : json_.list(json_.member(root, "plans"))) {
      if (json_.failed()) return;
      lines_.push_back(line_);
      nodes_.read(plan);
      if (!json_.failed()) records_.read(plan);
    }
    for (const JsonValue piece : json_.list(json_.member(root, "furniture"))) {
      if (json_.failed()) return;
      read_furniture(piece);
    }
    for (const JsonValue doubt : json_.list(json_.member(root, "diagnostics"))) {
      if (json_.failed()) return;
      read_diagnostic(doubt);
    }
    if (!json_.failed()) view_.end();
  }

  void read_furniture(JsonValue value) {
    const JsonValue id = json_.member(value, "id"), text = json_.member(value, "text");
    json_.expect(json_.text(id) == "f" + std::to_string(document_.furniture.size() + 1), id,
                 "is not the next one's");
    Furniture piece;
    piece.kind = json_.one_of(json_.member(value, "kind"), furniture_kind);
    piece.span = json_.span(json_.member(value, "span"));
    piece.text = view_.furniture(text, json_.text(text), piece.span);
    document_.furniture.push_back(piece);
  }

  void read_diagnostic(JsonValue value) {
    const Code code = json_.one_of(json_.member(value, "code"), code_named);
    Diagnostic doubt = diagnose(code, json_.texts(json_.member(value, "args")), {});
    // A message of its own has no arguments.
    if (doubt.args.empty()) doubt.message = json_.text(json_.member(value, "message"));
    doubt.span = json_.span(json_.member(value, "span"));
    document_.diagnostics.push_back(std::move(doubt));
  }

  // `root`: of the last part.
  void finish(JsonValue root) {
    const JsonValue pages = json_.member(json_.member(root, "source"), "pages");
    const bool none = pages.kind() == JsonKind::null;
    view_.finish(pages, none ? 0 : json_.integer(pages, document_.source.text.size() + kMostPages));
    if (json_.failed()) return;
    if (document_.rules.empty()) document_.rules.emplace_back();
    records_.place();
  }

  // Of a breach "node 12: its parent is another"; `apart`: each plan has a line of its own.
  void tell(const std::string& breach, bool apart) {
    const std::size_t colon = breach.find(": ");
    const StoredPlace place = stored_place(document_, std::string_view(breach).substr(0, colon));
    const std::size_t plan = place.plan == kNone ? 0 : place.plan;
    if (apart && plan < lines_.size()) json_.set_line(lines_[plan]);
    const std::string within = std::to_string(apart ? 0 : plan);
    json_.fail_at(place.plan == kNone ? place.pointer : "/plans/" + within + place.pointer,
                  "does not hold: " + breach.substr(colon + 2));
  }

  static constexpr std::uint64_t kMostPages = 1u << 20;  // that show no text

  const std::string& name_;
  Document document_;
  JsonFields json_;
  StoredView view_{&document_, &json_};
  StoredRules rules_{&document_};
  StoredNodes nodes_{&document_, &json_, &view_, &rules_};
  StoredRecords records_{&document_, &json_, &rules_};
  std::size_t parts_ = 0;
  std::size_t line_ = 1;
  std::vector<std::size_t> lines_;  // of each plan
};

}  // namespace

bool is_stored(std::string_view bytes) {
  const std::string_view text = without_blanks_around(without_mark(bytes));
  return text.starts_with('{') && text.find("\"gangmu.document\"") != std::string_view::npos;
}

Result<Document> read_stored(const std::string& name, std::string_view bytes,
                             const ReadOptions& options) {
  const Result<bool> fits = check_size(name, bytes.size(), options);
  if (!fits) return fits.error();
  return StoredReader(name).read(without_mark(bytes));
}

}  // namespace gangmu
