#include "model/diff.h"

#include <array>

namespace gangmu {

namespace {

template <std::size_t kSize, typename Enum>
std::string_view at(const std::array<std::string_view, kSize>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view name_of(ChangedPart part) {
  static constexpr std::array<std::string_view, 7> kNames = {"plan", "heading", "text", "table",
                                                             "row",  "column",  "cell"};
  return at(kNames, part);
}

std::string_view name_of(ChangeKind kind) {
  static constexpr std::array<std::string_view, kChangeKindCount> kNames = {
      "added", "deleted", "split", "joined", "moved", "reworded", "renumbered"};
  return at(kNames, kind);
}

std::string_view name_of(EditKind kind) {
  static constexpr std::array<std::string_view, 3> kNames = {"same", "erased", "inserted"};
  return at(kNames, kind);
}

std::string_view name_of(FigureChangeKind kind) {
  static constexpr std::array<std::string_view, 3> kNames = {"changed", "added", "deleted"};
  return at(kNames, kind);
}

std::string_view name_of(DutyPart part) {
  static constexpr std::array<std::string_view, 2> kNames = {"deadline", "bodies"};
  return at(kNames, part);
}

std::string_view name_of(FigureField field) {
  static constexpr std::array<std::string_view, 6> kNames = {"value",  "unit",      "op",
                                                             "period", "indicator", "binding"};
  return at(kNames, field);
}

}  // namespace gangmu
