#include "exporters/json_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gangmu {

namespace {

// A stretch of fields, without blanks, that stands in the text view as it is.
struct Stretch {
  Offset source = 0, size = 0;
  std::uint64_t field = 0;  // bytes of all fields before it
};
struct Replaced {
  Offset source = 0, size = 0;
};

// Gathers the fields of a part in the order of the JSON.
class Fields {
 public:
  explicit Fields(const Document& document) : document_(document) {}

  void add_plan(const Plan& plan) {
    add(plan.label);
    add(plan.title);
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
      const Node& node = document_.nodes[i];
      in_marker_ = true;
      add(node.marker);
      in_marker_ = false;
      for (const Slice field : {node.title, node.close, node.text}) add(field);
      if (node.table == kNone) continue;
      for (const auto& row : document_.tables[node.table].rows) {
        for (const Cell& cell : row) add(cell.text);
      }
    }
  }

  std::vector<Stretch> stretches;
  std::vector<Replaced> replaced;
  std::vector<std::uint64_t> spaced;

 private:
  void add(Slice field) {
    if (field.empty()) return;
    const std::string_view clean = document_.clean;
    if (field.begin == last_end_ + 1 && clean[last_end_] == ' ') spaced.push_back(bytes_);
    last_end_ = field.end;
    const auto& runs = document_.runs;
    // Fields mostly follow one another.
    if (at_ >= runs.size() || runs[at_].clean > field.begin) at_ = 0;
    if (at_ + 1 < runs.size() && runs[at_ + 1].clean <= field.begin) {
      const auto after =
          std::upper_bound(runs.begin() + static_cast<std::ptrdiff_t>(at_), runs.end(), field.begin,
                           [](Offset offset, const Run& run) { return offset < run.clean; });
      at_ = static_cast<std::size_t>(after - runs.begin()) - 1;
    }
    for (Offset begin = field.begin; begin < field.end; ++at_) {
      const Offset end =
          at_ + 1 < runs.size() ? std::min(runs[at_ + 1].clean, field.end) : field.end;
      add_run(begin, end, runs[at_].source + (begin - runs[at_].clean));
      begin = end;
      if (end == field.end) break;
    }
  }

  void add_run(Offset begin, Offset end, Offset source) {
    const std::string_view clean = document_.clean;
    while (begin < end) {
      const std::size_t found = clean.substr(begin, end - begin).find(' ');
      const Offset solid =
          found == std::string_view::npos ? end - begin : static_cast<Offset>(found);
      if (solid > 0) add_solid(clean.substr(begin, solid), source);
      if (found == std::string_view::npos) return;
      if (in_marker_) spaced.push_back(bytes_);
      begin += solid + 1;
      source += solid + 1;
    }
  }

  void add_solid(std::string_view clean, Offset source) {
    const std::string_view view = document_.source.text;
    auto size = static_cast<Offset>(clean.size());
    if (view.substr(source, size) != clean) {  // a character of its own
      std::size_t after = source;
      next_char(view, after);
      size = static_cast<Offset>(after - source);
      replaced.push_back({source, size});
    }
    if (!stretches.empty() && stretches.back().source + stretches.back().size == source) {
      stretches.back().size += size;
    } else {
      stretches.push_back({source, size, bytes_});
    }
    bytes_ += clean.size();
  }

  const Document& document_;
  std::uint64_t bytes_ = 0;
  std::size_t at_ = 0;  // in the runs
  Offset last_end_ = kNone - 1;
  bool in_marker_ = false;
};

class View {
 public:
  View(const Document& document, Span view, JsonWriter& out)
      : document_(document), view_(view), out_(out) {
    view_.end = std::min(view_.end, static_cast<Offset>(document.source.text.size()));
  }

  void write(Fields& fields) {
    out_.begin_object();
    const std::vector<Stretch> in_order = sorted(fields.stretches);
    out_.member("text", text(in_order));
    moved(fields.stretches, in_order);
    replaced(fields.replaced);
    out_.key("spaced");
    out_.begin_array();
    for (const std::uint64_t at : fields.spaced) out_.integer(at);
    out_.end_array();
    sizes();
    lines();
    out_.end_object();
  }

 private:
  static std::vector<Stretch> sorted(std::vector<Stretch> stretches) {
    const auto before = [](const Stretch& a, const Stretch& b) { return a.source < b.source; };
    if (!std::is_sorted(stretches.begin(), stretches.end(), before)) {
      std::sort(stretches.begin(), stretches.end(), before);
    }
    return stretches;
  }

  // The view with numbers in place of the stretches, and nothing in place of furniture.
  std::string text(const std::vector<Stretch>& stretches) const {
    const auto& furniture = document_.furniture;
    auto piece = std::lower_bound(furniture.begin(), furniture.end(), view_.begin,
                                  [](const Furniture& f, Offset at) { return f.span.begin < at; });
    std::string out;
    std::uint64_t count = 0;
    Offset at = view_.begin;
    const auto copy = [&](Offset end) {  // what stands between, but furniture
      while (at < end) {
        const bool before = piece != furniture.end() && piece->span.begin < end;
        const Offset stop = before ? std::max(piece->span.begin, at) : end;
        if (at < stop) {
          if (count > 0) out += std::to_string(count);
          count = 0;
          out.append(document_.source.text, at, stop - at);
        }
        at = stop;
        if (before) at = std::max(at, (piece++)->span.end);
      }
    };
    for (const Stretch& stretch : stretches) {
      copy(stretch.source);
      count += stretch.size;
      at = stretch.source + stretch.size;
    }
    copy(view_.end);
    if (count > 0) out += std::to_string(count);
    return out;
  }

  void moved(const std::vector<Stretch>& fields, const std::vector<Stretch>& in_order) const {
    out_.key("moved");
    out_.begin_array();
    const auto same = [](const Stretch& a, const Stretch& b) { return a.field == b.field; };
    if (!std::equal(fields.begin(), fields.end(), in_order.begin(), same)) {
      // Where each stretch stands among those of the view.
      std::vector<std::size_t> place(fields.size());
      for (std::size_t i = 0; i < in_order.size(); ++i) {
        const auto at = std::lower_bound(
            fields.begin(), fields.end(), in_order[i].field,
            [](const Stretch& stretch, std::uint64_t field) { return stretch.field < field; });
        place[static_cast<std::size_t>(at - fields.begin())] = i;
      }
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i == 0 || place[i] != place[i - 1] + 1) out_.range(fields[i].field, fields[i].source);
      }
    }
    out_.end_array();
  }

  void replaced(std::vector<Replaced>& replaced) const {
    std::sort(replaced.begin(), replaced.end(),
              [](const Replaced& a, const Replaced& b) { return a.source < b.source; });
    out_.key("replaced");
    out_.begin_array();
    for (const Replaced& one : replaced) {
      out_.begin_array();
      out_.integer(one.source);
      out_.string(std::string_view(document_.source.text).substr(one.source, one.size));
      out_.end_array();
    }
    out_.end_array();
  }

  void sizes() const {
    out_.key("sizes");
    out_.begin_array();
    for (const PageSize& size : document_.source.page_sizes) {
      out_.begin_array();
      for (const float length : {size.width, size.height}) {
        out_.number(fmt::format("{:.2f}", length));
      }
      out_.end_array();
    }
    out_.end_array();
  }

  void lines() const {
    const Source& source = document_.source;
    out_.key("lines");
    out_.begin_array();
    for (std::uint32_t n = 1; n <= source.places.size(); ++n) {
      const Offset begin = source.lines[n - 1];
      if (begin >= view_.begin && (begin < view_.end || source.text.empty())) line(n);
    }
    out_.end_array();
  }

  void line(std::uint32_t number) const {
    const Source& source = document_.source;
    const LinePlace& place = source.places[number - 1];
    std::vector<std::int64_t> edges(char_count(source.line(number)) + 1);
    for (std::size_t i = 0; i < edges.size(); ++i) {
      edges[i] = std::lround(source.edges[place.first_edge + i] * 10);
    }
    out_.break_line();
    out_.begin_array();
    out_.integer(place.page);
    for (const float height : {place.y0, place.y1}) {
      out_.number(std::to_string(std::lround(height * 10)));
    }
    out_.number(std::to_string(edges.front()));
    for (const std::int64_t number_or_width : advances_of(edges)) {
      out_.number(std::to_string(number_or_width));
    }
    out_.end_array();
  }

  const Document& document_;
  Span view_;
  JsonWriter& out_;
};

// The divisor is positive.
std::int64_t floor_of(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

// A width between the two, the roundest there is.
std::int64_t roundest(std::int64_t low, std::int64_t high) {
  for (std::int64_t unit = 1000; unit > 1; unit /= 10) {
    const std::int64_t width = floor_of(high, unit) * unit;
    if (width >= low) return width;
  }
  return high;
}

}  // namespace

std::vector<std::int64_t> advances_of(const std::vector<std::int64_t>& edges) {
  std::vector<std::int64_t> out;
  for (std::size_t at = 0; at + 1 < edges.size();) {
    // The widths with which all characters so far come out: floor((i * width + 50) / 100) tenths.
    std::int64_t low = INT64_MIN, high = INT64_MAX;
    std::size_t count = 0;
    while (at + count + 1 < edges.size()) {
      const auto i = static_cast<std::int64_t>(count) + 1;
      const std::int64_t tenths = edges[at + count + 1] - edges[at];
      const std::int64_t lowest = std::max(low, -floor_of(50 - 100 * tenths, i));
      const std::int64_t highest = std::min(high, floor_of(100 * tenths + 49, i));
      if (lowest > highest) break;
      low = lowest;
      high = highest;
      ++count;
    }
    out.push_back(static_cast<std::int64_t>(count));
    out.push_back(roundest(low, high));
    at += count;
  }
  return out;
}

void write_view(const Document& document, std::uint32_t first_plan, std::uint32_t last_plan,
                Span view, JsonWriter& out) {
  Fields fields(document);
  for (std::uint32_t i = first_plan; i < last_plan; ++i) fields.add_plan(document.plans[i]);
  View(document, view, out).write(fields);
}

}  // namespace gangmu
