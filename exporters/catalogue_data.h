// The catalogues of words to show (locale/*.po), compiled by msgfmt and embedded at build time; the
// definitions are generated.
#pragma once

namespace gangmu {

struct Catalogue {
  const char* language;  // "zh"
  const unsigned char* data;
  unsigned size;
};
extern const Catalogue kCatalogues[];
extern const unsigned kCatalogueCount;

}  // namespace gangmu
