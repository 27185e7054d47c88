// What a plan says, as the members of its object in JSON: targets, duties, references, goals, names
// and tasks. Of long texts they are made on a thread of their own, ahead of the plan's headings.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/json_records.h"
#include "model/halves.h"

namespace gangmu {

class JsonPlanRecords : protected JsonRecords {
 public:
  JsonPlanRecords(const Document& document, JsonWriter& out);
  void write_records(std::uint32_t plan);

 private:
  using ByPlan = std::vector<std::vector<std::uint32_t>>;  // records of each plan, by their places
  template <typename Record>
  ByPlan by_plan(const std::vector<Record>& records) const;
  template <typename Write>
  void list(std::string_view name, const std::vector<std::uint32_t>& records, Write write);
  void tasks(const Plan& plan);
  void sentences(std::span<const Task> tasks);

  JsonWriter& out_;
  ByPlan duties_, references_, goals_, names_;
};

// The records of all plans of a document that is written whole, as text in the order of the plans,
// and behind them its view.
class RecordsAhead {
 public:
  explicit RecordsAhead(const Document& document);
  ~RecordsAhead();
  RecordsAhead(const RecordsAhead&) = delete;
  RecordsAhead& operator=(const RecordsAhead&) = delete;
  // Wait for the records of the plan, or the member "view", and give them away.
  std::string take(std::uint32_t plan);
  std::string take_view() { return take(static_cast<std::uint32_t>(texts_.size() - 1)); }

 private:
  void make(const Document& document);

  std::vector<std::string> texts_;       // of each plan, and the view
  std::atomic<std::uint32_t> made_ = 0;  // texts that are whole
  std::atomic<bool> unwanted_ = false;
  Helper helper_;
  Beside<void> maker_;
};

}  // namespace gangmu
