#include "checks/areas.h"

#include <algorithm>
#include <string>
#include <vector>

#include "checks/fields.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

constexpr std::size_t kShortest = 5 * kHan, kLongest = 14 * kHan;
constexpr std::size_t kEdge = 2 * kHan;  // bytes at which a name begins and ends as another

struct Areas {
  std::string head;  // "three zones"
  std::vector<std::string> names;
  std::uint32_t plan = 0;
  Slice slice;
  Finding::Side side;
};

// Ideographs alone, between the shortest and the longest.
bool is_name(std::string_view text) {
  if (text.size() < kShortest || text.size() > kLongest) return false;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_han(next_char(text, at))) return false;
  }
  return true;
}

// The list behind "that is", to the end of its clause.
std::vector<std::string> names_at(std::string_view text, std::size_t begin, std::size_t* end) {
  constexpr std::size_t kFarthest = 300;  // bytes
  std::vector<std::string> names;
  std::size_t item = begin, at = begin;
  while (at <= text.size() && at - begin < kFarthest) {
    const std::size_t from = at;
    const char32_t c = at < text.size() ? next_char(text, at) : 0x3002;
    const bool stops = c == ';' || c == 0x3002 || c == ',' || c == '\n';
    if (c != kListComma && !stops) continue;
    if (!is_name(text.substr(item, from - item))) return {};
    names.emplace_back(text.substr(item, from - item));
    item = at;
    *end = from;
    if (stops) break;
  }
  return names;
}

// A name in `text` as long as `name`, that begins and ends as it does.
std::string variant_in(std::string_view text, std::string_view name, std::size_t* place) {
  const std::string_view head = name.substr(0, kEdge), tail = name.substr(name.size() - kEdge);
  for (std::size_t at = text.find(head); at != text.npos; at = text.find(head, at + kHan)) {
    const std::string_view other = text.substr(at, name.size());
    if (other == name || !is_name(other) || !other.ends_with(tail)) continue;
    *place = at;
    return std::string(other);
  }
  return {};
}

class AreaCheck {
 public:
  AreaCheck(const Checked& in, Findings* findings) : in_(in), findings_(findings) {}

  void run() {
    const WordTable& namely = in_.grammar.words("check_namely");
    for_each_field(in_, false, [&](const FieldText& field) {
      const std::string_view text = field.folded.text;
      std::size_t from = 0, at = 0;
      while (const Word* word = namely.find(text, from, &at)) {
        from = at + word->text.size();
        constexpr std::size_t kFewest = 2;
        std::size_t end = from;
        Areas areas;
        areas.names = names_at(text, from, &end);
        if (areas.names.size() < kFewest || at == 0 || all_.size() >= kMost) continue;
        std::size_t head = at;
        previous_char(text, head);
        if (head > 0) previous_char(text, head);
        areas.head = std::string(text.substr(head, at - head));
        areas.plan = field.node.plan;
        areas.slice = field.at(head, end);
        areas.side = in_.side(areas.slice, field.slice);
        all_.push_back(std::move(areas));
      }
    });
    for (const Areas& areas : all_) compare(areas);
  }

 private:
  // Elsewhere some of the names stand as they are, and beside them one with another word in it that
  // by its own name stands nowhere.
  void compare(const Areas& areas) {
    std::vector<bool> told(areas.names.size(), false);
    struct Variant {
      std::size_t of;
      std::string name;
      Finding::Side side;
    };
    std::vector<Variant> variants;
    for_each_field_of(in_, areas.plan, [&](const FieldText& field) {
      const std::string_view text = field.folded.text;
      const bool own = field.slice.begin <= areas.slice.begin && areas.slice.end <= field.slice.end;
      if (own) return;
      bool beside = false;
      for (std::size_t i = 0; i < areas.names.size(); ++i) {
        const bool here = text.find(areas.names[i]) != text.npos;
        told[i] = told[i] || here;
        beside = beside || here;
      }
      for (std::size_t i = 0; beside && i < areas.names.size(); ++i) {
        std::size_t place = 0;
        std::string name = variant_in(text, areas.names[i], &place);
        if (name.empty() || is_of_list(areas, name)) continue;
        const Slice slice = field.at(place, place + name.size());
        variants.push_back({i, std::move(name), in_.side(slice, field.slice)});
      }
    });
    for (const Variant& variant : variants) {
      if (told[variant.of]) continue;
      findings_->add(
          Check::list_differs,
          {std::to_string(areas.names.size()), areas.head, areas.names[variant.of], variant.name},
          {areas.side, variant.side});
      told[variant.of] = true;  // once
    }
  }

  static bool is_of_list(const Areas& areas, const std::string& name) {
    return std::find(areas.names.begin(), areas.names.end(), name) != areas.names.end();
  }

  static constexpr std::size_t kMost = 100;  // lists of a document

  const Checked& in_;
  Findings* findings_;
  std::vector<Areas> all_;
};

}  // namespace

void check_areas(const Checked& in, Findings* findings) { AreaCheck(in, findings).run(); }

}  // namespace gangmu
