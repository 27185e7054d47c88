#include <gangmu/gangmu.h>

#include <iostream>
#include <string>

int main() {
  gangmu::Result<gangmu::Source> source = gangmu::read_bytes(
      "plan.txt", "云溪市公园发展规划\n\n一、总体要求\n到2025年，建成公园30个。\n");
  if (!source) return 1;
  const gangmu::Document document = gangmu::parse(std::move(*source), *gangmu::Grammar::builtin());
  if (document.plans.empty() || document.nodes.empty()) return 2;
  if (!gangmu::check_invariants(document).empty()) return 3;
  std::string json;
  gangmu::Sink sink([&](std::string_view chunk) { json += chunk; });
  if (!gangmu::find_exporter("json")->write({&document, 1}, {}, sink)) return 4;
  sink.drain();
  std::cout << document.text(document.plans[0].title) << ": " << json.size() << " bytes\n";
  return json.find("gangmu.document") == std::string::npos ? 5 : 0;
}
