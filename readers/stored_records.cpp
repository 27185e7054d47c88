#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include "readers/stored_parts.h"

namespace gangmu {

namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max() - 1;

// The ordinal of an id such as "p3.n17" or "i9" behind what it begins with; 0 where it is none.
std::uint64_t ordinal_of(std::string_view id, std::string_view begin) {
  if (!id.starts_with(begin) || id.size() == begin.size() || id[begin.size()] == '0') return 0;
  id.remove_prefix(begin.size());
  std::uint64_t ordinal = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), ordinal);
  return error == std::errc() && end == id.data() + id.size() ? ordinal : 0;
}

// An ISO date, or its year or month.
bool is_date(std::string_view date) {
  if (date.size() != 4 && date.size() != 7 && date.size() != 10) return false;
  for (std::size_t i = 0; i < date.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? date[i] != '-' : !is_ascii_digit(static_cast<unsigned char>(date[i]))) return false;
  }
  return true;
}

}  // namespace

void StoredRecords::read(JsonValue plan) {
  indicators_ = 0;
  const auto& date = document_.plans.back().facts.date;
  json_.expect(!date || is_date(date->value), json_.member(plan, "facts"),
               "have a date that is none");
  read_targets(json_.member(plan, "targets"));
  const auto each = [&](std::string_view key, void (StoredRecords::*read_one)(JsonValue)) {
    for (const JsonValue value : json_.list(json_.member(plan, key))) {
      if (json_.failed()) return;
      (this->*read_one)(value);
    }
  };
  each("duties", &StoredRecords::read_duty);
  each("references", &StoredRecords::read_reference);
  each("goals", &StoredRecords::read_goal);
  each("names", &StoredRecords::read_name);
  each("tasks", &StoredRecords::read_task);
}

// A node of the plan.
std::uint32_t StoredRecords::node_of(JsonValue id) {
  const Plan& plan = document_.plans.back();
  const std::string begin = "p" + std::to_string(document_.plans.size()) + ".n";
  const std::uint64_t ordinal = ordinal_of(json_.text(id), begin);
  const bool known = ordinal > 0 && ordinal <= plan.last_node - plan.first_node;
  json_.expect(known, id, "names no node of the plan");
  return known && !json_.failed() ? plan.first_node + static_cast<std::uint32_t>(ordinal) - 1 : 0;
}

template <typename Record>
void StoredRecords::read_record(JsonValue record, Record* out) {
  out->node = node_of(json_.member(record, "node"));
  out->span = json_.span(json_.member(record, "span"));
  const JsonValue rule = json_.member(record, "rule");
  out->rule = rules_.of(json_.optional_text(rule), rule, &json_);
}

std::optional<Period> StoredRecords::read_period(JsonValue period) {
  if (json_.failed() || period.kind() == JsonKind::null) return std::nullopt;
  Period out;
  out.kind = json_.one_of(json_.member(period, "kind"), period_kind);
  out.start = json_.year(json_.member(period, "start"));
  out.end = json_.year(json_.member(period, "end"));
  out.stated = json_.boolean(json_.member(period, "stated"));
  return out;
}

// ------------------------------------------------------------------------------------- targets

void StoredRecords::read_targets(JsonValue targets) {
  const std::size_t first = document_.targets.size();
  const std::vector<JsonValue> values = json_.list(targets);
  const std::string begin = "p" + std::to_string(document_.plans.size()) + ".t";
  for (const JsonValue value : values) {
    if (json_.failed()) return;
    const JsonValue id = json_.member(value, "id");
    json_.expect(ordinal_of(json_.text(id), begin) == document_.targets.size() - first + 1, id,
                 "is not the next target's");
    Target target;
    read_target(value, &target);
    target.baseline = target_of(json_.member(value, "baseline"), first, values.size());
    target.part_of = target_of(json_.member(value, "part_of"), first, values.size());
    document_.targets.push_back(std::move(target));
  }
}

// One of the `count` targets of the plan.
std::uint32_t StoredRecords::target_of(JsonValue id, std::size_t first, std::size_t count) {
  if (json_.failed() || id.kind() == JsonKind::null) return kNone;
  const std::string begin = "p" + std::to_string(document_.plans.size()) + ".t";
  const std::uint64_t ordinal = ordinal_of(json_.text(id), begin);
  json_.expect(ordinal > 0 && ordinal <= count, id, "names no target of the plan");
  return static_cast<std::uint32_t>(first + ordinal - 1);
}

void StoredRecords::read_target(JsonValue value, Target* out) {
  read_record(value, out);
  out->status = json_.one_of(json_.member(value, "status"), status_named);
  out->indicator = json_.optional_text(json_.member(value, "indicator"));
  read_indicator(json_.member(value, "indicator_id"), out);
  read_figure(value, out);
  out->text_value = json_.optional_text(json_.member(value, "text_value"));
  out->relative_to = json_.optional_text(json_.member(value, "relative_to"));
  out->period = read_period(json_.member(value, "period"));
  out->measure = json_.one_of(json_.member(value, "measure"), measure_named);
  const JsonValue direction = json_.member(value, "direction");
  out->falls = json_.optional_text(direction) == "down";
  json_.expect(out->falls || direction.kind() == JsonKind::null, direction, "is not \"down\"");
  out->category = json_.optional_text(json_.member(value, "category"));
  const JsonValue binding = json_.member(value, "binding");
  if (!json_.failed() && binding.kind() != JsonKind::null) out->binding = json_.boolean(binding);
  out->marks = json_.texts(json_.member(value, "marks"));
  out->inferred = json_.texts(json_.member(value, "inferred"));
  out->quote = json_.text(json_.member(value, "quote"));
  out->quote_span = json_.span(json_.member(value, "quote_span"));
  read_place(json_.member(value, "at"), out);
}

// Indicators are numbered in the order in which they come.
void StoredRecords::read_indicator(JsonValue id, Target* out) {
  if (json_.failed() || id.kind() == JsonKind::null) return;
  const std::uint64_t ordinal = ordinal_of(json_.text(id), "i");
  json_.expect(ordinal > 0 && ordinal <= indicators_ + std::uint64_t{1}, id,
               "is neither an indicator's so far nor the next one's");
  out->indicator_id = static_cast<std::uint32_t>(ordinal);
  indicators_ = std::max(indicators_, out->indicator_id);
}

void StoredRecords::read_figure(JsonValue value, Target* out) {
  out->op = json_.one_of(json_.member(value, "op"), op_named);
  out->value = json_.decimal(json_.member(value, "value"));
  out->value_high = json_.decimal(json_.member(value, "value_high"));
  out->exact = json_.optional_text(json_.member(value, "exact"));
  out->unit = json_.optional_text(json_.member(value, "unit"));
  out->number = json_.decimal(json_.member(value, "number"));
  out->number_high = json_.decimal(json_.member(value, "number_high"));
  out->base_unit = json_.optional_text(json_.member(value, "base_unit"));
  out->dimension = json_.optional_text(json_.member(value, "dimension"));
}

void StoredRecords::read_place(JsonValue at, Target* out) {
  const JsonValue node = json_.member(at, "node"), cell = json_.member(at, "cell");
  json_.expect(node_of(node) == out->node, node, "is not the target's");
  out->field = json_.one_of(json_.member(at, "field"), field_named);
  json_.expect((out->field == Field::cell) == (cell.kind() != JsonKind::null), cell,
               "does not agree with the field");
  if (!json_.failed() && cell.kind() != JsonKind::null) {
    const std::vector<JsonValue> place = json_.list(cell, 2);
    out->row = static_cast<std::uint32_t>(json_.integer(place[0], kMost));
    out->column = static_cast<std::uint32_t>(json_.integer(place[1], kMost));
  }
  out->at = {static_cast<Offset>(json_.integer(json_.member(at, "begin"), kMost)),
             static_cast<Offset>(json_.integer(json_.member(at, "end"), kMost))};
}

// ------------------------------------------------------------------------------- other records

void StoredRecords::read_duty(JsonValue value) {
  Duty duty;
  read_record(value, &duty);
  duty.role = json_.one_of(json_.member(value, "role"), duty_role);
  duty.bodies = json_.texts(json_.member(value, "bodies"));
  duty.deadline = read_period(json_.member(value, "deadline"));
  duty.deadline_words = json_.optional_text(json_.optional_member(value, "deadline_words"));
  duty.quote = json_.text(json_.member(value, "quote"));
  // Exports of before have no words of it alone.
  if (duty.deadline && duty.deadline_words.empty()) duty.deadline_words = duty.quote;
  document_.duties.push_back(std::move(duty));
}

void StoredRecords::read_reference(JsonValue value) {
  Reference reference;
  read_record(value, &reference);
  reference.title = json_.text(json_.member(value, "title"));
  reference.number = json_.optional_text(json_.member(value, "number"));
  reference.relation = json_.one_of(json_.member(value, "relation"), relation_named);
  reference.quote = json_.text(json_.member(value, "quote"));
  document_.references.push_back(std::move(reference));
}

void StoredRecords::read_goal(JsonValue value) {
  Goal goal;
  read_record(value, &goal);
  goal.text = json_.text(json_.member(value, "text"));
  goal.period = read_period(json_.member(value, "period"));
  document_.goals.push_back(std::move(goal));
}

void StoredRecords::read_name(JsonValue value) {
  Name name;
  read_record(value, &name);
  name.name = json_.text(json_.member(value, "name"));
  name.core = json_.text(json_.member(value, "core"));
  name.type = json_.one_of(json_.member(value, "type"), name_type);
  name.nature = json_.one_or_none(json_.member(value, "nature"), nature_named);
  const JsonValue work = json_.member(value, "work");
  if (!json_.failed() && work.kind() != JsonKind::null) {
    const JsonValue place = json_.member(work, "cell");
    if (!json_.failed() && place.kind() != JsonKind::null) {
      const std::vector<JsonValue> cell = json_.list(place, 2);
      name.row = static_cast<std::uint32_t>(json_.integer(cell[0], kMost));
      name.column = static_cast<std::uint32_t>(json_.integer(cell[1], kMost));
    }
    name.place = json_.optional_text(json_.optional_member(work, "place"));
    name.host = json_.optional_text(json_.optional_member(work, "host"));
    name.investment = json_.optional_text(json_.member(work, "investment"));
    name.years = json_.optional_text(json_.member(work, "years"));
    name.bodies = json_.optional_text(json_.member(work, "bodies"));
  }
  document_.names.push_back(std::move(name));
}

void StoredRecords::read_task(JsonValue value) {
  const JsonValue id = json_.member(value, "node");
  const std::uint32_t index = node_of(id);
  if (json_.failed()) return;
  const std::size_t first = document_.tasks.size();
  json_.expect(first == 0 || document_.tasks.back().node < index, id,
               "is not behind that of the tasks before it");
  const Node& node = document_.nodes[index];
  const Slice field = node.text.empty() ? node.title : node.text;
  for (const JsonValue sentence : json_.list(json_.member(value, "sentences"))) {
    const Span range = json_.range(sentence);
    json_.expect(range.end <= field.size() && !range.empty(), sentence, "is not within the text");
    if (json_.failed()) return;
    Task task;
    task.node = index;
    task.at = {field.begin + range.begin, field.begin + range.end};
    json_.expect(document_.tasks.size() == first || document_.tasks.back().at.end <= task.at.begin,
                 sentence, "is not behind the one before it");
    task.deadline = plan_end(document_.plans.back());
    document_.tasks.push_back(std::move(task));
  }
  const std::size_t count = document_.tasks.size() - first;
  for (const JsonValue stated : json_.list(json_.member(value, "stated"))) {
    const JsonValue sentence = json_.member(stated, "sentence");
    const std::uint64_t at = json_.integer(sentence, kMost);
    json_.expect(at < count, sentence, "is none of the sentences");
    if (json_.failed()) return;
    Task& task = document_.tasks[first + at];
    task.deadline = read_period(json_.member(stated, "deadline"));
    task.deadline_words = json_.optional_text(json_.member(stated, "words"));
  }
}

void StoredRecords::place() {
  for (Plan& plan : document_.plans) plan.label_span = document_.source_of(plan.label);
  for (Table& table : document_.tables) {
    for (auto& row : table.rows) {
      for (Cell& cell : row) cell.span = document_.source_of(cell.text);
    }
  }
  for (Task& task : document_.tasks) task.span = document_.source_of(task.at);
}

}  // namespace gangmu
