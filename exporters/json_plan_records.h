// What a plan says, as the members of its object in JSON: targets, duties, references, goals, names
// and tasks. Of long texts they are made on a thread of their own, ahead of the plan's headings.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <future>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/json_records.h"

namespace gangmu {

class JsonPlanRecords : private JsonRecords {
 public:
  JsonPlanRecords(const Document& document, JsonWriter& out);
  void write(std::uint32_t plan);

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

// The records of all plans as text, in the order of the plans.
class RecordsAhead {
 public:
  // `depth`: brackets that stand open where the text will stand.
  RecordsAhead(const Document& document, std::size_t depth);
  ~RecordsAhead();
  RecordsAhead(const RecordsAhead&) = delete;
  RecordsAhead& operator=(const RecordsAhead&) = delete;
  // Waits for the records of the plan, and gives them away.
  std::string take(std::uint32_t plan);

 private:
  void make(const Document& document, std::size_t depth);

  std::vector<std::string> texts_;       // of each plan
  std::atomic<std::uint32_t> made_ = 0;  // plans whose text is whole
  std::atomic<bool> unwanted_ = false;
  std::future<void> maker_;
};

}  // namespace gangmu
