# cmake -DOUTPUT=catalogues.cpp -DFILES="a.mo;b.mo" -P embed_catalogues.cmake
# Writes the bytes of each file as the array that exporters/catalogue_data.h declares.
set(arrays "")
set(rows "")
set(count 0)
foreach(file IN LISTS FILES)
  cmake_path(GET file STEM language)
  file(SIZE "${file}" size)
  file(READ "${file}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "(................................................................................)"
         "    \\1\n" bytes "${bytes}")
  string(APPEND arrays "const unsigned char k${count}[] = {\n${bytes}};\n")
  string(APPEND rows "    {\"${language}\", k${count}, ${size}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from locale/*.po by cmake/embed_catalogues.cmake.
#include \"exporters/catalogue_data.h\"

namespace gangmu {
namespace {
${arrays}}  // namespace

extern const Catalogue kCatalogues[] = {
${rows}    {nullptr, nullptr, 0},
};
extern const unsigned kCatalogueCount = ${count};

}  // namespace gangmu
")
