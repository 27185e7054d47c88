#include "cli/verb_table.h"

#include <array>

#include "cli/options.h"
#include "exporters/catalogue.h"

namespace gangmu::cli {

namespace {

constexpr std::array kConvert = {
    Example{"gangmu convert plan.docx -o plan.xlsx",
            msg("a workbook for an office, from a Word document")},
    Example{"gangmu convert -r plans -d out -f html",
            msg("a page for the browser for each file in a folder")},
    Example{"gangmu convert a.txt b.pdf --merge -o both.sqlite", msg("two files in one database")},
    Example{"gangmu convert plan.docx --update -o plan.xlsx",
            msg("the workbook anew, with what was typed into it")},
    Example{"cat plan.txt | gangmu convert - > plan.json", msg("JSON, in a pipe")},
};
constexpr std::array kOutline = {
    Example{"gangmu outline plan.docx", msg("the headings, with their lines")},
};
constexpr std::array kTargets = {
    Example{"gangmu targets plan.pdf", msg("the figures in a table")},
    Example{"gangmu targets plan.pdf --json | jq .plans[].targets[].quote",
            msg("their clauses, for another program")},
};
constexpr std::array kTasks = {
    Example{"gangmu tasks plan.docx",
            msg("the rows of the sheet of tasks: a paragraph, its deadline, its bodies")},
};
constexpr std::array kReferences = {
    Example{"gangmu references -r plans", msg("the documents that the plans of a folder name")},
};
constexpr std::array kNames = {
    Example{"gangmu names plan.docx", msg("each name once, with how often it stands there")},
};
constexpr std::array kCheck = {
    Example{"gangmu check draft.docx", msg("proofread a draft")},
    Example{"gangmu check outline.docx plan.docx", msg("and hold two plans against each other")},
    Example{"gangmu check draft.docx --keys > known.txt", msg("note what is as it should be …")},
    Example{"gangmu check draft.docx --accepted known.txt", msg("… and hear of the rest alone")},
};
constexpr std::array kCompare = {
    Example{"gangmu compare province.docx city.docx", msg("what the city takes over")},
    Example{"gangmu compare province.docx -r cities -o table.xlsx",
            msg("a workbook with a column for each plan below")},
};
constexpr std::array kDiff = {
    Example{"gangmu diff draft1.docx draft2.pdf", msg("what changed, in any formats")},
    Example{"gangmu diff draft1.docx draft2.docx -o changes.xlsx",
            msg("the table of changes that goes round")},
};
constexpr std::array kQuantities = {
    Example{"gangmu quantities lines.txt", msg("a JSON line for each line of text")},
};
constexpr std::array kExplain = {
    Example{"gangmu explain plan.txt --line 12", msg("the rules behind what line 12 became")},
};
constexpr std::array kDump = {
    Example{"gangmu dump --stage text plan.pdf", msg("the text as the program reads it")},
};
constexpr std::array kFormats = {
    Example{"gangmu formats", msg("what can be read and written here")},
};
constexpr std::array kDoctor = {
    Example{"gangmu doctor", msg("what is missing on this machine, and how to get it")},
};
constexpr std::array kGrammarTest = {
    Example{"gangmu grammar test my-rules", msg("the examples of a folder of rules")},
};
constexpr std::array kGrammarShow = {
    Example{"gangmu grammar show --grammar my-rules", msg("all rules as they are in force")},
};
constexpr std::array kCompletion = {
    Example{"gangmu completion bash > ~/.local/share/bash-completion/completions/gangmu",
            msg("for bash; in new shells from then on")},
    Example{"gangmu completion zsh > ~/.zfunc/_gangmu", msg("for zsh, with ~/.zfunc in its fpath")},
    Example{"gangmu completion fish > ~/.config/fish/completions/gangmu.fish", msg("for fish")},
};

constexpr std::array kVerbs = {
    Verb{"", "convert", msg("read, parse and export plans"), add_convert, run_convert, kConvert,
         false},
    Verb{"", "outline", msg("the tree of headings"), add_listing, run_outline, kOutline},
    Verb{"", "targets", msg("the figures"), add_listing, run_targets, kTargets},
    Verb{"", "tasks", msg("what is to be done, by whom and by when"), add_listing, run_tasks,
         kTasks},
    Verb{"", "references", msg("the documents in title marks"), add_listing, run_references,
         kReferences},
    Verb{"", "names", msg("programmes, works and platforms"), add_listing, run_names, kNames},
    Verb{"", "check", msg("what does not agree in plans and between them"), add_check, run_check,
         kCheck},
    Verb{"", "compare", msg("a plan above beside plans below it"), add_compare, run_compare,
         kCompare},
    Verb{"", "diff", msg("two drafts side by side: what changed"), add_diff, run_diff, kDiff},
    Verb{"", "quantities", msg("numbers with units in lines of text"), add_quantities,
         run_quantities, kQuantities, false},
    Verb{"", "explain", msg("which rule made each node and target"), add_explain, run_explain,
         kExplain},
    Verb{"", "dump", msg("any stage of the pipeline"), add_dump, run_dump, kDump},
    Verb{"grammar", "test", msg("run the yes and no examples of the rules"), add_grammar_test,
         run_grammar_test, kGrammarTest},
    Verb{"grammar", "show", msg("print the rules in force"), add_grammar_show, run_grammar_show,
         kGrammarShow},
    Verb{"", "formats", msg("readable and writable formats"), add_report, run_formats, kFormats},
    Verb{"", "doctor", msg("what is missing on this machine, and how to get it"), add_doctor,
         run_doctor, kDoctor},
    Verb{"", "completion", msg("completion of verbs and options for a shell"), add_completion,
         run_completion, kCompletion, false},
    Verb{"", "manual", msg("the manual pages"), add_manual, run_manual, {}, false, true},
};

}  // namespace

std::span<const Verb> verbs() { return kVerbs; }

}  // namespace gangmu::cli
