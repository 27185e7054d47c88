#include "cli/suggest.h"

#include <catch2/catch.hpp>

#include "cli/terminal.h"
#include "model/text.h"

using gangmu::cli::nearest;
using gangmu::cli::wrapped;

TEST_CASE("suggest: the known word that is least typing away") {
  const std::vector<std::string> verbs = {"convert", "outline", "targets", "check", "diff"};
  CHECK(nearest("outlin", verbs) == "outline");
  CHECK(nearest("tragets", verbs) == "targets");
  CHECK(nearest("CHECK", verbs) == "check");
  CHECK(nearest("conv", verbs) == "convert");
  CHECK(nearest("dif", verbs) == "diff");
  CHECK(nearest("xyz", verbs).empty());
  CHECK(nearest("", verbs).empty());
  CHECK(nearest(std::string(100'000, 'a'), verbs).empty());
}

TEST_CASE("terminal: text is wrapped in columns, wide characters count two") {
  CHECK(wrapped("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("", 8).empty());
  // No line begins with a closing mark, none is wider.
  const std::string text = "全市新增公园，绿化面积扩大。 plain words、再说";
  for (int columns = 8; columns < 40; ++columns) {
    std::string all;
    for (const std::string& line : wrapped(text, columns)) {
      CHECK(gangmu::columns_of(line) <= columns);
      CHECK_FALSE(line.starts_with("，"));
      CHECK_FALSE(line.starts_with("。"));
      all += line;
    }
    std::string plain = text;
    std::erase(plain, ' ');
    std::erase(all, ' ');
    CHECK(all == plain);
  }
  // What cannot be parted stays whole.
  CHECK(wrapped("unbreakable", 4) == std::vector<std::string>{"unbreakable"});
}
