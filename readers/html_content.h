// Which part of a page is the document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

struct _xmlNode;  // of libxml2

namespace gangmu {

struct HtmlContent {
  const _xmlNode* title = nullptr;     // outside of the body; null when the body holds it
  std::vector<const _xmlNode*> facts;  // tables of facts above the body (number, office, date)
  const _xmlNode* body = nullptr;
};

HtmlContent find_html_content(const _xmlNode* root);

// The name of an element in lower case; "" for what is none.
std::string_view html_name(const _xmlNode* node);
std::string html_attribute(const _xmlNode* node, const char* name);
// Elements that show nothing, or nothing of the document: scripts, navigation, what is hidden.
bool is_left_out(const _xmlNode* node);

}  // namespace gangmu
