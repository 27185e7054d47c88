#include "exporters/chunks.h"

#include <algorithm>

#include "exporters/by_node.h"
#include "exporters/json_records.h"

namespace gangmu {

namespace {

// Characters of a heading in a path; no plan has longer ones.
constexpr std::size_t kHeading = 200;

bool ends_sentence(char32_t c) {
  switch (c) {
    case 0x3002:  // ideographic full stop
    case 0xFF01:  // full width: ! ? ;
    case 0xFF1F:
    case 0xFF1B:
    case U'!':
    case U'?':
    case U';':
    case U'\n':
      return true;
    default:
      return false;
  }
}

bool ends_clause(char32_t c) {
  switch (c) {
    case 0xFF0C:  // full width comma
    case 0x3001:  // ideographic comma
    case 0xFF1A:  // full width colon
    case U',':
    case U':':
    case U' ':
      return true;
    default:
      return false;
  }
}

// Marks that belong to the sentence before them.
bool closes(char32_t c) {
  switch (c) {
    case 0x201D:  // quotation marks
    case 0x2019:
    case 0x300D:
    case 0x300F:
    case 0x300B:
    case 0xFF09:  // full width bracket
    case U')':
    case U'"':
      return true;
    default:
      return false;
  }
}

std::string shortened(std::string text) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < kHeading && at < text.size(); ++n) next_char(text, at);
  if (at < text.size()) text.replace(at, std::string::npos, "\u2026");
  return text;
}

// A stretch of a node that becomes a line.
struct Piece {
  std::string text;
  Span span;                                  // in the text view
  std::size_t begin = 0;                      // in the text of the node, in bytes
  std::uint32_t first_row = 0, last_row = 0;  // of a table, half-open
  Indices targets = {}, duties = {}, references = {}, goals = {}, names = {};
};

class Chunks {
 public:
  Chunks(const Document& document, std::size_t limit, Sink& sink)
      : document_(document),
        limit_(std::max(limit, kSmallestChunk)),
        sink_(sink),
        out_(sink, JsonWriter::Lines::one),
        records_(document, out_),
        keys_(node_keys(document)),
        targets_(by_node(document, document.targets)),
        duties_(by_node(document, document.duties)),
        references_(by_node(document, document.references)),
        goals_(by_node(document, document.goals)),
        names_(by_node(document, document.names)) {}

  void write() {
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      std::vector<Piece> pieces = pieces_of(document_.nodes[i]);
      share_records(i, pieces);
      for (std::size_t part = 0; part < pieces.size(); ++part) {
        line(i, pieces[part], part + 1, pieces.size());
      }
    }
  }

 private:
  std::vector<Piece> pieces_of(const Node& node) const {
    std::vector<Piece> pieces;
    if (node.table != kNone) {
      add_rows(document_.tables[node.table], node.span.begin, pieces);
    } else {
      add_text(node.text, pieces);
    }
    if (pieces.empty()) add_heading(node, pieces);
    if (pieces.empty()) pieces.push_back({"", node.span, 0, 0, 0});
    pieces.front().span.begin = node.span.begin;  // marker and title go with the first
    return pieces;
  }

  // As in the path, but whole.
  void add_heading(const Node& node, std::vector<Piece>& pieces) const {
    const std::string text = heading_text(document_, node);
    const std::size_t lead = text.size() - node.title.size();  // the marker and a blank
    const auto in_title = [&](std::size_t at) {
      return node.title.begin + static_cast<Offset>(std::max(at, lead) - lead);
    };
    std::size_t begin = 0;
    for (const std::size_t end : sentence_pieces(text, limit_)) {
      const Slice part = {in_title(begin), in_title(end)};
      const Span span = part.empty() ? node.span : document_.source_of(part);
      pieces.push_back({text.substr(begin, end - begin), span, begin, 0, 0});
      begin = end;
    }
  }

  void add_text(Slice slice, std::vector<Piece>& pieces) const {
    const std::string_view text = document_.text(slice);
    std::size_t begin = 0;
    for (const std::size_t end : sentence_pieces(text, limit_)) {
      const Slice part = {slice.begin + static_cast<Offset>(begin),
                          slice.begin + static_cast<Offset>(end)};
      pieces.push_back({std::string(document_.text(part)), document_.source_of(part), begin, 0, 0});
      begin = end;
    }
  }

  // As many rows as fit together; a row that does not fit alone is parted like a text.
  void add_rows(const Table& table, Offset start, std::vector<Piece>& pieces) const {
    std::size_t room = 0;  // in the last piece
    for (std::uint32_t r = 0; r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      if (row.empty()) continue;
      std::string text;
      for (const Cell& cell : row) {
        if (&cell != &row.front()) text += '\t';
        text += document_.text(cell.text);
      }
      const Span span = span_of(row, pieces.empty() ? start : pieces.back().span.end);
      const std::size_t size = char_count(text) + 1;
      if (size <= room) {
        Piece& last = pieces.back();
        last.text += '\n' + text;
        last.span.end = std::max(last.span.end, span.end);
        last.last_row = r + 1;
        room -= size;
        continue;
      }
      std::size_t begin = 0;
      for (const std::size_t end : sentence_pieces(text, limit_)) {
        pieces.push_back({text.substr(begin, end - begin), span, 0, r, r + 1});
        begin = end;
      }
      room = pieces.empty() ? 0 : limit_ - char_count(pieces.back().text);
    }
  }

  // What its cells say; `at` where they say nothing.
  static Span span_of(const std::vector<Cell>& row, Offset at) {
    Span all = {at, at};
    for (const Cell& cell : row) {
      if (cell.text.empty()) continue;
      all = all.empty()
                ? cell.span
                : Span{std::min(all.begin, cell.span.begin), std::max(all.end, cell.span.end)};
    }
    return all;
  }

  // Each record to the piece that it begins in.
  void share_records(std::uint32_t node, std::vector<Piece>& pieces) const {
    const auto at = [&](Offset offset) -> Piece& {
      const auto after =
          std::upper_bound(pieces.begin() + 1, pieces.end(), offset,
                           [](Offset o, const Piece& piece) { return o < piece.span.begin; });
      return *(after - 1);
    };
    for (const std::uint32_t i : targets_[node]) {
      const Target& target = document_.targets[i];
      Piece* piece = &at(target.span.begin);
      if (target.field == Field::cell) {
        // Cells of a table that was printed by columns stand in another order than its rows.
        const auto found = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) {
          return p.first_row <= target.row && target.row < p.last_row;
        });
        if (found != pieces.end()) piece = &*found;
      }
      piece->targets.push_back(i);
    }
    const auto share = [&](const Indices& indices, const auto& all, Indices Piece::* own) {
      for (const std::uint32_t i : indices) (at(all[i].span.begin).*own).push_back(i);
    };
    share(duties_[node], document_.duties, &Piece::duties);
    share(references_[node], document_.references, &Piece::references);
    share(goals_[node], document_.goals, &Piece::goals);
    share(names_[node], document_.names, &Piece::names);
  }

  void line(std::uint32_t index, const Piece& piece, std::size_t part, std::size_t parts) {
    const Node& node = document_.nodes[index];
    const std::string id = records_.ids().node(index);
    out_.begin_object();
    out_.member("id", part == 1 ? id : id + "/" + std::to_string(part));
    out_.member("node", id);
    out_.member("key", keys_[index]);
    out_.key("plan");
    out_.begin_object();
    out_.member("id", records_.ids().plan(node.plan));
    out_.member("title", shortened(std::string(plan_title(node))));
    out_.end_object();
    out_.optional_member("parent", node.parent == kNone ? "" : records_.ids().node(node.parent));
    out_.member("kind", name_of(node.kind));
    out_.optional_member("role", name_of(node.role));
    out_.member("part", part);
    out_.member("parts", parts);
    path(index);
    out_.member("text", piece.text);
    out_.member("begin", piece.begin);
    records("targets", piece.targets, [&](std::uint32_t i) { records_.target(i); });
    records("duties", piece.duties, [&](std::uint32_t i) { records_.duty(document_.duties[i]); });
    records("references", piece.references,
            [&](std::uint32_t i) { records_.reference(document_.references[i]); });
    records("goals", piece.goals, [&](std::uint32_t i) { records_.goal(document_.goals[i]); });
    records("names", piece.names, [&](std::uint32_t i) { records_.name(document_.names[i]); });
    out_.key("source");
    out_.begin_object();
    out_.member("name", document_.source.name);
    out_.member("sha256", document_.source.sha256);
    records_.place(piece.span);
    out_.end_object();
    out_.end_object();
    sink_.write("\n");
  }

  std::string_view plan_title(const Node& node) const {
    return document_.text(document_.plans[node.plan].title);
  }

  // The deepest headings of a path that no plan has are left out.
  void path(std::uint32_t index) {
    constexpr std::size_t kDeepest = 40;
    std::vector<std::string> headings;
    for (std::uint32_t at = index; at != kNone; at = document_.nodes[at].parent) {
      const Node& node = document_.nodes[at];
      if (!node.title.empty()) headings.push_back(shortened(heading_text(document_, node)));
      if (headings.size() == kDeepest) break;
    }
    out_.key("path");
    out_.begin_array();
    out_.string(shortened(std::string(plan_title(document_.nodes[index]))));
    for (auto at = headings.rbegin(); at != headings.rend(); ++at) out_.string(*at);
    out_.end_array();
  }

  template <typename Print>
  void records(std::string_view name, const Indices& indices, Print print) {
    out_.key(name);
    out_.begin_array();
    for (const std::uint32_t i : indices) print(i);
    out_.end_array();
  }

  const Document& document_;
  const std::size_t limit_;
  Sink& sink_;
  JsonWriter out_;
  JsonRecords records_;
  std::vector<std::string> keys_;
  std::vector<Indices> targets_, duties_, references_, goals_, names_;  // of each node
};

}  // namespace

Status write_chunks(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  for (const Document& document : documents) Chunks(document, options.chunk_size, sink).write();
  sink.drain();
  return Done{};
}

std::vector<std::size_t> sentence_pieces(std::string_view text, std::size_t limit) {
  std::vector<std::size_t> ends;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t at = begin, sentence = 0, clause = 0;
    bool behind_sentence = false;
    for (std::size_t n = 0; n < limit && at < text.size(); ++n) {
      const char32_t c = next_char(text, at);
      behind_sentence = ends_sentence(c) || (behind_sentence && closes(c));
      if (behind_sentence) sentence = at;
      if (ends_clause(c)) clause = at;
    }
    if (at < text.size()) at = sentence > 0 ? sentence : clause > 0 ? clause : at;
    ends.push_back(at);
    begin = at;
  }
  return ends;
}

}  // namespace gangmu
