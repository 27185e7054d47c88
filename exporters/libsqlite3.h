// SQLite (model/on_demand.h).
#pragma once

#include <sqlite3.h>

#include "model/on_demand.h"

// clang-format off
#define GANGMU_LIBSQLITE3_CALLS(CALL)                                                              \
  CALL(sqlite3_bind_double) CALL(sqlite3_bind_int64) CALL(sqlite3_bind_null)                       \
  CALL(sqlite3_bind_text64) CALL(sqlite3_close) CALL(sqlite3_column_int64)                         \
  CALL(sqlite3_deserialize) CALL(sqlite3_errmsg) CALL(sqlite3_exec) CALL(sqlite3_finalize)         \
  CALL(sqlite3_free) CALL(sqlite3_malloc64) CALL(sqlite3_open) CALL(sqlite3_prepare_v2)            \
  CALL(sqlite3_reset) CALL(sqlite3_serialize) CALL(sqlite3_step)
// clang-format on

GANGMU_ON_DEMAND_LIBRARY(load_libsqlite3, GANGMU_LIBSQLITE3, GANGMU_LIBSQLITE3_CALLS)
