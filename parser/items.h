// Lists whose items are sentences.
#pragma once

#include "model/document.h"

namespace gangmu {

// An item that a full stop closes is a sentence and no heading where the items before it are, also
// where a paragraph stands behind it.
void open_closed_items(Document* document);

}  // namespace gangmu
