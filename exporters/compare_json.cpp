// The comparison as one object of JSON (docs/compare.md).
#include <cmath>

#include "exporters/compare_export.h"
#include "exporters/json_records.h"
#include "exporters/json_writer.h"

namespace gangmu {

namespace {

class CompareJson {
 public:
  CompareJson(const Alignment& alignment, Sink& sink) : alignment_(alignment), out_(sink) {}

  void write(const ExportOptions& options) {
    out_.begin_object();
    out_.member("format", "gangmu.comparison");
    out_.member("version", 1);
    out_.key("generator");
    out_.begin_object();
    out_.member("name", "gangmu");
    out_.member("version", options.generator_version);
    out_.end_object();
    out_.break_line();
    write_plans();
    write_rows("indicators", alignment_.indicators);
    write_rows("tasks", alignment_.tasks);
    write_left_out();
    out_.break_line();
    out_.end_object();
  }

 private:
  void write_plans() {
    out_.key("plans");
    out_.begin_array();
    for (std::uint32_t i = 0; i < alignment_.plans.size(); ++i) {
      const AlignedPlan& plan = alignment_.plans[i];
      out_.break_line();
      out_.begin_object();
      out_.member("id", id_of(i));
      out_.member("side", plan.above ? "above" : "below");
      out_.member("file", plan.file);
      out_.member("title", plan.title);
      out_.optional_member("region", plan.region);
      year("start", plan.start);
      year("end", plan.end);
      out_.end_object();
    }
    out_.break_line();
    out_.end_array();
    out_.break_line();
  }

  void write_left_out() {
    out_.break_line();
    out_.key("left_out");
    out_.begin_array();
    for (const LeftOut& left : alignment_.left_out) {
      out_.break_line();
      out_.begin_object();
      out_.member("file", left.file);
      out_.member("reason", name_of(left.reason));
      out_.optional_member("code", left.code);
      out_.end_object();
    }
    out_.end_array();
  }

  void write_rows(std::string_view name, const std::vector<AlignmentRow>& rows) {
    out_.key(name);
    out_.begin_array();
    for (const AlignmentRow& row : rows) {
      out_.break_line();
      out_.begin_object();
      out_.member("verdict", name_of(row.verdict));
      out_.key("above");
      if (row.above) {
        out_.begin_object();
        write_side(*row.above);
        out_.end_object();
      } else {
        out_.null();
      }
      out_.key("below");
      out_.begin_array();
      for (const Answer& answer : row.answers) {
        out_.break_line();
        write_answer(answer);
      }
      out_.end_array();
      out_.end_object();
    }
    out_.break_line();
    out_.end_array();
    if (name == "indicators") out_.break_line();
  }

  void write_answer(const Answer& answer) {
    out_.begin_object();
    out_.member("verdict", name_of(answer.verdict));
    out_.key("grounds");
    out_.begin_array();
    for (const Weighed& weighed : answer.grounds) {
      out_.begin_object();
      out_.member("ground", name_of(weighed.ground));
      out_.optional_member("sense", weighed.sense > 0   ? "stronger"
                                    : weighed.sense < 0 ? "weaker"
                                                        : "");
      out_.end_object();
    }
    out_.end_array();
    out_.number_member("share", answer.share);
    out_.number_member("likeness", hundredths(answer.likeness));
    write_side(answer.below);
    out_.end_object();
  }

  void write_side(const Aligned& side) {
    out_.member("plan", id_of(side.plan));
    out_.member("name", side.name);
    out_.optional_member("marker", side.marker);
    out_.optional_member("under", side.under);
    out_.key("work");
    out_.boolean(side.work);
    out_.key("figure");
    side.figure ? write_own_figure(*side.figure) : out_.null();
    period("deadline", side.deadline);
    out_.key("leaders");
    out_.begin_array();
    for (const std::string& body : side.leaders) out_.string(body);
    out_.end_array();
    out_.key("span");
    out_.begin_object();
    out_.key("line");
    out_.range(side.lines.first, side.lines.last);
    out_.key("offset");
    out_.range(side.span.begin, side.span.end);
    out_.key("page");
    side.page ? out_.integer(*side.page) : out_.null();
    out_.end_object();
    out_.member("quote", side.quote);
  }

  void write_own_figure(const AlignedFigure& figure) {
    out_.begin_object();
    write_figure(figure, out_);
    out_.optional_member("text_value", figure.text_value);
    out_.optional_member("relative_to", figure.relative_to);
    out_.member("measure", name_of(figure.measure));
    out_.optional_member("direction", figure.falls ? "down" : "");
    period("period", figure.period);
    out_.key("binding");
    figure.binding ? out_.boolean(*figure.binding) : out_.null();
    out_.end_object();
  }

  void period(std::string_view name, const std::optional<Period>& period) {
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

  void year(std::string_view name, const std::optional<int>& year) {
    out_.number_member(name, year ? std::to_string(*year) : "");
  }

  // Plans are numbered on each side: a1, b1, b2.
  std::string id_of(std::uint32_t plan) const {
    std::uint32_t first = 0;
    while (first < plan && alignment_.plans[first].above) ++first;
    if (alignment_.plans[plan].above) return "a" + std::to_string(plan + 1);
    return "b" + std::to_string(plan - first + 1);
  }

  static std::string hundredths(double share) {
    const int whole = static_cast<int>(std::lround(share * 100));
    if (whole >= 100) return "1";
    return (whole < 10 ? "0.0" : "0.") + std::to_string(whole);
  }

  const Alignment& alignment_;
  JsonWriter out_;
};

}  // namespace

Status write_compare_json(const Alignment& alignment, const ExportOptions& options, Sink& sink) {
  CompareJson(alignment, sink).write(options);
  sink.put('\n');
  sink.drain();
  return Done{};
}

}  // namespace gangmu
