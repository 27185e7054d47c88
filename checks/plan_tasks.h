// The tasks of a plan as `compare` lays them beside those of another: its headings of tasks, and
// the works and programmes that it names in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/task_wording.h"
#include "model/alignment.h"
#include "parser/grammar.h"

namespace gangmu {

// Two neighbouring characters of a text as a number. Each stands once, ascending.
using Bigrams = std::vector<std::uint64_t>;

struct PlanTask {
  Aligned shown;
  std::uint32_t node = 0;
  std::uint32_t parent = kNone;     // the heading above, among the tasks of the plan
  bool leaf = false;                // no heading of a task below it
  std::string plain;                // the name, folded, without blanks and quotation marks
  std::string core;                 // of a work: what stands in quotation marks, likewise
  std::string object;               // the name without the words around it that say how or that
  Wording wording = Wording::acts;  // of a work that a sentence names
  Bigrams bigrams;                  // of the words that say what is done
};

class TaskReader {
 public:
  explicit TaskReader(const Grammar& grammar);
  // In reading order; a work that is named several times once, where something is done about it.
  std::vector<PlanTask> read(const Document& document, std::uint32_t plan,
                             std::uint32_t ordinal) const;
  // Of a text without the words that do not say what is done.
  Bigrams bigrams(std::string_view plain) const;
  const TaskWording& wording() const { return wording_; }

 private:
  std::string object_of(std::string_view plain) const;
  Wording wording_of(const Document& document, const Name& name) const;
  PlanTask heading_task(const Document& document, std::uint32_t node, std::uint32_t ordinal) const;
  PlanTask work_task(const Document& document, const Name& name, std::uint32_t ordinal) const;

  const WordTable& weak_;
  TaskWording wording_;
};

// Where a text names a work, by its name or by what stands in quotation marks.
std::optional<Slice> named_in(const PlanTask& work, std::string_view plain);
// Bytes of a sentence that is looked into: longer ones are no sentences.
inline constexpr std::size_t kLongestSentence = std::size_t{1} << 14;
// Folded, without blanks and quotation marks.
std::string plain_text(std::string_view text);
// The nodes whose sections tell tasks: all but introductions where the plan has no such section.
bool tells_tasks(const Document& document, std::uint32_t node, bool has_tasks);
bool has_task_section(const Document& document, std::uint32_t plan);

}  // namespace gangmu
