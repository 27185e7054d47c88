// SQLite, any number of documents in one database: documents, plans, nodes, cells, targets, duties,
// references, goals, names and diagnostics, tied by foreign keys. The columns have the names of the
// JSON export; `id` columns are the database's own, `node_id` and the like those of the exports.
//
//   - Documents come on top of those that the database holds (ExportOptions::previous); one with
//     the same sha256 replaces itself. One transaction a document.
//   - Numbers are text with the digits that are printed; `amount` is the converted number, for
//     comparing and adding.
//   - `search` (FTS5) finds nodes by words of two characters, which rowid ties to nodes.id:
//       SELECT nodes.* FROM search JOIN nodes ON nodes.id = search.rowid WHERE pairs MATCH '…';
//     It holds pairs of neighbours, so that a longer word is a phrase of its pairs: abc is
//     MATCH '"ab bc"'. Words of letters and digits stand whole.
//   - A duty of several bodies has a row a body.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_sqlite(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

// What `search` holds of a text: "ab bc 5g" for the ideographs abc and 5G.
std::string search_pairs(std::string_view text);

}  // namespace gangmu
