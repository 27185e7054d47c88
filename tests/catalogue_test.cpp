#include <catch2/catch.hpp>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>

#include "exporters/catalogue.h"
#include "cli/language.h"
#include "exporters/embedded.h"
#include "exporters/exporter.h"
#include "model/alignment.h"
#include "model/finding.h"
#include "model/document.h"
#include "model/diff.h"
#include "model/message.h"
#include "readers/reader.h"
#include "tests/surroundings.h"

using gangmu::Words;

namespace {

// The string that begins behind the quotation mark at `at`, with those that follow it at once.
std::string literal_at(const std::string& source, std::size_t at) {
  std::string text;
  for (;;) {
    for (++at; source[at] != '"'; ++at) {
      if (source[at] == '\\' && source[++at] == 'n') {
        text += '\n';
      } else {
        text += source[at];
      }
    }
    const std::size_t next = source.find_first_not_of(" \n", at + 1);
    if (next == std::string::npos || source[next] != '"') return text;
    at = next;
  }
}

// The ids that the sources of a room mark: msg("…"), said("…") and told("…").
void add_ids_of(const char* room, std::set<std::string>& ids) {
  for (const auto& entry : std::filesystem::directory_iterator(surroundings::root() / room)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    std::ifstream in(entry.path());
    const std::string source((std::istreambuf_iterator<char>(in)), {});
    for (const std::string mark : {"msg(", "said(", "told("}) {
      for (auto at = source.find(mark); at != std::string::npos; at = source.find(mark, at + 1)) {
        const std::size_t begin = source.find_first_not_of(" \n", at + mark.size());
        const bool call = at == 0 || (!std::isalnum(source[at - 1]) && source[at - 1] != '_');
        if (!call || source[begin] != '"') continue;
        const std::string id = literal_at(source, begin);
        if (id.find('\xE2') == std::string::npos || id.size() > 3) ids.insert(id);
      }
    }
  }
}

std::set<std::string> ids_in_sources() {
  std::set<std::string> ids;
  for (const char* room : {"readers", "parser", "checks", "exporters", "cli"}) {
    add_ids_of(room, ids);
  }
  return ids;
}

template <typename Enum>
void add_names(std::set<std::string>& ids, const std::string& prefix, int count) {
  for (int i = 0; i < count; ++i) {
    ids.insert(prefix + std::string(name_of(static_cast<Enum>(i))));
  }
}

std::set<std::string> all_ids() {
  std::set<std::string> ids = ids_in_sources();
  add_names<gangmu::NodeKind>(ids, "kind ", gangmu::kNodeKindCount);
  add_names<gangmu::PlanKind>(ids, "document ", 7);
  add_names<gangmu::TargetStatus>(ids, "status ", 3);
  add_names<gangmu::Measure>(ids, "measure ", 7);
  add_names<gangmu::Degree>(ids, "degree ", 3);
  add_names<gangmu::Check>(ids, "code ", gangmu::kCheckCount);
  add_names<gangmu::Check>(ids, "message ", gangmu::kCheckCount);
  add_names<gangmu::Measure>(ids, "each year measure ", 7);
  add_names<gangmu::Op>(ids, "op ", 8);
  add_names<gangmu::Role>(ids, "role ", 7);
  ids.erase("role ");  // of no section
  add_names<gangmu::Verdict>(ids, "verdict ", 7);
  for (const char* ground : {"value", "sign", "period", "binding", "deadline"}) {
    ids.insert(std::string("ground ") + ground + " more");
    ids.insert(std::string("ground ") + ground + " less");
  }
  for (const char* ground : {"within", "words", "scope", "name", "mention", "leader"}) {
    ids.insert(std::string("ground ") + ground);
  }
  add_names<gangmu::DutyRole>(ids, "duty ", 3);
  add_names<gangmu::Relation>(ids, "relation ", 5);
  add_names<gangmu::ChangeKind>(ids, "change ", gangmu::kChangeKindCount);
  add_names<gangmu::FigureChangeKind>(ids, "figure ", 3);
  for (const char* field : {"period", "indicator", "unit"})
    ids.insert(std::string("field ") + field);
  add_names<gangmu::Code>(ids, "code ", gangmu::kCodeCount);
  add_names<gangmu::Code>(ids, "message ", gangmu::kCodeCount);
  return ids;
}

}  // namespace

TEST_CASE("catalogue: every id that the exporters use has words in both languages") {
  const auto ids = all_ids();
  CHECK(ids_in_sources().size() > 40);
  for (const char* language : {"zh", "en"}) {
    const Words words(language);
    for (const std::string& id : ids) {
      INFO(language << ": " << id);
      CHECK(words.has(id));
    }
  }
}

TEST_CASE("catalogue: the words of formats and severities are there") {
  for (const char* language : {"zh", "en"}) {
    const Words words(language);
    for (const auto& reader : gangmu::readers()) CHECK(words.has(reader.summary));
    for (const auto& exporter : gangmu::exporters()) CHECK(words.has(exporter.summary));
    for (const char* severity : {"hint", "warning", "error"}) {
      CHECK(words.has(std::string("severity ") + severity));
    }
  }
}

TEST_CASE("catalogue: a translation has the places of its id") {
  const Words chinese("zh");
  for (const std::string& id : ids_in_sources()) {
    INFO(id);
    for (const char* place : {"%1", "%2", "%3", "%4"}) {
      CHECK((id.find(place) != id.npos) == (chinese(id).find(place) != std::string_view::npos));
    }
  }
}

TEST_CASE("message: a text remembers how it was made") {
  const gangmu::Message reason = gangmu::said("it crashed (signal %1)", 9);
  const gangmu::Message message =
      gangmu::said("LibreOffice could not read \"%1\": %2", std::string("is missing"), reason);
  CHECK(message == "LibreOffice could not read \"is missing\": it crashed (signal 9)");
  // What is a name is no words, though it reads like some.
  CHECK(gangmu::cli::told(Words("zh"), message).find("is missing") != std::string::npos);
  CHECK(gangmu::cli::told(Words("zh"), message).find("crashed") == std::string::npos);
  CHECK(gangmu::cli::told(Words("en"), message) == message);
  CHECK(gangmu::cli::told(Words("zh"), gangmu::Message(std::string("is missing"))) == "is missing");
}

TEST_CASE("catalogue: messages of diagnostics are those of the model, with the same places") {
  const Words english("en"), chinese("zh");
  for (int i = 0; i < gangmu::kCodeCount; ++i) {
    const auto code = static_cast<gangmu::Code>(i);
    const std::string id = "message " + std::string(name_of(code));
    INFO(id);
    CHECK(english(id) == template_of(code));
    for (const char* place : {"%1", "%2", "%3"}) {
      const bool has = template_of(code).find(place) != std::string_view::npos;
      CHECK((chinese(id).find(place) != std::string_view::npos) == has);
    }
  }
}

TEST_CASE("catalogue: a diagnostic's message is its template with the arguments in place") {
  const auto doubt = diagnose(gangmu::Code::numbering_gap, {"2", "%1"}, {3, 4});
  CHECK(doubt.message == "number 2 expected before \"%1\"");
  CHECK(doubt.span == gangmu::Span{3, 4});
  CHECK(gangmu::fill_template("%2 %", {"a"}) == "%2 %");
}

TEST_CASE("catalogue: unknown ids and languages show the id") {
  CHECK(Words("zh")("Contents") == "目录");
  CHECK(Words("zh")("no such id") == "no such id");
  CHECK(Words("zh")("") == "");
  CHECK_FALSE(Words("xx").has("Contents"));
  CHECK(Words("xx")("Contents") == "Contents");
}

TEST_CASE("catalogue: arguments are put in their places") {
  CHECK(gangmu::fill("%2, %1", {"a", "b"}) == "b, a");
  CHECK(gangmu::fill("100% %1", {"%2"}) == "100% %2");
  CHECK(gangmu::fill("%3 %", {"a"}) == "%3 %");
}
