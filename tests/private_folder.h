// A folder for one test, which goes with it.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/platform.h"

struct Folder {
  Folder() {
    const auto made = gangmu::cli::make_private_folder();
    REQUIRE(made);
    path = *made;
  }
  ~Folder() { gangmu::cli::remove_private_folder(path); }
  std::filesystem::path path;
};
