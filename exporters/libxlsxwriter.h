// libxlsxwriter, which writes workbooks (model/on_demand.h).
#pragma once

#include <xlsxwriter.h>

#include "model/on_demand.h"

// clang-format off
#define GANGMU_LIBXLSXWRITER_CALLS(CALL)                                                           \
  CALL(format_set_align) CALL(format_set_bg_color) CALL(format_set_border)                         \
  CALL(format_set_border_color) CALL(format_set_font_color) CALL(format_set_font_name)             \
  CALL(format_set_font_size) CALL(format_set_font_strikeout) CALL(format_set_indent)               \
  CALL(format_set_num_format) CALL(format_set_text_wrap) CALL(format_set_underline)                \
  CALL(lxw_strerror) CALL(workbook_add_format) CALL(workbook_add_worksheet) CALL(workbook_close)   \
  CALL(workbook_new_opt) CALL(workbook_set_properties) CALL(workbook_validate_sheet_name)          \
  CALL(worksheet_autofilter) CALL(worksheet_data_validation_range) CALL(worksheet_fit_to_pages)    \
  CALL(worksheet_freeze_panes) CALL(worksheet_merge_range) CALL(worksheet_outline_settings)        \
  CALL(worksheet_repeat_columns) CALL(worksheet_repeat_rows) CALL(worksheet_set_column_opt)        \
  CALL(worksheet_set_footer) CALL(worksheet_set_header) CALL(worksheet_set_landscape)              \
  CALL(worksheet_set_margins) CALL(worksheet_set_paper) CALL(worksheet_set_row)                    \
  CALL(worksheet_set_row_opt) CALL(worksheet_write_blank) CALL(worksheet_write_formula_num)        \
  CALL(worksheet_write_formula_str) CALL(worksheet_write_number)                                   \
  CALL(worksheet_write_rich_string) CALL(worksheet_write_string)
// clang-format on

GANGMU_ON_DEMAND_LIBRARY(load_libxlsxwriter, GANGMU_LIBXLSXWRITER, GANGMU_LIBXLSXWRITER_CALLS)
