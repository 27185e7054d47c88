#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>

#include "exporters/catalogue.h"
#include "exporters/embedded.h"
#include "model/alignment.h"
#include "model/finding.h"
#include "model/document.h"
#include "model/diff.h"

using gangmu::Words;

namespace {

// The ids that the sources of a room mark with msg("…").
void add_ids_of(const char* room, std::set<std::string>& ids) {
  const std::string mark = "msg(\"";
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(GANGMU_ROOT) / room)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    const std::string source((std::istreambuf_iterator<char>(in)), {});
    for (auto at = source.find(mark); at != std::string::npos; at = source.find(mark, at)) {
      std::string id;
      for (at += mark.size(); source[at] != '"'; ++at) {
        if (source[at] == '\\') ++at;
        id += source[at];
      }
      ids.insert(id);
    }
  }
}

std::set<std::string> ids_in_sources() {
  std::set<std::string> ids;
  add_ids_of("exporters", ids);
  add_ids_of("cli", ids);
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
