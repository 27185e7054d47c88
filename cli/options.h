// The options of each verb, as CLI11 reads them into Options. Descriptions are ids of messages.
#pragma once

#include "cli/verbs.h"

namespace CLI {
class App;
}

namespace gangmu::cli {

void add_everywhere(CLI::App& app, Options& options);  // what every verb takes
void add_convert(CLI::App& verb, Options& options);
void add_listing(CLI::App& verb, Options& options);
void add_check(CLI::App& verb, Options& options);
void add_quantities(CLI::App& verb, Options& options);
void add_diff(CLI::App& verb, Options& options);
void add_compare(CLI::App& verb, Options& options);
void add_explain(CLI::App& verb, Options& options);
void add_dump(CLI::App& verb, Options& options);
void add_report(CLI::App& verb, Options& options);  // a table, or JSON
void add_doctor(CLI::App& verb, Options& options);
void add_grammar_test(CLI::App& verb, Options& options);
void add_grammar_show(CLI::App& verb, Options& options);
void add_completion(CLI::App& verb, Options& options);
void add_manual(CLI::App& verb, Options& options);

}  // namespace gangmu::cli
