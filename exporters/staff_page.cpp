#include "exporters/staff_page.h"

#include <string>

namespace gangmu {

void open_page(HtmlWriter& out, const Words& words, std::string_view title,
               std::string_view version) {
  out.raw("<!DOCTYPE html>\n");
  out.open("html", {{"lang", words(msg("language tag"))}});
  out.raw("\n<head>\n<meta charset=\"utf-8\">\n");
  out.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\">\n");
  out.generator(version);
  out.element("title", {}, title);
  out.raw("\n<style>@page{size:A4 landscape;margin:15mm}</style>\n</head>\n");
  const std::string face =
      "margin:1em;font-family:" + std::string(words(msg("font of text"))) + ",serif";
  out.open("body", {{"style", face}});
  out.raw("\n");
  out.element("h1", {{"style", "font-size:18pt;text-align:center"}}, title);
  out.raw("\n");
}

void close_page(HtmlWriter& out) { out.raw("</body>\n</html>\n"); }

}  // namespace gangmu
