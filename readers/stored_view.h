// The text view of a document that is read from JSON, rebuilt from what stands in its fields and
// from the member "view" (exporters/json_view.h tells what that holds), with the clean text and the
// way from this to the view. What does not fit together is refused, nothing is filled in.
//
// A part is an object with plans: the whole of a JSON file, a line of NDJSON. For each: begin(),
// its fields in the order of the JSON, its furniture, end(); at last finish().
#pragma once

#include <string_view>
#include <vector>

#include "model/document.h"
#include "readers/json_fields.h"

namespace gangmu {

class StoredView {
 public:
  StoredView(Document* document, JsonFields* json) : document_(*document), json_(*json) {}

  void begin(JsonValue view);
  // A field of the tree, whose text is that of `value`.
  Slice field(JsonValue value, std::string_view text);
  // Furniture as printed at its span; in order.
  Slice furniture(JsonValue value, std::string_view text, Span span);
  void end();
  // After all parts. `pages`: how many, as the source says; 0 for none.
  void finish(JsonValue pages, std::size_t count);

 private:
  // A stretch of fields without a blank.
  struct Solid {
    std::uint64_t field = 0;  // bytes of the fields of the part before it
    Offset clean = 0, size = 0;
    Offset view_end = 0;  // where its last character ends in the view
  };
  struct Blank {
    Offset clean = 0;
    std::size_t solids = 0;  // before it
  };
  struct Move {
    std::uint64_t field = 0, end = 0;
    Offset view = 0;
  };
  struct Replaced {
    JsonValue value;
    Offset view = 0;
    std::string_view text;
  };
  struct Piece {
    Slice text;
    Span span;
    JsonValue value;
  };

  void add_blank();
  void read_moves();
  void read_replaced();
  void build(JsonValue text);
  void add_furniture();
  bool add_fields(JsonValue text, std::uint64_t count);
  Offset copy_some(JsonValue text, std::uint64_t most);
  bool replace(std::uint64_t most);
  void enter_move();
  void advance(Offset clean_bytes);
  void add_run(Offset clean, Offset view);
  void read_lines(JsonValue lines);
  void read_line(JsonValue line, LinePlace* place);
  void set_pages(JsonValue pages, std::size_t count);

  Document& document_;
  JsonFields& json_;
  JsonValue view_;
  std::vector<PageSize> sizes_;

  // Of the part.
  std::uint64_t bytes_ = 0;  // of its fields, without blanks
  std::vector<std::uint64_t> spaced_;
  std::size_t next_spaced_ = 0;
  std::vector<Solid> solids_;
  std::vector<Blank> blanks_;
  std::vector<Piece> pieces_;
  std::vector<Move> moves_;
  std::vector<Replaced> replaced_;
  // What comes next: in moves_, in the fields, in solids_, pieces_ and replaced_.
  std::size_t move_ = 0;
  std::uint64_t at_ = 0;
  std::size_t solid_ = 0, piece_ = 0, replace_ = 0;
  Offset last_clean_ = kNone, last_view_ = 0;  // behind what the last run has so far
  std::size_t parts_ = 0;
};

}  // namespace gangmu
