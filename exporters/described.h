// A document in the words of tables that staff read: where something stands, under which headings,
// and what a figure says. Shared by the workbook, CSV and the HTML report.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/catalogue.h"
#include "exporters/indicator_rows.h"
#include "exporters/places.h"
#include "exporters/task_rows.h"
#include "model/document.h"

namespace gangmu {

// "page 3, line 40", behind the name of a file where there is one.
std::string place_words(const Words& words, const Place& place, const std::string& name);

// A document with what its rows need to name places and headings.
class Described {
 public:
  // `named`: places are given with the file's name, since there are several. `one_plan`: the
  // output holds no other, so that rows need not name it.
  Described(const Document& document, const Words& words, bool named, bool one_plan)
      : document_(document),
        words_(words),
        places_(document.source),
        named_(named),
        one_plan_(one_plan) {}

  const Document& document() const { return document_; }
  const Words& words() const { return words_; }
  bool one_plan() const { return one_plan_; }
  Place place(Span span) { return places_.of(span); }
  // "page 3, line 40", with the file's name where there are several.
  std::string place_text(Span span);
  std::string plan_title(std::uint32_t plan) const;
  // Marker and title as printed.
  std::string heading(const Node& node) const;
  std::string marker(const Node& node) const;
  // The text view under a span on one line.
  std::string printed(Span span) const;
  // A span without what stands behind its first kStart bytes.
  Span start_of(Span span) const;
  // The start of the line that a span stands in; that of the span when it takes several.
  std::string line_around(Span span) const;
  std::string period(const Target& target) const;
  // All figures of an indicator; their periods where these differ.
  std::string stated(const IndicatorRow& row) const;
  // The figures of an indicator in other places, with these places.
  std::string elsewhere(const IndicatorRow& row);
  // The bodies that duties name, each once; what a task aims at; by when it is to be done.
  std::string bodies(const std::vector<std::uint32_t>& duties) const;
  std::string aims(const TaskRow& row) const;
  std::string deadlines(const TaskRow& row) const;
  // The bodies that lead; those that answer together are marked so.
  std::string leads(const TaskRow& row) const;
  // The words that state the deadline where they are such a time and no whole bracket of bodies,
  // else its years; whether it is printed or inherited, empty where there is none.
  std::string deadline(const TaskRow& row) const;
  std::string deadline_from(const TaskRow& row) const;
  // The words of a task's sentences.
  std::string measure(const TaskRow& row) const;
  // The first three headings above a node, itself included.
  std::array<std::string, 3> headings(std::uint32_t node) const;
  // What a table says of an indicator's nature; empty where nothing does.
  std::string nature(const std::optional<bool>& binding) const;
  // The message of a diagnostic in the language of the words.
  std::string explained(const Diagnostic& doubt) const;
  // The word for a name of the model: word("kind ", "h1").
  std::string word(std::string_view prefix, std::string_view name) const;

 private:
  const Document& document_;
  const Words& words_;
  Places places_;
  bool named_, one_plan_;
};

// A message in the language of the words: the template of a code with its arguments; `message`
// where there is no such template.
std::string explained(const Words& words, std::string_view code, const std::string& message,
                      const std::vector<std::string>& args);
// Of what is shown in an excerpt, so that a long line costs no more for each of its doubts.
inline constexpr std::size_t kStart = 4000;
// Whether a table of contents lists the node.
bool is_listed(const Node& node);
// Characters of a heading-less item that are shown in its stead; of the line that a doubt is about.
inline constexpr std::size_t kExcerpt = 30, kQuoted = 60;
// The first `limit` characters, with an ellipsis where there are more.
std::string excerpt(std::string_view text, std::size_t limit);

}  // namespace gangmu
