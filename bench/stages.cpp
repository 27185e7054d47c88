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
#include <vector>

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

// What the stages begin with; they are measured after all of it was made.
struct Begun {
  Document read, laid_out, outlined, parsed;
  gangmu::Layout layout;
  gangmu::Folded clean;
  std::vector<gangmu::RuleRef> rules;
};

void begin(const Text& text, const gangmu::Grammar& grammar, Begun* begun) {
  begun->read.source = text.source;
  begun->laid_out = begun->read;
  begun->layout = gangmu::layout(&begun->laid_out, grammar);
  begun->outlined = begun->laid_out;
  gangmu::outline(&begun->outlined, begun->layout, grammar);
  begun->clean.assign(begun->outlined.clean);
  gangmu::set_plan_facts(&begun->outlined, grammar, begun->clean);
  begun->parsed = gangmu::parse(text.source, grammar);
}

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

void add_stages(const Text& text, const gangmu::Grammar& grammar, Begun* begun) {
  const Begun& from = *begun;
  const gangmu::Folded& clean = from.clean;
  std::vector<gangmu::RuleRef>* const rules = &begun->rules;
  add("layout", text, from.read, [&](Document* d) { gangmu::layout(d, grammar); });
  add("outline", text, from.laid_out,
      [&](Document* d) { gangmu::outline(d, from.layout, grammar); });
  const auto add_fields = [&](const char* name, auto step) {
    add(name, text, from.outlined, step);
  };
  add_fields("fold", [](Document* d) { gangmu::Folded().assign(d->clean); });
  add_fields("enumerations", [&](Document* d) { gangmu::find_enumerations(d, grammar, clean); });
  add_fields("facts", [&](Document* d) { gangmu::set_plan_facts(d, grammar, clean); });
  add_fields("targets", [&](Document* d) { gangmu::find_targets(d, grammar, clean); });
  add_fields("goals", [&](Document* d) { gangmu::find_goals(d, grammar, clean); });
  add_fields("references", [&, rules](Document* d) { find_references(d, grammar, clean, rules); });
  add_fields("duties", [&, rules](Document* d) { find_duties(d, grammar, clean, rules); });
  add_fields("names", [&, rules](Document* d) { find_names(d, grammar, clean, rules); });
  add_fields("tasks", [&](Document* d) { gangmu::find_tasks(d, grammar, clean); });
  add_fields("doubts", [&](Document* d) {
    gangmu::note_doubts(d, grammar, clean, gangmu::count_odd_characters(d->source.text));
  });
}

void add_exporters(const Text& text, const Document& parsed) {
  for (const gangmu::Exporter& exporter : gangmu::exporters()) {
    const auto write = [&](State& state) {
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
  Text text;
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
  Begun begun;
  begin(text, *grammar, &begun);
  const auto read = [&](State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(gangmu::read_bytes(text.path, text.bytes));
    finish(state, text);
  };
  benchmark::RegisterBenchmark("read", read)->Unit(benchmark::kMillisecond);
  add_stages(text, *grammar, &begun);
  const auto parse = [&](State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(gangmu::parse(text.source, *grammar));
    finish(state, text);
  };
  benchmark::RegisterBenchmark("parse, all of it", parse)->Unit(benchmark::kMillisecond);
  add_exporters(text, begun.parsed);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
