#include "readers/ofd.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <set>

#include "model/text.h"
#include "readers/flow.h"
#include "readers/ocr.h"
#include "readers/ofd_package.h"
#include "readers/xml.h"

namespace gangmu {

namespace {

constexpr std::size_t kPageCost = 256, kTemplateCost = 64;  // of the budget
constexpr double kLargestPage = 1e4;                        // millimetres
constexpr OfdBox kUsualPage = {0, 0, 210, 297};

// Valid UTF-8 on one line: references to characters can name what is none.
std::string clean_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) continue;
    append_char(out, c < 0x20 || c == 0x7F ? U' ' : c);
  }
  return std::string(trim(out));
}

std::string text_of(const pugi::xml_node& node) {
  return std::string(trim(std::string_view(node.text().get())));
}

// "ABCDEF+Name" is a part of the font Name.
std::string without_subset(const std::string& name) {
  const bool subset =
      name.size() > 7 && name[6] == '+' &&
      std::all_of(name.begin(), name.begin() + 6, [](char c) { return c >= 'A' && c <= 'Z'; });
  return subset ? name.substr(7) : name;
}

PageFont font_in(const pugi::xml_node& node) {
  std::string name = clean_text(attribute_named(node, "FontName"));
  if (name.empty()) name = clean_text(attribute_named(node, "FamilyName"));
  const std::string_view bold = attribute_named(node, "Bold");
  return {without_subset(name), bold == "true" || bold == "1" || name.find("Bold") != name.npos};
}

// The box of a page or of all pages; only one that a page can have.
std::optional<OfdBox> box_in(const pugi::xml_node& area) {
  for (const char* name : {"PhysicalBox", "ApplicationBox", "CropBox"}) {
    const auto box = ofd_box(text_of(child_named(area, name)));
    if (box && box->width > 0 && box->height > 0 && box->width <= kLargestPage &&
        box->height <= kLargestPage) {
      return box;
    }
  }
  return std::nullopt;
}

// The pages of all documents of a package.
class OfdReader {
 public:
  explicit OfdReader(OfdPackage* package) : package_(*package) {}

  Result<Pages> run();

 private:
  using Xml = std::unique_ptr<pugi::xml_document>;
  struct Template {
    std::string part;
    bool in_front = false;
    Xml xml;            // once it was needed
    bool open = false;  // is being read
  };

  Result<Xml> load(const std::string& part);
  Result<std::string> root_of(const pugi::xml_node& body);
  Status document(const std::string& part);
  Status resources(const std::string& part);
  Status page(const std::string& part);
  Status contents(const pugi::xml_node& root, const std::string& part,
                  std::vector<pugi::xml_node>* out);
  Status contents_of(Template* made, std::vector<pugi::xml_node>* out);
  void outline(const pugi::xml_node& parent, int level);
  std::string target_of(const pugi::xml_node& entry) const;

  OfdPackage& package_;
  OfdBudget budget_{4 * package_.limits().shown};
  OfdFonts fonts_;
  Pages pages_;
  // Of the document that is read.
  OfdResources resources_;
  std::set<std::string> read_;  // parts with resources
  std::vector<Xml> kept_;       // their XML, which resources_ points into
  std::map<std::string, Template, std::less<>> templates_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;     // of pages, by identifier
  std::map<std::string, std::string, std::less<>> named_places_;  // identifiers of pages
  OfdBox area_;
};

Result<OfdReader::Xml> OfdReader::load(const std::string& part) {
  auto xml = std::make_unique<pugi::xml_document>();
  const Result<bool> loaded = package_.load(part, xml.get());
  if (!loaded) return loaded.error();
  return xml;
}

Result<Pages> OfdReader::run() {
  Result<Xml> main = load("OFD.xml");
  if (!main) return main.error();
  const pugi::xml_node root = (*main)->document_element();
  std::set<std::string> seen;
  for (const pugi::xml_node body : root.children()) {
    if (local_name(body) != "DocBody") continue;
    if (child_named(body, "Encryptions") || child_named(body, "Encryption")) {
      return package_.encrypted();
    }
    const Result<std::string> part = root_of(body);
    if (!part) return part.error();
    if (part->empty() || !seen.insert(*part).second) continue;
    const Status read = document(*part);
    if (!read) return read.error();
  }
  if (seen.empty()) return package_.damaged("its part \"OFD.xml\" names no document");
  pages_.fonts = fonts_.take();
  return std::move(pages_);
}

// The part that is the document: of its current version, when there are several.
Result<std::string> OfdReader::root_of(const pugi::xml_node& body) {
  for (const pugi::xml_node version : child_named(body, "Versions").children()) {
    if (local_name(version) != "Version" || attribute_named(version, "Current") != "true") continue;
    const std::string part = package_.find("OFD.xml", attribute_named(version, "BaseLoc"));
    Result<Xml> xml = load(part);
    if (!xml) return xml.error();
    const std::string root = text_of(child_named((*xml)->document_element(), "DocRoot"));
    if (!root.empty()) return package_.find(part, root);
  }
  const std::string root = text_of(child_named(body, "DocRoot"));
  return root.empty() ? root : package_.find("OFD.xml", root);
}

Status OfdReader::document(const std::string& part) {
  Result<Xml> xml = load(part);
  if (!xml) return xml.error();
  const pugi::xml_node root = (*xml)->document_element();
  const pugi::xml_node common = child_named(root, "CommonData");
  resources_ = {};
  read_.clear();
  templates_.clear();
  numbers_.clear();
  named_places_.clear();
  area_ = box_in(child_named(common, "PageArea")).value_or(kUsualPage);
  for (const pugi::xml_node node : common.children()) {
    const std::string_view name = local_name(node);
    if (name == "PublicRes" || name == "DocumentRes") {
      const Status read = resources(package_.find(part, text_of(node)));
      if (!read) return read.error();
    } else if (name == "TemplatePage") {
      Template& made = templates_[std::string(attribute_named(node, "ID"))];
      made.part = package_.find(part, attribute_named(node, "BaseLoc"));
      made.in_front = attribute_named(node, "ZOrder") == "Foreground";
    }
  }
  for (const pugi::xml_node node : child_named(root, "Pages").children()) {
    if (local_name(node) != "Page") continue;
    numbers_.emplace(attribute_named(node, "ID"), static_cast<std::uint32_t>(pages_.pages.size()));
    const Status read = page(package_.find(part, attribute_named(node, "BaseLoc")));
    if (!read) return read.error();
  }
  for (const pugi::xml_node node : child_named(root, "Bookmarks").children()) {
    const std::string_view page = attribute_named(child_named(node, "Dest"), "PageID");
    named_places_.emplace(attribute_named(node, "Name"), page);
  }
  outline(child_named(root, "Outlines"), 1);
  kept_.clear();
  return Done{};
}

Status OfdReader::resources(const std::string& part) {
  if (!read_.insert(part).second) return Done{};
  Result<Xml> xml = load(part);
  if (!xml) return xml.error();
  for (const pugi::xml_node list : (*xml)->document_element().children()) {
    for (const pugi::xml_node node : list.children()) {
      const std::string_view name = local_name(node);
      std::string id(attribute_named(node, "ID"));
      if (name == "Font") {
        resources_.fonts.emplace(std::move(id), font_in(node));
      } else if (name == "CompositeGraphicUnit") {
        resources_.units.emplace(std::move(id), node.internal_object());
      }
    }
  }
  kept_.push_back(std::move(*xml));
  return Done{};
}

// The contents of a page and of its templates, in the order in which they are drawn.
Status OfdReader::contents(const pugi::xml_node& root, const std::string& part,
                           std::vector<pugi::xml_node>* out) {
  std::vector<pugi::xml_node> in_front;
  for (const pugi::xml_node node : root.children()) {
    const std::string_view name = local_name(node);
    if (name == "PageRes") {
      const Status read = resources(package_.find(part, text_of(node)));
      if (!read) return read.error();
    } else if (name == "Template") {
      const auto made = templates_.find(attribute_named(node, "TemplateID"));
      if (made == templates_.end()) continue;
      const std::string_view order = attribute_named(node, "ZOrder");
      const bool before = order.empty() ? made->second.in_front : order == "Foreground";
      const Status read = contents_of(&made->second, before ? &in_front : out);
      if (!read) return read.error();
    }
  }
  out->push_back(child_named(root, "Content"));
  out->insert(out->end(), in_front.begin(), in_front.end());
  return Done{};
}

Status OfdReader::contents_of(Template* made, std::vector<pugi::xml_node>* out) {
  if (!made->xml) {
    Result<Xml> xml = load(made->part);
    if (!xml) return xml.error();
    made->xml = std::move(*xml);
  }
  // Templates can use templates, and so themselves.
  if (made->open || !budget_.take(kTemplateCost)) return Done{};
  made->open = true;
  const Status read = contents(made->xml->document_element(), made->part, out);
  made->open = false;
  return read;
}

Status OfdReader::page(const std::string& part) {
  Result<Xml> xml = load(part);
  if (!xml) return xml.error();
  const pugi::xml_node root = (*xml)->document_element();
  if (local_name(root) != "Page") return package_.damaged(said("its part \"%1\" is no page", part));
  std::vector<pugi::xml_node> drawn;
  const Status found = contents(root, part, &drawn);
  if (!found) return found.error();
  const OfdBox area = box_in(child_named(root, "Area")).value_or(area_);
  OfdPageReader reader(area, resources_, &fonts_, &budget_);
  for (const pugi::xml_node& content : drawn) reader.content(content);
  if (!budget_.take(kPageCost)) return package_.too_large();
  if (reader.unnamed() > 0) {
    const auto index = static_cast<std::uint32_t>(pages_.pages.size());
    pages_.doubts.push_back({index,
                             Code::text_unmapped,
                             {std::to_string(reader.unnamed()), std::to_string(index + 1)}});
  }
  pages_.pages.push_back(reader.finish());
  return Done{};
}

// The identifier of the page that an entry of the outline leads to.
std::string OfdReader::target_of(const pugi::xml_node& entry) const {
  for (const pugi::xml_node action : child_named(entry, "Actions").children()) {
    const pugi::xml_node go = child_named(action, "Goto");
    const std::string_view page = attribute_named(child_named(go, "Dest"), "PageID");
    if (!page.empty()) return std::string(page);
    const auto named = named_places_.find(attribute_named(child_named(go, "Bookmark"), "Name"));
    if (named != named_places_.end()) return named->second;
  }
  return {};
}

void OfdReader::outline(const pugi::xml_node& parent, int level) {
  for (const pugi::xml_node entry : parent.children()) {
    if (local_name(entry) != "OutlineElem") continue;
    std::string title = clean_text(attribute_named(entry, "Title"));
    const auto page = numbers_.find(target_of(entry));
    if (!title.empty() && page != numbers_.end()) {
      pages_.bookmarks.push_back({level, page->second, std::move(title)});
    }
    outline(entry, level + 1);
  }
}

}  // namespace

bool is_ofd(std::string_view bytes) { return is_ofd_package(bytes); }

Result<Pages> read_ofd_pages(const std::string& name, std::string_view bytes,
                             const ReadOptions& options) {
  const Result<bool> small = check_size(name, bytes.size(), options);
  if (!small) return small.error();
  Result<OfdPackage> package = OfdPackage::open(name, bytes, options.limits);
  if (!package) return package.error();
  return OfdReader(&*package).run();
}

Result<Source> read_ofd(std::string name, std::string bytes, const ReadOptions& options) {
  Result<Pages> pages = read_ofd_pages(name, bytes, options);
  if (!pages) return pages.error();
  const Status left =
      leave_unread(unread_pages(*pages),
                   {"input.binary", said("\"%1\" holds pictures of pages and no text", name), name,
                    "print it to PDF, whose pages can be recognised"},
                   &*pages);
  if (!left) return left.error();
  return finish_pages(std::move(*pages), std::move(name), bytes, "ofd");
}

}  // namespace gangmu
