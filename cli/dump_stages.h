// What dump prints of a document: the stages of the pipeline, as text (dump.cpp) and as JSON
// (dump_json.cpp), an item a line.
#pragma once

#include <string>
#include <string_view>

#include "model/document.h"
#include "parser/grammar.h"
#include "parser/layout.h"

namespace gangmu::cli {

// The layout stage on its own: what it makes of the same source.
struct LaidOut {
  Document document;
  Layout layout;
};
LaidOut lay_out(const Document& document, const Grammar& grammar);
// "start", "line", "inside", "amid"
std::string_view name_of(MarkerPlace place);

// `name`: of the input.
void dump_text_json(const std::string& name, const Document& document, const Grammar& grammar);
void dump_lines_json(const std::string& name, const Document& document, const Grammar& grammar);
void dump_blocks_json(const std::string& name, const Document& document, const Grammar& grammar);
void dump_nodes_json(const std::string& name, const Document& document, const Grammar& grammar);
void dump_targets_json(const std::string& name, const Document& document, const Grammar& grammar);

}  // namespace gangmu::cli
