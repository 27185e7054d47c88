#include "readers/stored_view.h"

#include <algorithm>
#include <limits>

namespace gangmu {

namespace {

constexpr std::uint64_t kMostBytes = std::numeric_limits<Offset>::max() - 1;
// Of a line of a page: it may hang over what is at the edge (kLongestPage).
constexpr std::int64_t kMostTenths = 40'000'000;

}  // namespace

void StoredView::begin(JsonValue view) {
  view_ = view;
  bytes_ = at_ = 0;
  next_spaced_ = move_ = solid_ = piece_ = replace_ = 0;
  solids_.clear();
  blanks_.clear();
  pieces_.clear();
  spaced_.clear();
  for (const JsonValue at : json_.list(json_.member(view, "spaced"))) {
    spaced_.push_back(json_.integer(at, kMostBytes));
    json_.expect(spaced_.size() < 2 || spaced_[spaced_.size() - 2] <= spaced_.back(), at,
                 "is not behind the one before it");
  }
}

Slice StoredView::field(JsonValue value, std::string_view text) {
  std::string& clean = document_.clean;
  auto begin = static_cast<Offset>(clean.size());
  for (std::size_t at = 0; at < text.size() && !json_.failed();) {
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    if (is_blank(c)) {
      json_.expect(c == U' ', value, "has a blank that no field has");
      add_blank();
      continue;
    }
    bool alone = solids_.empty() || solids_.back().clean + solids_.back().size != clean.size();
    if (next_spaced_ < spaced_.size() && spaced_[next_spaced_] == bytes_) {
      ++next_spaced_;
      add_blank();
      if (from == 0) ++begin;
      alone = true;
    }
    if (alone) solids_.push_back({bytes_, static_cast<Offset>(clean.size()), 0, 0});
    const auto size = static_cast<Offset>(at - from);
    clean.append(text, from, size);
    solids_.back().size += size;
    bytes_ += size;
  }
  return {begin, static_cast<Offset>(clean.size())};
}

void StoredView::add_blank() {
  blanks_.push_back({static_cast<Offset>(document_.clean.size()), solids_.size()});
  document_.clean += ' ';
}

Slice StoredView::furniture(JsonValue value, std::string_view text, Span span) {
  const Offset end = pieces_.empty() ? 0 : pieces_.back().span.end;
  json_.expect(!text.empty() && span.size() == text.size() && span.begin >= end, value,
               "does not stand at its span, behind the piece before it");
  const auto begin = static_cast<Offset>(document_.clean.size());
  document_.clean += text;
  const Slice slice = {begin, static_cast<Offset>(document_.clean.size())};
  pieces_.push_back({slice, span, value});
  return slice;
}

void StoredView::end() {
  read_moves();
  read_replaced();
  const JsonValue text = json_.member(view_, "text");
  build(text);
  if (json_.failed()) return;
  json_.expect(at_ == (moves_.empty() ? 0 : moves_.back().end) && move_ + 1 >= moves_.size(), text,
               "does not hold all fields");
  json_.expect(piece_ == pieces_.size(), text, "does not hold all furniture");
  json_.expect(replace_ == replaced_.size(), text, "does not hold all that is replaced");
  json_.expect(next_spaced_ == spaced_.size(), json_.member(view_, "spaced"),
               "is behind the last field");
  for (const Blank& blank : blanks_) {
    document_.runs.push_back(
        {blank.clean, blank.solids == 0 ? 0 : solids_[blank.solids - 1].view_end});
  }
  read_lines(json_.member(view_, "lines"));
  std::vector<PageSize> sizes;
  const JsonValue given = json_.member(view_, "sizes");
  for (const JsonValue size : json_.list(given)) {
    const std::vector<JsonValue> sides = json_.list(size, 2);
    sizes.push_back({json_.length(sides[0]), json_.length(sides[1])});
  }
  json_.expect(parts_ == 0 || sizes.size() == sizes_.size(), given,
               "is not that of the line before");
  sizes_ = std::move(sizes);
  ++parts_;
}

// Sorted as they stand in the view; at least one.
void StoredView::read_moves() {
  moves_.clear();
  const JsonValue moved = json_.member(view_, "moved");
  for (const JsonValue value : json_.list(moved)) {
    const std::vector<JsonValue> pair = json_.list(value, 2);
    const std::uint64_t field = json_.integer(pair[0], bytes_);
    if (!moves_.empty()) moves_.back().end = field;
    json_.expect(moves_.empty() ? field == 0 : field > moves_.back().field, value,
                 "is not behind the one before it");
    moves_.push_back({field, bytes_, static_cast<Offset>(json_.integer(pair[1], kMostBytes))});
  }
  std::sort(moves_.begin(), moves_.end(),
            [](const Move& a, const Move& b) { return a.view < b.view; });
  if (moves_.empty()) moves_.push_back({0, bytes_, kNone});  // it stands where it comes
}

void StoredView::read_replaced() {
  replaced_.clear();
  for (const JsonValue value : json_.list(json_.member(view_, "replaced"))) {
    const std::vector<JsonValue> pair = json_.list(value, 2);
    const auto view = static_cast<Offset>(json_.integer(pair[0], kMostBytes));
    json_.expect(replaced_.empty() || replaced_.back().view < view, value,
                 "is not behind the one before it");
    replaced_.push_back({value, view, json_.text(pair[1])});
  }
}

// Puts the fields in place of the numbers.
void StoredView::build(JsonValue value) {
  std::string& view = document_.source.text;
  const std::string_view text = json_.text(value);
  enter_move();
  add_furniture();
  for (std::size_t at = 0; at < text.size() && !json_.failed();) {
    std::uint64_t count = 0;
    while (at < text.size() && is_ascii_digit(static_cast<unsigned char>(text[at]))) {
      count = std::min(count * 10 + static_cast<std::uint64_t>(text[at++] - '0'), kMostBytes);
    }
    if (count > 0) {
      if (!add_fields(value, count)) return;
      continue;
    }
    const std::size_t from = at;
    if (at >= text.size() || !is_blank(next_char(text, at))) {
      return json_.fail(value, "holds other than numbers and blanks");
    }
    view.append(text, from, at - from);
    add_furniture();
  }
}

// What is due where the view ends now.
void StoredView::add_furniture() {
  std::string& view = document_.source.text;
  while (piece_ < pieces_.size() && pieces_[piece_].span.begin == view.size()) {
    const Piece& piece = pieces_[piece_++];
    document_.runs.push_back({piece.text.begin, piece.span.begin});
    last_clean_ = kNone;  // no run goes on
    view.append(document_.clean, piece.text.begin, piece.text.size());
  }
}

// So many bytes of the view from the fields.
bool StoredView::add_fields(JsonValue text, std::uint64_t count) {
  while (count > 0) {
    const std::size_t before = document_.source.text.size();
    const Offset size = copy_some(text, count);
    if (size == 0 || document_.source.text.size() != before + size) return false;
    count -= size;
    add_furniture();
  }
  return !json_.failed();
}

// Bytes that were added; 0 when nothing can be.
Offset StoredView::copy_some(JsonValue text, std::uint64_t most) {
  std::string& view = document_.source.text;
  while (at_ == moves_[move_].end && move_ + 1 < moves_.size()) {
    ++move_;
    enter_move();
  }
  const Move& move = moves_[move_];
  json_.expect(at_ < move.end, text, "counts more bytes than the fields have");
  json_.expect(at_ > move.field || move.view == kNone || move.view == view.size(), text,
               "does not agree with what is moved");
  if (json_.failed()) return 0;
  const Solid& solid = solids_[solid_];
  const auto inside = static_cast<Offset>(at_ - solid.field);
  std::uint64_t size = std::min({most, std::uint64_t{solid.size - inside}, move.end - at_});
  if (piece_ < pieces_.size()) size = std::min(size, pieces_[piece_].span.begin - view.size());
  if (replace_ < replaced_.size()) {
    const Replaced& next = replaced_[replace_];
    if (next.view <= view.size()) {
      const bool done = next.view == view.size() && replace(most);
      json_.expect(done, next.value, "does not stand for a character of a field");
      return done ? static_cast<Offset>(next.text.size()) : 0;
    }
    size = std::min(size, next.view - std::uint64_t{view.size()});
  }
  const Offset clean = solid.clean + inside;
  add_run(clean, static_cast<Offset>(view.size()));
  view.append(document_.clean, clean, size);
  advance(static_cast<Offset>(size));
  last_clean_ = clean + static_cast<Offset>(size);
  last_view_ = static_cast<Offset>(view.size());
  return static_cast<Offset>(size);
}

// A character of the view that is not the one in the field.
bool StoredView::replace(std::uint64_t most) {
  const std::string_view printed = replaced_[replace_].text;
  const Solid& solid = solids_[solid_];
  const Offset clean = solid.clean + static_cast<Offset>(at_ - solid.field);
  std::size_t printed_end = 0, end = clean;
  if (printed.empty() || printed.size() > most) return false;
  const char32_t c = next_char(printed, printed_end);
  if (printed_end != printed.size() || plain_ideograph(c) != next_char(document_.clean, end)) {
    return false;
  }
  ++replace_;
  document_.runs.push_back({clean, static_cast<Offset>(document_.source.text.size())});
  document_.source.text += printed;
  advance(static_cast<Offset>(end) - clean);
  last_clean_ = kNone;
  return true;
}

void StoredView::enter_move() {
  at_ = moves_[move_].field;
  const auto after =
      std::upper_bound(solids_.begin(), solids_.end(), at_,
                       [](std::uint64_t field, const Solid& solid) { return field < solid.field; });
  solid_ = after == solids_.begin() ? 0 : static_cast<std::size_t>(after - solids_.begin()) - 1;
}

void StoredView::advance(Offset clean_bytes) {
  Solid& solid = solids_[solid_];
  at_ += clean_bytes;
  if (at_ < solid.field + solid.size) return;
  solid.view_end = static_cast<Offset>(document_.source.text.size());
  if (solid_ + 1 < solids_.size()) ++solid_;
}

void StoredView::add_run(Offset clean, Offset view) {
  if (clean != last_clean_ || view != last_view_) document_.runs.push_back({clean, view});
}

// ------------------------------------------------------------------------------- lines and pages

void StoredView::read_lines(JsonValue lines) {
  for (const JsonValue line : json_.list(lines)) {
    if (json_.failed()) return;
    LinePlace place;
    read_line(line, &place);
    document_.source.places.push_back(place);
  }
}

void StoredView::read_line(JsonValue line, LinePlace* place) {
  const auto points = [](std::int64_t tenths) { return static_cast<float>(tenths) / 10.0f; };
  const auto tenths = [&](JsonValue value) {
    return json_.whole(value, -kMostTenths, kMostTenths);
  };
  std::vector<float>& edges = document_.source.edges;
  const std::vector<JsonValue> values = json_.list(line);
  if (values.size() < 4 || values.size() % 2 != 0) return json_.fail(line, "is no line of a page");
  place->page = static_cast<std::uint32_t>(json_.whole(values[0], 1, kMostTenths));
  place->y0 = points(tenths(values[1]));
  place->y1 = points(tenths(values[2]));
  place->first_edge = static_cast<std::uint32_t>(edges.size());
  std::int64_t edge = tenths(values[3]);
  edges.push_back(points(edge));
  for (std::size_t i = 4; i < values.size(); i += 2) {
    const std::size_t room = document_.source.text.size() + document_.source.places.size() + 1;
    const auto count =
        static_cast<std::int64_t>(json_.integer(values[i], room - std::min(room, edges.size())));
    constexpr std::int64_t kWidest = 2 * kMostTenths * 100;  // from one end to the other
    const std::int64_t width = json_.whole(values[i + 1], -kWidest, kWidest);
    const std::int64_t first = edge;
    for (std::int64_t n = 1; n <= count && !json_.failed(); ++n) {
      const std::int64_t sum = n * width + 50;  // hundredths of tenths
      edge = first + (sum >= 0 ? sum / 100 : -((99 - sum) / 100));
      json_.expect(edge >= -kMostTenths && edge <= kMostTenths, values[i], "leaves the page");
      edges.push_back(points(edge));
    }
  }
  place->x0 = edges[place->first_edge];
  place->x1 = edges.back();
}

void StoredView::finish(JsonValue pages, std::size_t count) {
  if (json_.failed()) return;
  Document& document = document_;
  std::sort(document.runs.begin(), document.runs.end(),
            [](const Run& a, const Run& b) { return a.clean < b.clean; });
  document.source.index();
  document.source.page_sizes = sizes_;
  document.source.stored = true;
  set_pages(pages, count);
}

void StoredView::set_pages(JsonValue pages, std::size_t count) {
  Source& source = document_.source;
  if (sizes_.empty()) {
    json_.expect(source.places.empty(), view_, "has lines of pages without sizes");
    json_.expect(source.pages.size() == count, pages, "is not the number of pages of the view");
    return;
  }
  json_.expect(sizes_.size() == count, pages, "is not the number of sizes of pages");
  const std::size_t lines = source.text.empty() ? 0 : source.lines.size();
  json_.expect(source.places.size() == lines, view_, "has other lines than its text");
  std::vector<std::size_t> first(sizes_.size(), source.text.size());
  for (std::uint32_t n = 1; n <= lines && !json_.failed(); ++n) {
    const LinePlace& place = source.places[n - 1];
    const std::size_t end = n < lines ? source.places[n].first_edge : source.edges.size();
    const bool holds =
        place.page <= first.size() && end - place.first_edge == char_count(source.line(n)) + 1;
    if (!holds) return json_.fail(view_, "has a line that is not as its text is");
    first[place.page - 1] = std::min<std::size_t>(first[place.page - 1], source.lines[n - 1]);
  }
  source.pages.resize(first.size());
  std::size_t at = source.text.size();
  for (std::size_t p = first.size(); p-- > 0;) {  // an empty page begins as the next
    at = std::min(at, first[p]);
    source.pages[p] = static_cast<Offset>(at);
  }
}

}  // namespace gangmu
