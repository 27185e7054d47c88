// Each stage of the pipeline and each exporter by itself, over one text (Google Benchmark).
//
//   scripts/bench [FILE] [--benchmark_filter=NAME ...]
//
// Bytes per second are those of the file, so that rows can be compared with each other and with
// bench/compare.py, which measures whole commands.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "gangmu.h"
#include "parser/doubts.h"
#include "parser/duties.h"
#include "parser/enumeration.h"
#include "parser/goals.h"
#include "parser/layout.h"
#include "parser/names.h"
#include "parser/outline.h"
#include "parser/plan_facts.h"
#include "parser/references.h"
#include "parser/targets.h"
#include "parser/tasks.h"

namespace {

using benchmark::State;
using gangmu::Document;

struct Text {
  std::string path, bytes;
  gangmu::Source source;
};

void finish(State& state, const Text& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.bytes.size()));
}

// Runs `step` on a copy of `document`, which is not measured.
template <typename Step>
void add(const std::string& name, const Text& text, const Document& document, Step step) {
  const auto run = [&text, &document, step](State& state) {
    for (auto _ : state) {
      state.PauseTiming();
      Document copy = document;
      state.ResumeTiming();
      step(&copy);
      benchmark::DoNotOptimize(copy);
    }
    finish(state, text);
  };
  benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
}

void add_stages(const Text& text, const gangmu::Grammar& grammar) {
  static Document read, laid_out, outlined;
  static gangmu::Layout layout;
  static gangmu::Folded clean;
  static std::vector<gangmu::RuleRef> rules;
  read.source = text.source;
  laid_out = read;
  layout = gangmu::layout(&laid_out, grammar);
  outlined = laid_out;
  gangmu::outline(&outlined, layout, grammar);
  clean.assign(outlined.clean);
  add("layout", text, read, [&](Document* d) { gangmu::layout(d, grammar); });
  add("outline", text, laid_out, [&](Document* d) { gangmu::outline(d, layout, grammar); });
  add("fold", text, outlined, [](Document* d) { gangmu::Folded().assign(d->clean); });
  add("enumerations", text, outlined,
      [&](Document* d) { gangmu::find_enumerations(d, grammar, clean); });
  add("facts", text, outlined, [&](Document* d) { gangmu::set_plan_facts(d, grammar, clean); });
  gangmu::set_plan_facts(&outlined, grammar, clean);
  add("targets", text, outlined, [&](Document* d) { gangmu::find_targets(d, grammar, clean); });
  add("goals", text, outlined, [&](Document* d) { gangmu::find_goals(d, grammar, clean); });
  add("references", text, outlined,
      [&](Document* d) { gangmu::find_references(d, grammar, clean, &rules); });
  add("duties", text, outlined,
      [&](Document* d) { gangmu::find_duties(d, grammar, clean, &rules); });
  add("names", text, outlined, [&](Document* d) { gangmu::find_names(d, grammar, clean, &rules); });
  add("tasks", text, outlined, [&](Document* d) { gangmu::find_tasks(d, grammar, clean); });
  add("doubts", text, outlined, [&](Document* d) { gangmu::note_doubts(d, grammar, clean); });
}

void add_exporters(const Text& text, const gangmu::Grammar& grammar) {
  static const Document parsed = gangmu::parse(text.source, grammar);
  for (const gangmu::Exporter& exporter : gangmu::exporters()) {
    const auto write = [&text, &exporter](State& state) {
      for (auto _ : state) {
        std::size_t bytes = 0;
        gangmu::Sink sink([&](std::string_view chunk) { bytes += chunk.size(); });
        const gangmu::Status status = exporter.write({&parsed, 1}, {}, sink);
        sink.drain();
        if (!status) state.SkipWithError(status.error().message.c_str());
        benchmark::DoNotOptimize(bytes);
      }
      finish(state, text);
    };
    benchmark::RegisterBenchmark(("to " + std::string(exporter.name)).c_str(), write)
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::fputs("usage: gangmu_bench FILE [--benchmark_filter=NAME ...]\n", stderr);
    return 2;
  }
  static Text text;
  text.path = argv[1];
  std::ifstream in(text.path, std::ios::binary);
  text.bytes.assign(std::istreambuf_iterator<char>(in), {});
  auto source = gangmu::read_bytes(text.path, text.bytes);
  if (!in || !source) {
    std::fprintf(stderr, "gangmu_bench: cannot read %s\n", argv[1]);
    return 2;
  }
  text.source = std::move(*source);
  const auto grammar = gangmu::Grammar::builtin();
  const auto read = [](State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(gangmu::read_bytes(text.path, text.bytes));
    finish(state, text);
  };
  benchmark::RegisterBenchmark("read", read)->Unit(benchmark::kMillisecond);
  add_stages(text, *grammar);
  const auto parse = [&](State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(gangmu::parse(text.source, *grammar));
    finish(state, text);
  };
  benchmark::RegisterBenchmark("parse, all of it", parse)->Unit(benchmark::kMillisecond);
  add_exporters(text, *grammar);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
