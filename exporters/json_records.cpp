#include "exporters/json_records.h"

#include <cmath>
#include <cstdlib>

namespace gangmu {

void JsonRecords::target(std::uint32_t index) {
  const Target& target = document_.targets[index];
  out_.begin_object();
  out_.member("id", ids_.target(index));
  out_.member("node", ids_.node(target.node));
  out_.member("status", name_of(target.status));
  out_.optional_member("indicator", target.indicator);
  out_.optional_member("indicator_id", ids_.indicator(index));
  write_figure(target, out_);
  out_.optional_member("text_value", target.text_value);
  out_.optional_member("relative_to", target.relative_to);
  target_context(target);
  target_place(target);
  out_.optional_member("rule", target.rule < document_.rules.size()
                                   ? std::string_view(document_.rules[target.rule].name)
                                   : std::string_view());
  out_.end_object();
}

void JsonRecords::target_context(const Target& target) {
  period(target.period);
  out_.member("measure", name_of(target.measure));
  out_.optional_member("direction", target.falls ? "down" : "");
  out_.optional_member("category", target.category);
  out_.key("binding");
  target.binding ? out_.boolean(*target.binding) : out_.null();
  strings("marks", target.marks);
  out_.optional_member("baseline", target.baseline == kNone ? "" : ids_.target(target.baseline));
  out_.optional_member("part_of", target.part_of == kNone ? "" : ids_.target(target.part_of));
  strings("inferred", target.inferred);
}

void JsonRecords::target_place(const Target& target) {
  span(target.span);
  out_.member("quote", target.quote);
  span(target.quote_span, "quote_span");
  out_.key("at");
  out_.begin_object();
  out_.member("node", ids_.node(target.node));
  out_.member("field", name_of(target.field));
  out_.key("cell");
  if (target.field == Field::cell) {
    out_.range(target.row, target.column);
  } else {
    out_.null();
  }
  out_.member("begin", target.at.begin);
  out_.member("end", target.at.end);
  out_.end_object();
}

void JsonRecords::duty(const Duty& duty) {
  out_.begin_object();
  out_.member("node", ids_.node(duty.node));
  out_.member("role", name_of(duty.role));
  strings("bodies", duty.bodies);
  period(duty.deadline, "deadline");
  out_.optional_member("deadline_words", duty.deadline_words);
  out_.member("quote", duty.quote);
  span(duty.span);
  out_.member("rule", document_.rules[duty.rule].name);
  out_.end_object();
}

void JsonRecords::reference(const Reference& reference) {
  out_.begin_object();
  out_.member("node", ids_.node(reference.node));
  out_.member("title", reference.title);
  out_.optional_member("number", reference.number);
  out_.member("relation", name_of(reference.relation));
  out_.member("quote", reference.quote);
  span(reference.span);
  out_.member("rule", document_.rules[reference.rule].name);
  out_.end_object();
}

void JsonRecords::goal(const Goal& goal) {
  out_.begin_object();
  out_.member("node", ids_.node(goal.node));
  out_.member("text", goal.text);
  period(goal.period, "period");
  span(goal.span);
  out_.member("rule", document_.rules[goal.rule].name);
  out_.end_object();
}

void JsonRecords::name(const Name& name) {
  out_.begin_object();
  out_.member("node", ids_.node(name.node));
  out_.member("name", name.name);
  out_.member("core", name.core);
  out_.member("type", name_of(name.type));
  out_.optional_member("nature", name_of(name.nature));
  work(name);
  span(name.span);
  out_.member("rule", document_.rules[name.rule].name);
  out_.end_object();
}

void JsonRecords::work(const Name& name) {
  out_.key("work");
  const bool tells = !(name.place + name.investment + name.years).empty();
  if (name.row == kNone && !tells) return out_.null();
  out_.begin_object();
  out_.key("cell");
  if (name.row == kNone) {
    out_.null();
  } else {
    out_.range(name.row, name.column);
  }
  out_.optional_member("place", name.place);
  out_.optional_member("host", name.host);
  out_.optional_member("investment", name.investment);
  out_.optional_member("years", name.years);
  out_.optional_member("bodies", name.bodies);
  out_.end_object();
}

void JsonRecords::span(Span span, std::string_view name) {
  out_.key(name);
  out_.begin_object();
  place(span);
  out_.end_object();
}

void JsonRecords::place(Span span) {
  const Place at = places_.of(span);
  out_.key("line");
  out_.range(at.lines.first, at.lines.last);
  out_.key("offset");
  out_.range(span.begin, span.end);
  out_.key("page");
  at.page ? out_.integer(*at.page) : out_.null();
  boxes(span);
}

// Rectangles with tenths of a point.
void JsonRecords::boxes(Span span) {
  if (document_.source.places.empty()) return empty_array("boxes");
  const auto length = [&](float points) {
    const long tenths = std::lround(points * 10);
    std::string text = std::to_string(std::labs(tenths) / 10);
    if (tenths % 10 != 0) text += '.' + std::to_string(std::labs(tenths) % 10);
    out_.number(tenths < 0 ? '-' + text : text);
  };
  out_.key("boxes");
  out_.begin_array();
  for (const PageBox& box : document_.source.boxes_of(span)) {
    out_.begin_object();
    out_.key("page");
    out_.integer(box.page);
    out_.key("rect");
    out_.begin_array();
    for (const float side : {box.x0, box.y0, box.x1, box.y1}) length(side);
    out_.end_array();
    out_.end_object();
  }
  out_.end_array();
}

void JsonRecords::period(const std::optional<Period>& period, std::string_view name) {
  out_.key(name);
  if (!period) return out_.null();
  out_.begin_object();
  out_.member("kind", name_of(period->kind));
  year("start", period->start);
  year("end", period->end);
  out_.key("stated");
  out_.boolean(period->stated);
  out_.end_object();
}

void JsonRecords::year(std::string_view name, const std::optional<int>& year) {
  out_.key(name);
  year ? out_.number(std::to_string(*year)) : out_.null();
}

void JsonRecords::strings(std::string_view name, const std::vector<std::string>& list) {
  out_.key(name);
  out_.begin_array();
  for (const std::string& item : list) out_.string(item);
  out_.end_array();
}

void JsonRecords::empty_array(std::string_view name) {
  out_.key(name);
  out_.begin_array();
  out_.end_array();
}

void write_figure(const Figure& figure, JsonWriter& out) {
  out.member("op", name_of(figure.op));
  out.number_member("value", figure.value);
  out.number_member("value_high", figure.value_high);
  out.optional_member("exact", figure.exact);
  out.optional_member("unit", figure.unit);
  out.number_member("number", figure.number);
  out.number_member("number_high", figure.number_high);
  out.optional_member("base_unit", figure.base_unit);
  out.optional_member("dimension", figure.dimension);
}

}  // namespace gangmu
