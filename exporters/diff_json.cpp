// What changed between two drafts as one object of JSON; docs/diff.md tells its members.
#include <array>

#include "exporters/diff_export.h"
#include "exporters/json_records.h"

namespace gangmu {

namespace {

class DiffJson {
 public:
  DiffJson(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink)
      : drafts_(drafts),
        options_(options),
        out_(sink),
        before_(drafts.before, out_),
        after_(drafts.after, out_) {}

  void write() {
    out_.begin_object();
    out_.break_line();
    out_.member("format", "gangmu.diff");
    out_.member("version", 1);
    head();
    summary();
    list("figures", drafts_.diff.figures, [&](const FigureChange& one) { figure(one); });
    list("changes", drafts_.diff.changes, [&](const Change& one) { change(one); });
    list("duties", drafts_.diff.duties, [&](const DutyChange& one) { duty(one); });
    list("renumbered", drafts_.diff.renumbered, [&](const Renumbering& one) { renumbered(one); });
    out_.break_line();
    out_.end_object();
  }

 private:
  void head() {
    out_.break_line();
    out_.key("generator");
    out_.begin_object();
    out_.member("name", "gangmu");
    out_.member("version", options_.generator_version);
    out_.end_object();
    source("before", drafts_.before);
    source("after", drafts_.after);
  }
  void source(std::string_view name, const Document& document) {
    out_.break_line();
    out_.key(name);
    out_.begin_object();
    out_.member("name", document.source.name);
    out_.member("format", document.source.format);
    out_.member("bytes", document.source.bytes);
    out_.member("sha256", document.source.sha256);
    out_.end_object();
  }

  void summary() {
    std::array<std::uint64_t, kChangeKindCount> times = {};
    for (const Change& own : drafts_.diff.changes) {
      for (const ChangeKind kind : own.kinds) ++times[static_cast<std::size_t>(kind)];
    }
    std::uint64_t renumbered = times.back();
    for (const Renumbering& own : drafts_.diff.renumbered) {
      renumbered += own.before.size() + own.below;
    }
    times.back() = renumbered;
    out_.break_line();
    out_.key("summary");
    out_.begin_object();
    out_.member("figures", drafts_.diff.figures.size());
    out_.member("changes", drafts_.diff.changes.size());
    std::array<std::uint64_t, 2> duties = {};
    for (const DutyChange& own : drafts_.diff.duties) ++duties[static_cast<std::size_t>(own.part)];
    out_.member("deadlines", duties[0]);
    out_.member("bodies", duties[1]);
    for (int i = 0; i < kChangeKindCount; ++i) {
      out_.member(name_of(static_cast<ChangeKind>(i)), times[static_cast<std::size_t>(i)]);
    }
    out_.end_object();
  }

  template <typename Record, typename Write>
  void list(std::string_view name, const std::vector<Record>& records, Write write) {
    out_.break_line();
    out_.key(name);
    out_.begin_array();
    for (const Record& record : records) {
      out_.break_line();
      out_.begin_object();
      write(record);
      out_.end_object();
    }
    if (!records.empty()) out_.break_line();
    out_.end_array();
  }

  void figure(const FigureChange& own) {
    out_.member("kind", name_of(own.kind));
    out_.key("fields");
    out_.begin_array();
    for (const FigureField field : own.fields) out_.string(name_of(field));
    out_.end_array();
    out_.key("before");
    own.before == kNone ? out_.null() : before_.target(own.before);
    out_.key("after");
    own.after == kNone ? out_.null() : after_.target(own.after);
    signed_member("difference", own.difference);
    signed_member("percent", own.percent);
    out_.member("change", own.change);
    edits(own.edits);
    out_.key("told_elsewhere");
    out_.boolean(own.told_elsewhere);
  }
  void signed_member(std::string_view name, std::string_view decimal) {
    out_.number_member(name, decimal.starts_with('+') ? decimal.substr(1) : decimal);
  }

  void change(const Change& own) {
    out_.key("kinds");
    out_.begin_array();
    for (const ChangeKind kind : own.kinds) out_.string(name_of(kind));
    out_.end_array();
    out_.member("part", name_of(own.part));
    side("before", own.before, before_);
    side("after", own.after, after_);
    edits(own.edits);
    out_.key("same_parent");
    out_.boolean(own.same_parent);
    out_.member("below", own.below);
    out_.key("told_elsewhere");
    out_.boolean(own.told_elsewhere);
  }
  void side(std::string_view name, const ChangedSide& own, JsonRecords& records) {
    out_.key(name);
    if (own.plan == kNone) return out_.null();
    out_.begin_object();
    out_.member("plan", records.ids().plan(own.plan));
    nodes("nodes", own.nodes, records);
    place("row", own.row);
    place("column", own.column);
    out_.member("text", own.text);
    records.span(own.span);
    out_.end_object();
  }
  void place(std::string_view name, std::uint32_t value) {
    out_.key(name);
    value == kNone ? out_.null() : out_.integer(value);
  }
  void nodes(std::string_view name, const std::vector<std::uint32_t>& list,
             const JsonRecords& records) {
    out_.key(name);
    out_.begin_array();
    for (const std::uint32_t node : list) out_.string(records.ids().node(node));
    out_.end_array();
  }
  void edits(const std::vector<Edit>& list) {
    out_.key("edits");
    out_.begin_array();
    for (const Edit& edit : list) {
      out_.begin_object();
      out_.member("kind", name_of(edit.kind));
      out_.member("text", edit.text);
      out_.end_object();
    }
    out_.end_array();
  }

  void duty(const DutyChange& own) {
    out_.member("part", name_of(own.part));
    out_.member("kind", name_of(own.kind));
    duty_side("before", drafts_.before, own.before, own.part, before_);
    duty_side("after", drafts_.after, own.after, own.part, after_);
    out_.member("change", own.change);
    edits(own.edits);
  }
  void duty_side(std::string_view name, const Document& document,
                 const std::vector<std::uint32_t>& records_of, DutyPart part,
                 JsonRecords& records) {
    out_.key(name);
    if (records_of.empty()) return out_.null();
    const bool time = part == DutyPart::deadline;
    out_.begin_object();
    if (time) {
      const Task& task = document.tasks[records_of.front()];
      out_.member("node", records.ids().node(task.node));
      out_.member("deadline_words", task.deadline_words);
      records.span(task.span);
    } else {
      const Duty& first = document.duties[records_of.front()];
      out_.member("node", records.ids().node(first.node));
      out_.key("charged");
      out_.begin_array();
      for (const std::uint32_t i : records_of) charged(document.duties[i]);
      out_.end_array();
      records.span(first.span);
    }
    out_.end_object();
  }
  void charged(const Duty& own) {
    out_.begin_object();
    out_.member("role", name_of(own.role));
    out_.key("bodies");
    out_.begin_array();
    for (const std::string& body : own.bodies) out_.string(body);
    out_.end_array();
    out_.end_object();
  }

  void renumbered(const Renumbering& own) {
    nodes("before", own.before, before_);
    nodes("after", own.after, after_);
    out_.key("markers");
    out_.begin_array();
    for (std::size_t i = 0; i < own.before.size(); ++i) {
      out_.begin_array();
      out_.string(marker_text(drafts_.before, drafts_.before.nodes[own.before[i]]));
      out_.string(marker_text(drafts_.after, drafts_.after.nodes[own.after[i]]));
      out_.end_array();
    }
    out_.end_array();
    out_.member("below", own.below);
  }

  const ComparedDrafts& drafts_;
  const ExportOptions& options_;
  JsonWriter out_;
  JsonRecords before_, after_;
};

}  // namespace

Status write_diff_json(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink) {
  DiffJson(drafts, options, sink).write();
  sink.put('\n');
  return Done{};
}

}  // namespace gangmu
