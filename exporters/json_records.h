// The records of a document as objects of JSON, under the names of contract.md. Shared by the
// exports that are JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "exporters/places.h"
#include "model/document.h"

namespace gangmu {

class JsonRecords {
 public:
  JsonRecords(const Document& document, JsonWriter& out)
      : document_(document), ids_(document), places_(document.source), out_(out) {}

  const Ids& ids() const { return ids_; }
  void target(std::uint32_t index);
  void duty(const Duty& duty);
  void reference(const Reference& reference);
  void goal(const Goal& goal);
  void name(const Name& name);
  // Members of an object that is open.
  void span(Span span, std::string_view name = "span");
  void place(Span span);  // the members of a span
  void period(const std::optional<Period>& period, std::string_view name = "period");
  void year(std::string_view name, const std::optional<int>& year);
  void strings(std::string_view name, const std::vector<std::string>& list);

 protected:
  void empty_array(std::string_view name);
  // An array whose values begin lines.
  void begin_lines(std::string_view name) {
    out_.key(name);
    out_.begin_array();
  }
  void end_lines() {
    out_.break_line();
    out_.end_array();
  }
  void boxes(Span span);

  const Document& document_;
  Ids ids_;
  Places places_;

 private:
  void target_context(const Target& target);
  void target_place(const Target& target);
  void work(const Name& name);

  JsonWriter& out_;
};

// The members of a figure, inside an object that is open.
void write_figure(const Figure& figure, JsonWriter& out);

}  // namespace gangmu
