// A document of the HTML report: its rows, the ids of its records and where these are marked. The
// parts of the page are written from this.
//
// Nodes, plans and figures have the ids of the JSON export ("p1.n7", "p1.t17"), others a letter and
// an ordinal in the document ("r3"); where the report holds several documents, behind "d2.".
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "exporters/described.h"
#include "exporters/html_marks.h"
#include "exporters/ids.h"
#include "model/finding.h"

namespace gangmu {

class ReportDocument {
 public:
  // `index`: of the document among `count` of the report. `findings`: of all, which must outlive
  // it.
  ReportDocument(const Document& document, const Words& words, std::uint32_t index,
                 std::size_t count, bool one_plan, std::span<const Finding> findings);

  Described& in() { return in_; }
  const Document& document() const { return in_.document(); }
  const Words& words() const { return in_.words(); }
  const Marks& marks() const { return marks_; }
  const std::vector<TaskRow>& tasks() const { return tasks_; }
  const std::vector<IndicatorRow>& indicators() const { return indicators_; }

  std::string plan(std::uint32_t i) const { return prefix_ + ids_.plan(i); }
  std::string node(std::uint32_t i) const { return prefix_ + ids_.node(i); }
  std::string figure(std::uint32_t i) const { return prefix_ + ids_.target(i); }
  std::string task(std::size_t i) const { return ordinal_id('k', i); }
  std::string duty(std::size_t i) const { return ordinal_id('u', i); }
  std::string reference(std::size_t i) const { return ordinal_id('r', i); }
  std::string goal(std::size_t i) const { return ordinal_id('g', i); }
  std::string name(std::size_t i) const { return ordinal_id('m', i); }
  // Of a place of a finding: "c3", "c3.2" for its second one.
  std::string finding(std::size_t i, std::size_t side) const {
    return ordinal_id('c', i) + (side == 0 ? "" : "." + std::to_string(side + 1));
  }
  std::span<const Finding> findings() const { return findings_; }
  std::string furniture(std::size_t i) const { return ordinal_id('f', i); }
  std::string source() const { return prefix_ + "source"; }
  // Whether the id is that of a mark.
  bool is_marked(const std::string& id) const;
  // The id of the mark where there is one, else of the node.
  std::string anchor(const std::string& id, std::uint32_t node) const;
  // The same for a place of a finding, which has no node; empty where the text shows nothing there.
  std::string anchor_of_finding(std::size_t i, std::size_t side) const;

 private:
  std::string ordinal_id(char letter, std::size_t i) const {
    return prefix_ + letter + std::to_string(i + 1);
  }
  void mark_tasks();
  void mark_figures();
  void mark_names();
  void mark_findings(std::uint32_t index);
  template <typename Place>
  void mark(Place place, Mark mark);

  Described in_;
  std::span<const Finding> findings_;
  Ids ids_;
  std::string prefix_;
  std::vector<TaskRow> tasks_;
  std::vector<IndicatorRow> indicators_;
  Marks marks_;
  std::vector<std::string> marked_;                        // sorted
  std::vector<std::pair<Offset, std::size_t>> furniture_;  // where each begins, sorted
};

}  // namespace gangmu
