#include "cli/suggest.h"

#include <algorithm>

#include "cli/input.h"
#include "cli/typed.h"
#include "exporters/exporter.h"
#include "model/text.h"
#include "readers/reader.h"

namespace gangmu::cli {

namespace {

// How many letters must be put in, left out, changed or swapped with their neighbour
// (Damerau-Levenshtein, each place edited once).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> known) {
  constexpr std::size_t kLongest = 64, kShortestBeginning = 3;
  if (word.size() > kLongest) return "";
  const std::string typed = ascii_lowered(word);
  std::string best;
  std::size_t least = word.size() / 3 + 1;  // a letter in three may be wrong
  for (const std::string& candidate : known) {
    const std::string other = ascii_lowered(candidate);
    const bool begins = typed.size() >= kShortestBeginning && other.starts_with(typed);
    const std::size_t cost = begins ? 1 : distance(typed, other);
    if (cost >= std::min(candidate.size(), least + (best.empty() ? 1 : 0))) continue;
    best = candidate;
    least = cost;
  }
  return best;
}

std::string listed(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

Error unknown_format(const std::string& name, std::span<const std::string> known) {
  std::string meant = format_meant(name);
  if (std::find(known.begin(), known.end(), meant) == known.end()) meant = nearest(name, known);
  return {"usage.format",
          meant.empty() ? said("unknown format \"%1\"", name)
                        : said("unknown format \"%1\"; did you mean \"%2\"?", name, meant),
          "", said("known are %1", listed(known))};
}

Error unknown_ending(const std::string& output, std::span<const std::string> known) {
  const Message others = said("name one with -f: %1", listed(known));
  if (const std::string meant = format_meant(output);
      std::find(known.begin(), known.end(), meant) != known.end()) {
    const std::string stem = output.substr(0, output.rfind('.'));
    const std::string ending = meant == "markdown" ? "md" : meant;
    return {"usage.format",
            said("no format has the ending of \"%1\"; did you mean \"%2\"?", output,
                 stem + "." + ending),
            "", others};
  }
  if (has_ending(output, ".pdf")) {
    const bool docx = std::find(known.begin(), known.end(), "docx") != known.end();
    return {"usage.format", said("no format has the ending of \"%1\"", output), "",
            docx ? Message("write a .docx and save it as PDF in Word or WPS, or print an .html")
                 : Message("write an .html and print it as PDF")};
  }
  // A page of the browser is what Word opens of that which becomes no Word document.
  const bool html = std::find(known.begin(), known.end(), "html") != known.end();
  const bool word = format_meant(output) == "docx" || output.ends_with(".docx");
  return {"usage.format", said("no format has the ending of \"%1\"", output), "",
          html && word ? Message("name an .html file, which Word opens as well") : others};
}

namespace {

// The format that an ending stands for, whether it is written or only read; "" where there is none.
std::string format_of_ending(const std::string& output) {
  if (const Exporter* exporter = exporter_for_path(output)) return std::string(exporter->name);
  if (output.rfind('.') == output.npos) return "";
  if (std::string meant = format_meant(output); !meant.empty()) return meant;
  for (const Reader& reader : readers()) {
    const auto ends = [&](std::string_view ending) { return has_ending(output, ending); };
    if (reader.name != "text" &&
        std::any_of(reader.extensions.begin(), reader.extensions.end(), ends)) {
      return std::string(reader.name);
    }
  }
  return "";
}

}  // namespace

Status check_ending(const std::string& output, std::string_view format) {
  const Exporter* const own = find_exporter(format);
  const std::string other = format_of_ending(output);
  if (other.empty() || other == format || own == nullptr) return Done{};
  const auto ends = [&](std::string_view ending) { return has_ending(output, ending); };
  for (const auto& endings : {own->extensions, own->also}) {
    if (std::any_of(endings.begin(), endings.end(), ends)) return Done{};
  }
  const std::string ending =
      own->extensions.empty() ? "." + std::string(format) : std::string(own->extensions.front());
  return Error{"usage.format",
               said("\"%1\" has the ending of the format \"%2\", and is to be \"%3\"", output,
                    other, format),
               "",
               find_exporter(other) == nullptr
                   ? said("give the output the ending %1", ending)
                   : said("give the output the ending %1, or write it with -f %2", ending, other)};
}

}  // namespace gangmu::cli
