#include "exporters/docx.h"

#include "exporters/catalogue.h"
#include "exporters/word_body.h"
#include "exporters/word_package.h"
#include "exporters/word_styles.h"
#include "model/sha256.h"

namespace gangmu {

namespace {

std::string mark_of(std::string_view text) { return "gangmu " + sha256_hex(text); }

}  // namespace

bool is_own_docx(std::string_view text, std::string_view properties) {
  return properties.find(mark_of(text)) != std::string_view::npos;
}

Status write_docx(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  if (documents.size() != 1) {
    return Error{"export.many", "format \"docx\" takes one document to a file", "", ""};
  }
  const Document& document = documents.front();
  const Words words(options.language);
  const WordLevels levels(document);
  const WordNumbering numbering(document, levels);
  const WordNotes notes(document);
  const WordContents contents(document);
  const WordPlan plan = {document, words, levels, numbering, notes, contents};
  WordParts parts;
  parts.document = word_document(plan);
  parts.footnotes = word_footnotes(plan);
  parts.numbering = numbering.part();
  parts.styles = word_styles(words, levels, numbering);
  parts.settings = word_settings(notes);
  parts.fonts = word_fonts(words);
  parts.footer_odd = word_footer(true);
  parts.footer_even = word_footer(false);
  parts.core = word_core(document.plans.empty() ? "" : document.text(document.plans.front().title),
                         mark_of(parts.document));
  const Result<std::string> bytes = word_package(parts);
  if (!bytes) return bytes.error();
  sink.write(*bytes);
  sink.drain();
  return Done{};
}

}  // namespace gangmu
