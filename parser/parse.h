// Source → Document: the pipeline of all stages.
#pragma once

#include <memory>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// Never fails: any text gives a valid document; doubts are diagnostics. A long text is read by two
// threads where the system grants a second one.
Document parse(Source source, const Grammar& grammar);

}  // namespace gangmu
