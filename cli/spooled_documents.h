// The documents of a batch that become one output, on the disk until they are asked for.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string_view>
#include <vector>

#include "exporters/documents.h"

namespace gangmu::cli {

class SpooledDocuments : public Documents {
 public:
  // The next one, as its JSON export.
  Status add(std::string_view json);
  bool empty() const { return sizes_.empty(); }
  Status each(const Visit& visit) const override;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;  // a temporary one without a name
  std::vector<std::uint64_t> sizes_;
};

}  // namespace gangmu::cli
