#include "readers/html_content.h"

#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "model/text.h"

namespace gangmu {

namespace {

// Containers of the document on the pages of governments and news sites, the surest first: "#" an
// id, "." a class, else an element.
constexpr std::array<std::string_view, 34> kContainers = {
    "#ucap-content",
    ".trs_editor_view",
    ".trs_editor",
    ".trs_ueditor",
    "#zoom",
    "#zoomcon",
    "#vsb_content",
    ".v_news_content",
    "#js_content",
    "#fontzoom",
    "#news_content",
    "#articlecontent",
    "#article-content",
    "#article_content",
    "#textbox",
    "#divcontent",
    ".pages_content",
    ".article-content",
    ".article_content",
    ".article_con",
    ".content_text",
    ".news_content",
    ".view_content",
    ".bt-content",
    ".zoom",
    ".info-content",
    ".xxgk_content",
    ".xl_content",
    ".detail-content",
    ".detail_content",
    ".wp_articlecontent",
    ".content-text",
    "article",
    "main",
};
// Tables of facts above it.
constexpr std::array<std::string_view, 8> kFacts = {
    ".policylibraryoverview_header",
    ".bd1",
    ".xxgk_top",
    ".xxgk-info",
    ".zfwj_info",
    ".info_table",
    ".xxgk_head",
    ".headinfo",
};

bool has_class(const xmlNode* node, std::string_view name) {
  const std::string classes = ascii_lowered(html_attribute(node, "class"));
  for (std::size_t at = classes.find(name); at != std::string::npos;
       at = classes.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || classes[at - 1] == ' ') && (end == classes.size() || classes[end] == ' ')) {
      return true;
    }
  }
  return false;
}

bool matches(const xmlNode* node, std::string_view selector) {
  if (selector[0] == '#') return ascii_lowered(html_attribute(node, "id")) == selector.substr(1);
  if (selector[0] == '.') return has_class(node, selector.substr(1));
  return html_name(node) == selector;
}

// Visible bytes of an element, and how many of them are no links.
struct Amount {
  std::size_t all = 0, plain = 0;
};

std::string squeezed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    if (!is_blank(c)) append_char(out, c);
  }
  return out;
}

// What an element shows, without blanks, up to a limit.
void gather(const xmlNode* node, std::size_t limit, std::string* out) {
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (out->size() > limit) return;
    if (child->type == XML_TEXT_NODE) {
      *out += squeezed(reinterpret_cast<const char*>(child->content));
    } else if (!is_left_out(child)) {
      gather(child, limit, out);
    }
  }
}

class Finder {
 public:
  HtmlContent run(const xmlNode* root) {
    title_text_ = titles_of(root);
    const xmlNode* body = root;
    for (const xmlNode* child = root->children; child != nullptr; child = child->next) {
      if (html_name(child) == "body") body = child;
    }
    measure(body, false);
    HtmlContent out;
    out.body = known_container(body);
    if (out.body == nullptr) out.body = densest(body);
    if (out.body != body) look_before(body, &out);
    return out;
  }

 private:
  // What the page calls itself: its title, and the title of the article as sites of the state give
  // it.
  std::string titles_of(const xmlNode* node) const {
    std::string out;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      const std::string_view name = html_name(child);
      if (name == "title") gather(child, 2000, &out);
      if (name == "meta" && ascii_lowered(html_attribute(child, "name")) == "articletitle") {
        out += '\n' + squeezed(html_attribute(child, "content"));
      }
      if (name == "head") out += titles_of(child);
    }
    return out;
  }

  Amount measure(const xmlNode* node, bool link) {
    Amount sum;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE) {
        const std::size_t size = squeezed(reinterpret_cast<const char*>(child->content)).size();
        sum.all += size;
        sum.plain += link ? 0 : size;
      } else if (!is_left_out(child)) {
        const Amount inner = measure(child, link || html_name(child) == "a");
        sum.all += inner.all;
        sum.plain += inner.plain;
      }
    }
    amounts_[node] = sum;
    return sum;
  }

  std::size_t plain(const xmlNode* node) const {
    const auto found = amounts_.find(node);
    return found == amounts_.end() ? 0 : found->second.plain;
  }

  // The container that holds a fair share of the text, by the surest name; of several the fullest.
  const xmlNode* known_container(const xmlNode* body) const {
    constexpr std::size_t kShare = 5;  // of the page
    std::vector<const xmlNode*> large;
    for (const auto& [node, amount] : amounts_) {
      if (amount.plain > 0 && amount.plain * kShare >= plain(body)) large.push_back(node);
    }
    for (const std::string_view selector : kContainers) {
      const xmlNode* best = nullptr;
      for (const xmlNode* node : large) {
        if (!matches(node, selector)) continue;
        if (best == nullptr || holds_more(node, best)) best = node;
      }
      if (best != nullptr) return best;
    }
    return nullptr;
  }

  // Of two with the same text one holds the other; the inner one is meant then.
  bool holds_more(const xmlNode* node, const xmlNode* other) const {
    if (plain(node) != plain(other)) return plain(node) > plain(other);
    for (const xmlNode* at = node->parent; at != nullptr; at = at->parent) {
      if (at == other) return true;
    }
    return false;
  }

  static bool is_table_part(std::string_view name) {
    return name == "table" || name == "tbody" || name == "thead" || name == "tr";
  }
  static bool may_hold_document(std::string_view name) {
    constexpr std::array<std::string_view, 10> kNames = {
        "div", "section", "article", "main", "center", "form", "font", "span", "td", "body"};
    return is_table_part(name) || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  }

  // Down from the body as long as one child holds nearly all of the text.
  const xmlNode* densest(const xmlNode* body) const {
    const xmlNode* best = body;
    const xmlNode* at = body;
    for (const xmlNode* next = body; next != nullptr;) {
      at = next;
      next = nullptr;
      if (!is_table_part(html_name(at))) best = at;
      for (const xmlNode* child = at->children; child != nullptr; child = child->next) {
        const bool most = plain(child) * 20 >= plain(at) * 17 && plain(child) > 0;
        if (most && may_hold_document(html_name(child))) next = child;
      }
    }
    return best;
  }

  // The title and the facts that stand before the container.
  void look_before(const xmlNode* body, HtmlContent* out) const {
    constexpr std::size_t kShortest = 12, kLongest = 400;  // bytes of a title
    std::string start;
    gather(out->body, 4000, &start);
    std::vector<const xmlNode*> before;
    list_before(body, out->body, &before);
    const xmlNode* heading = nullptr;
    std::size_t longest = 0;  // the page's title also names the site
    for (const xmlNode* node : before) {
      const bool facts = std::any_of(kFacts.begin(), kFacts.end(),
                                     [&](std::string_view name) { return matches(node, name); });
      if (facts && !is_inside(node, out->facts)) out->facts.push_back(node);
      std::string text;
      gather(node, kLongest, &text);
      if (text.size() < kShortest || text.size() > kLongest) continue;
      const bool named = title_text_.find(text) != std::string::npos;
      if (start.find(text) != std::string::npos || is_inside(node, out->facts)) continue;
      if (named && text.size() >= longest) {
        out->title = node;
        longest = text.size();
      }
      if (html_name(node) == "h1") heading = node;
    }
    if (out->title == nullptr) out->title = heading;
  }

  static bool is_inside(const xmlNode* node, const std::vector<const xmlNode*>& outer) {
    for (; node != nullptr; node = node->parent) {
      if (std::find(outer.begin(), outer.end(), node) != outer.end()) return true;
    }
    return false;
  }

  // Elements that end before the container begins, in reading order. False when it was reached.
  static bool list_before(const xmlNode* node, const xmlNode* container,
                          std::vector<const xmlNode*>* out) {
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (child == container) return false;
      if (child->type != XML_ELEMENT_NODE || is_left_out(child)) continue;
      out->push_back(child);
      if (!list_before(child, container, out)) return false;
    }
    return true;
  }

  std::string title_text_;
  std::unordered_map<const xmlNode*, Amount> amounts_;
};

const xmlAttr* attribute_of(const xmlNode* node, std::string_view name) {
  const xmlAttr* at = node->properties;
  while (at != nullptr && reinterpret_cast<const char*>(at->name) != name) at = at->next;
  return at;
}

}  // namespace

std::string_view html_name(const xmlNode* node) {
  if (node->type != XML_ELEMENT_NODE) return {};
  return reinterpret_cast<const char*>(node->name);
}

std::string html_attribute(const xmlNode* node, const char* name) {
  if (node->type != XML_ELEMENT_NODE) return {};
  const xmlAttr* const attribute = attribute_of(node, name);
  std::string out;
  if (attribute == nullptr) return out;
  for (const xmlNode* part = attribute->children; part != nullptr; part = part->next) {
    if (part->content != nullptr) out += reinterpret_cast<const char*>(part->content);
  }
  return out;
}

bool is_left_out(const xmlNode* node) {
  constexpr std::array<std::string_view, 19> kSilent = {
      "script", "style",    "noscript", "nav",   "template", "iframe", "object",
      "select", "button",   "textarea", "head",  "svg",      "audio",  "video",
      "canvas", "datalist", "map",      "embed", "input"};
  if (node->type != XML_ELEMENT_NODE) return true;
  const std::string_view name = html_name(node);
  if (std::find(kSilent.begin(), kSilent.end(), name) != kSilent.end()) return true;
  if (node->properties == nullptr) return false;
  if (attribute_of(node, "hidden") != nullptr) return true;
  std::string style = ascii_lowered(html_attribute(node, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

HtmlContent find_html_content(const xmlNode* root) { return Finder().run(root); }

}  // namespace gangmu
