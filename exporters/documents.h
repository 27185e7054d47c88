// Documents that an exporter goes through one after the other, more than once.
#pragma once

#include <functional>
#include <span>

#include "model/document.h"
#include "model/result.h"

namespace gangmu {

class Documents {
 public:
  virtual ~Documents() = default;
  using Visit = std::function<void(const Document&)>;
  // Each in order; it may be gone when the visit is over. An error when one cannot be had again.
  virtual Status each(const Visit& visit) const = 0;
};

// Those that are held anyway.
class HeldDocuments : public Documents {
 public:
  explicit HeldDocuments(std::span<const Document> documents) : documents_(documents) {}
  Status each(const Visit& visit) const override {
    for (const Document& document : documents_) visit(document);
    return Done{};
  }

 private:
  std::span<const Document> documents_;
};

}  // namespace gangmu
