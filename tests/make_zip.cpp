#include "make_zip.h"

#include <zip.h>

#include <sstream>

namespace samples {

std::string zip_of(const Entries& entries, const std::string& password) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, &error);
  REQUIRE(out != nullptr);
  zip_source_keep(out);
  zip_t* zip = zip_open_from_source(out, ZIP_TRUNCATE, &error);
  REQUIRE(zip != nullptr);
  for (const auto& [name, text] : entries) {
    zip_source_t* in = zip_source_buffer(zip, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(zip, name.c_str(), in, ZIP_FL_ENC_UTF_8);
    REQUIRE(index >= 0);
    if (password.empty()) continue;
    REQUIRE(zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                                    password.c_str()) == 0);
  }
  REQUIRE(zip_close(zip) == 0);
  REQUIRE(zip_source_open(out) == 0);
  zip_stat_t stat;
  REQUIRE(zip_source_stat(out, &stat) == 0);
  std::string bytes(stat.size, '\0');
  REQUIRE(zip_source_read(out, bytes.data(), bytes.size()) ==
          static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(out);
  zip_source_free(out);
  return bytes;
}

std::string docx_of(const std::string& body, const Entries& parts) {
  const std::string head =
      "<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\" "
      "xmlns:v=\"urn:v\"><w:body>";
  Entries entries = {{"word/document.xml", head + body + "</w:body></w:document>"}};
  for (const auto& [name, text] : parts) entries.emplace_back("word/" + name, text);
  return zip_of(entries);
}

std::string r(const std::string& text, const std::string& properties) {
  const std::string head = properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>";
  return "<w:r>" + head + "<w:t>" + text + "</w:t></w:r>";
}

std::string p(const std::string& text) { return "<w:p>" + r(text) + "</w:p>"; }

std::vector<std::string> lines_of(const gangmu::Source& source) {
  std::vector<std::string> lines;
  std::istringstream in(source.text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace samples
