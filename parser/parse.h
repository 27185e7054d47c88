// Source → Document: the pipeline of all stages.
#pragma once

#include <memory>

#include "model/document.h"
#include "parser/grammar.h"
#include "parser/targets.h"

namespace gangmu {

// Never fails: any text gives a valid document; doubts are diagnostics. A long text is read by two
// threads where the system grants a second one. Of a paragraph or title with more than
// `most_figures` figures none is a target, and a diagnostic says so.
Document parse(Source source, const Grammar& grammar, std::uint64_t most_figures = kMostFigures);

}  // namespace gangmu
