// Where the records of a document stand in the fields of its nodes, as pieces that an exporter can
// write in order.
//
// A mark may run over several fields: it has a piece in each. Pieces may overlap in any way; within
// a field they come by their begin, the longer first.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/document.h"

namespace gangmu {

struct Mark {
  std::string id;     // unique in the output
  std::string look;   // classes of the style sheet
  std::string told;   // in one line
  bool leads = true;  // a row of a table stands for it
};

struct MarkPiece {
  Slice at;  // of clean text, within one field
  std::uint32_t mark = 0;
  bool first = true;  // of its mark
};

class Marks {
 public:
  explicit Marks(const Document& document);

  // By place in the text view, or in clean text. False: it stands in no field, and nothing was
  // added.
  bool add(Span span, Mark mark);
  bool add(Slice slice, Mark mark);
  // The same, if the place lies within one field.
  bool add_within(Span span, Mark mark);
  // To be called once, after the last add().
  void finish();

  const Mark& operator[](std::uint32_t mark) const { return marks_[mark]; }
  std::span<const MarkPiece> in(Slice field) const;
  // The node that prints the text view at an offset, else the one before; kNone where there is
  // none.
  std::uint32_t node_at(Offset offset) const;

 private:
  struct Place {
    Span span;
    Slice clean;
    std::uint32_t node;  // kNone: the title or label of a plan
  };
  void add_field(Slice field, std::uint32_t node);
  std::size_t place_at(Offset offset) const;
  Offset clean_at(Slice field, Offset offset) const;
  Slice overlap(const Place& place, Span span) const;
  bool keep(const std::vector<Slice>& slices, Mark mark);

  const Document& document_;
  std::vector<Place> places_;  // by where they begin in the text view
  std::vector<Slice> fields_;  // by where they begin in clean text
  std::vector<Mark> marks_;
  std::vector<MarkPiece> pieces_;
};

// Calls out.open(piece), out.text(slice) and out.close() so that pieces nest: one that crosses the
// end of another is closed there and opened again, then with `first` false. What would stand in
// more than kMostOpen others, which no plan has, is closed where it begins, so that pieces that all
// cross do not multiply.
inline constexpr std::size_t kMostOpen = 16;
template <typename Out>
void write_marked(std::span<const MarkPiece> pieces, Slice field, Out&& out) {
  std::vector<MarkPiece> open;
  std::size_t next = 0;
  for (Offset at = field.begin;;) {
    for (; next < pieces.size() && pieces[next].at.begin <= at; ++next) {
      out.open(pieces[next]);
      if (open.size() < kMostOpen) {
        open.push_back(pieces[next]);
      } else {
        out.close();
      }
    }
    if (at >= field.end) break;
    Offset end = next < pieces.size() ? pieces[next].at.begin : field.end;
    for (const MarkPiece& piece : open) end = end < piece.at.end ? end : piece.at.end;
    out.text(Slice{at, end});
    at = end;
    std::size_t keep = 0;
    while (keep < open.size() && open[keep].at.end > at) ++keep;
    for (std::size_t i = open.size(); i > keep; --i) out.close();
    std::size_t last = keep;
    for (std::size_t i = keep; i < open.size(); ++i) {
      if (open[i].at.end <= at) continue;
      open[last] = open[i];
      open[last].first = false;
      out.open(open[last++]);
    }
    open.resize(last);
  }
}

}  // namespace gangmu
