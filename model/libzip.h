// libzip, which opens and writes zip containers (model/on_demand.h).
#pragma once

#include <zip.h>

#include "model/on_demand.h"

// clang-format off
#define GANGMU_LIBZIP_CALLS(CALL)                                                                  \
  CALL(zip_close) CALL(zip_discard) CALL(zip_error_code_zip) CALL(zip_error_fini)                  \
  CALL(zip_error_init) CALL(zip_error_init_with_code) CALL(zip_error_strerror) CALL(zip_fclose)    \
  CALL(zip_file_add) CALL(zip_file_get_error) CALL(zip_file_set_dostime) CALL(zip_fopen_index)     \
  CALL(zip_fread) CALL(zip_get_error) CALL(zip_get_name) CALL(zip_get_num_entries)                 \
  CALL(zip_name_locate) CALL(zip_open_from_source) CALL(zip_set_file_compression)                  \
  CALL(zip_source_buffer) CALL(zip_source_buffer_create) CALL(zip_source_close)                    \
  CALL(zip_source_free) CALL(zip_source_keep) CALL(zip_source_open) CALL(zip_source_read)          \
  CALL(zip_source_stat) CALL(zip_stat_index) CALL(zip_strerror)
// clang-format on

GANGMU_ON_DEMAND_LIBRARY(load_libzip, GANGMU_LIBZIP, GANGMU_LIBZIP_CALLS)
