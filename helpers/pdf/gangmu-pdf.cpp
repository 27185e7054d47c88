// gangmu-pdf: what stands where on the pages of a PDF, for the program gangmu.
//
// Copyright (C) 2026 the Gangmu developers. This program is free software: you can redistribute it
// and/or modify it under the terms of the GNU General Public License as published by the Free
// Software Foundation, either version 3 of the License, or (at your option) any later version. It
// comes without any warranty; see LICENSE in this folder.
//
// Reads a PDF from standard input and writes the stream that README.md in this folder describes to
// standard output. It subclasses poppler's OutputDev and goes over each page once.
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <Link.h>
#include <Outline.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <UTF.h>
#include <UnicodeMapFuncs.h>
#include <XRef.h>
#include <goo/GooString.h>
#include <splash/SplashBitmap.h>
#include <sys/resource.h>

#ifdef GANGMU_PDF_SECCOMP
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <initializer_list>
#endif

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

// Exit statuses, listed in README.md.
enum Exit { kDone = 0, kUsage = 2, kEncrypted = 3, kDamaged = 4, kTooMany = 5 };

int most_pages = 20000;
int most_on_page = 400000;  // characters, and as many rules

class Writer {
 public:
  ~Writer() { flush(); }
  void text(std::string_view s) {
    out_.append(s);
    if (out_.size() > (1u << 20)) flush();
  }
  void number(long value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, end);
  }
  // Lengths go out in hundredths of a point.
  void length(double points) {
    const double bounded = std::isfinite(points) ? std::clamp(points, -1e6, 1e6) : 0.0;
    number(std::lround(bounded * 100));
  }
  void flush() {
    if (!out_.empty() && std::fwrite(out_.data(), 1, out_.size(), stdout) != out_.size()) {
      std::_Exit(kUsage);  // nobody listens
    }
    out_.clear();
  }

 private:
  std::string out_;
};

void append_utf8(std::string& out, Unicode c) {
  if (c < 32 || c == 127) c = ' ';
  if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) c = 0xFFFD;
  char bytes[8];
  out.append(bytes, static_cast<std::size_t>(mapUTF8(c, bytes, sizeof bytes)));
}

bool is_blank(std::uint32_t c) { return c <= 32 || c == 0xA0 || c == 0x3000; }

// A character in the page's own coordinates; rotation in quarter turns, 4 for any other direction.
struct Glyph {
  std::vector<std::uint32_t> chars;
  double x = 0, y = 0;    // where it begins on the base line
  double dx = 0, dy = 0;  // its advance
  double size = 0;
  int font = 0;
  int turn = 0;
};

struct Rule {
  double x0, y0, x1, y1;
};

class Pages : public OutputDev {
 public:
  explicit Pages(Writer& out) : out_(out) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void startPage(int page, GfxState* state, XRef*) override {
    page_ = page;
    width_ = state->getPageWidth();
    height_ = state->getPageHeight();
    glyphs_.clear();
    rules_.clear();
    picture_ = 0;
    paths_ = 0;
    font_ = -1;
    actual_ = false;
  }
  void endPage() override { write_page(); }

  void updateFont(GfxState* state) override { set_font(state); }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode,
                int, const Unicode* u, int length) override {
    if (is_full(glyphs_.size())) return;
    if (font_ < 0) set_font(state);
    Glyph glyph;
    const double space = state->getCharSpace() * state->getHorizScaling();
    double sx = 0, sy = 0;
    state->textTransformDelta(space, 0, &sx, &sy);
    state->transform(x, y, &glyph.x, &glyph.y);
    state->transformDelta(dx - sx, dy - sy, &glyph.dx, &glyph.dy);
    glyph.size = size_of(state);
    glyph.font = font_;
    glyph.turn = turn_of(state);
    if (glyph.x < -glyph.size || glyph.x > width_ + glyph.size || glyph.y < -glyph.size ||
        glyph.y > height_ + glyph.size || !std::isfinite(glyph.x) || !std::isfinite(glyph.y)) {
      return;  // not to be seen
    }
    for (int i = 0; i < length; ++i) glyph.chars.push_back(u[i]);
    if (length == 0) glyph.chars.push_back(0xFFFD);
    if (actual_) {
      stretch_actual(glyph);
    } else {
      glyphs_.push_back(std::move(glyph));
    }
  }

  // The text that the file says its glyphs stand for.
  void beginActualText(GfxState*, const GooString* text) override {
    actual_ = true;
    actual_seen_ = false;
    Unicode* chars = nullptr;
    const int length = TextStringToUCS4(text->toStr(), &chars);
    actual_text_.assign(chars, chars + std::max(length, 0));
    std::free(chars);
  }
  void endActualText(GfxState*) override {
    if (actual_ && actual_seen_ && !is_full(glyphs_.size())) {
      actual_glyph_.chars.assign(actual_text_.begin(), actual_text_.end());
      if (!actual_glyph_.chars.empty()) glyphs_.push_back(actual_glyph_);
    }
    actual_ = false;
  }

  void stroke(GfxState* state) override { add_path(state, true); }
  void fill(GfxState* state) override { add_path(state, false); }
  void eoFill(GfxState* state) override { add_path(state, false); }

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool inline_image) override {
    add_picture(state);
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inline_image);
  }
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colors, bool interpolate, const int* mask,
                 bool inline_image) override {
    add_picture(state);
    OutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, mask,
                         inline_image);
  }
  void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool,
                       Stream*, int, int, bool, bool) override {
    add_picture(state);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool,
                           Stream*, int, int, GfxImageColorMap*, bool) override {
    add_picture(state);
  }

  // Whether more stands on a page than is told, so that nobody takes a part for the whole.
  bool overfull() const { return overfull_; }

 private:
  bool is_full(std::size_t count) {
    overfull_ = overfull_ || count >= static_cast<std::size_t>(most_on_page);
    return overfull_;
  }

  void set_font(GfxState* state) {
    const auto& font = state->getFont();
    if (!font) {
      font_ = number_of("", false);
      return;
    }
    const auto weight = static_cast<int>(font->getWeight());
    font_ = number_of(font->getName() ? font->getNameWithoutSubsetTag() : std::string(),
                      font->isBold() || weight >= static_cast<int>(GfxFont::W600));
    type3_ = font->getType() == fontType3;
    if (type3_) type3_scale_ = std::hypot(font->getFontMatrix()[2], font->getFontMatrix()[3]);
  }

  int number_of(std::string name, bool bold) {
    for (char& c : name) {
      if (static_cast<unsigned char>(c) < 32) c = ' ';
    }
    const auto known = fonts_.find({name, bold});
    if (known != fonts_.end()) return known->second;
    const int number = static_cast<int>(fonts_.size());
    fonts_.emplace(std::make_pair(name, bold), number);
    out_.text("font ");
    out_.number(number);
    out_.text(bold ? " 1 " : " 0 ");
    out_.text(name);
    out_.text("\n");
    return number;
  }

  double size_of(const GfxState* state) const {
    const double size = state->getTransformedFontSize();
    if (!type3_) return size;
    return std::clamp(type3_scale_ * 1000, 0.1, 2.0) * size;
  }

  static int turn_of(const GfxState* state) {
    double a = 0, b = 0, c = 0, d = 0;
    state->getFontTransMat(&a, &b, &c, &d);
    constexpr double kSlope = 0.1;  // slanted glyphs stand on a level line
    if (std::fabs(b) <= kSlope * std::fabs(a)) return a >= 0 ? 0 : 2;
    if (std::fabs(a) <= kSlope * std::fabs(b)) return b > 0 ? 1 : 3;
    return 4;
  }

  void stretch_actual(const Glyph& glyph) {
    if (!actual_seen_) {
      actual_glyph_ = glyph;
      actual_seen_ = true;
      return;
    }
    actual_glyph_.dx = glyph.x + glyph.dx - actual_glyph_.x;
    actual_glyph_.dy = glyph.y + glyph.dy - actual_glyph_.y;
  }

  void add_rule(double x0, double y0, double x1, double y1) {
    constexpr double kLevel = 0.8, kShortest = 4;
    if (is_full(rules_.size())) return;
    const double w = std::fabs(x1 - x0), h = std::fabs(y1 - y0);
    if (!(h <= kLevel && w >= kShortest) && !(w <= kLevel && h >= kShortest)) return;
    if (w > h) {
      y0 = y1 = (y0 + y1) / 2;
    } else {
      x0 = x1 = (x0 + x1) / 2;
    }
    rules_.push_back({std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1)});
  }

  // Strokes give their level and upright parts; a filled area counts where it is as thin as a line.
  void add_path(GfxState* state, bool stroked) {
    constexpr double kThin = 3;
    const GfxPath* path = state->getPath();
    for (int i = 0; path != nullptr && i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* part = path->getSubpath(i);
      const int points = part->getNumPoints();
      ++paths_;
      double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9, px = 0, py = 0;
      bool curved = false;
      for (int k = 0; k < points; ++k) {
        double x = 0, y = 0;
        state->transform(part->getX(k), part->getY(k), &x, &y);
        curved = curved || part->getCurve(k);
        if (stroked && k > 0 && !part->getCurve(k)) add_rule(px, py, x, y);
        left = std::min(left, x), right = std::max(right, x);
        top = std::min(top, y), bottom = std::max(bottom, y);
        px = x, py = y;
      }
      if (stroked || curved || points < 3) continue;
      add_area(left, top, right, bottom, kThin);
    }
  }

  void add_area(double left, double top, double right, double bottom, double thin) {
    const double w = right - left, h = bottom - top;
    if (h <= thin && w > 2 * h) add_rule(left, (top + bottom) / 2, right, (top + bottom) / 2);
    if (w <= thin && h > 2 * w) add_rule((left + right) / 2, top, (left + right) / 2, bottom);
  }

  // Pictures as thin as a line are lines.
  void add_picture(const GfxState* state) {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    state->transform(0, 0, &x0, &y0);
    state->transform(1, 1, &x1, &y1);
    const double w = std::fabs(x1 - x0), h = std::fabs(y1 - y0);
    add_area(std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1), 1.5);
    if (std::isfinite(w * h)) picture_ += w * h;
  }

  // A page whose text stands on its side is turned upright.
  int page_turn() const {
    std::size_t count[5] = {};
    for (const Glyph& glyph : glyphs_) ++count[glyph.turn];
    for (int turn = 1; turn <= 3; ++turn) {
      if (count[turn] * 10 > glyphs_.size() * 8) return turn;
    }
    return 0;
  }

  void turn_point(int turn, double* x, double* y) const {
    const double px = *x, py = *y;
    if (turn == 1) {  // reads downwards
      *x = py;
      *y = width_ - px;
    } else if (turn == 2) {
      *x = width_ - px;
      *y = height_ - py;
    } else if (turn == 3) {  // reads upwards
      *x = height_ - py;
      *y = px;
    }
  }

  static void turn_delta(int turn, double* dx, double* dy) {
    const double px = *dx, py = *dy;
    if (turn == 1) {
      *dx = py;
      *dy = -px;
    } else if (turn == 2) {
      *dx = -px;
      *dy = -py;
    } else if (turn == 3) {
      *dx = -py;
      *dy = px;
    }
  }

  void write_page() {
    const int turn = page_turn();
    if (turn != 0) {
      for (Glyph& glyph : glyphs_) {
        turn_point(turn, &glyph.x, &glyph.y);
        turn_delta(turn, &glyph.dx, &glyph.dy);
        if (glyph.turn < 4) glyph.turn = (glyph.turn - turn + 4) % 4;
      }
      for (Rule& rule : rules_) {
        turn_point(turn, &rule.x0, &rule.y0);
        turn_point(turn, &rule.x1, &rule.y1);
        if (rule.x0 > rule.x1) std::swap(rule.x0, rule.x1);
        if (rule.y0 > rule.y1) std::swap(rule.y0, rule.y1);
      }
    }
    out_.text("page ");
    out_.number(page_);
    out_.text(" ");
    out_.length(turn % 2 == 0 ? width_ : height_);
    out_.text(" ");
    out_.length(turn % 2 == 0 ? height_ : width_);
    constexpr double kMost = 0.5;
    constexpr int kManyPaths = 400;  // letters drawn as outlines
    const bool drawn = glyphs_.empty() && paths_ >= kManyPaths;
    out_.text(picture_ > kMost * width_ * height_ || drawn ? " 1\n" : " 0\n");
    write_runs();
    for (const Rule& rule : rules_) {
      out_.text("r ");
      out_.length(rule.x0), out_.text(" ");
      out_.length(rule.y0), out_.text(" ");
      out_.length(rule.x1), out_.text(" ");
      out_.length(rule.y1), out_.text("\n");
    }
    out_.text("end\n");
  }

  // Whether the glyph goes on where the one before it ended.
  static bool goes_on(const Glyph& before, const Glyph& glyph) {
    if (before.font != glyph.font || before.turn != glyph.turn || glyph.turn != 0) return false;
    if (std::fabs(before.size - glyph.size) > 0.05 * glyph.size) return false;
    if (std::fabs(before.y - glyph.y) > 0.05 * glyph.size) return false;
    const double gap = glyph.x - (before.x + before.dx);
    return gap > -0.4 * glyph.size && gap < 0.8 * glyph.size;
  }

  void write_runs() {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= glyphs_.size(); ++i) {
      if (i > begin && i < glyphs_.size() && goes_on(glyphs_[i - 1], glyphs_[i])) continue;
      if (i > begin) write_run(begin, i);
      begin = i;
    }
  }

  static bool is_blank_glyph(const Glyph& glyph) {
    return std::all_of(glyph.chars.begin(), glyph.chars.end(), is_blank);
  }

  void write_run(std::size_t begin, std::size_t end) {
    while (begin < end && is_blank_glyph(glyphs_[begin])) ++begin;
    while (end > begin && is_blank_glyph(glyphs_[end - 1])) --end;
    if (begin == end) return;
    const Glyph& first = glyphs_[begin];
    out_.text(first.turn == 0 ? "t " : "x ");
    out_.number(first.font), out_.text(" ");
    out_.length(first.size), out_.text(" ");
    out_.length(first.y);
    text_.clear();
    long last = 0;
    const auto edge = [&](double x) {  // as the distance from the one before
      const long at = std::isfinite(x) ? std::lround(std::clamp(x, -1e6, 1e6) * 100) : 0;
      out_.text(" ");
      out_.number(at - last);
      last = at;
    };
    for (std::size_t i = begin; i < end; ++i) {
      const Glyph& glyph = glyphs_[i];
      const auto count = static_cast<double>(glyph.chars.size());
      for (std::size_t k = 0; k < glyph.chars.size(); ++k) {
        edge(glyph.x + glyph.dx * static_cast<double>(k) / count);
        append_utf8(text_, is_blank(glyph.chars[k]) ? ' ' : glyph.chars[k]);
      }
    }
    edge(glyphs_[end - 1].x + glyphs_[end - 1].dx);
    out_.text("\t");
    out_.text(text_);
    out_.text("\n");
  }

  Writer& out_;
  int page_ = 0;
  bool overfull_ = false;
  double width_ = 0, height_ = 0;
  std::vector<Glyph> glyphs_;
  std::vector<Rule> rules_;
  double picture_ = 0;  // area
  int paths_ = 0;
  std::map<std::pair<std::string, bool>, int> fonts_;
  int font_ = -1;
  bool type3_ = false;
  double type3_scale_ = 0.001;
  bool actual_ = false, actual_seen_ = false;
  std::vector<std::uint32_t> actual_text_;
  Glyph actual_glyph_;
  std::string text_;
};

void write_bookmarks(PDFDoc& doc, const std::vector<OutlineItem*>* items, int level, int* left,
                     Writer& out) {
  constexpr int kDeepest = 8;
  if (items == nullptr || level > kDeepest) return;
  for (OutlineItem* item : *items) {
    if (--*left < 0) return;
    int page = 0;
    const LinkAction* action = item->getAction();
    if (action != nullptr && action->getKind() == actionGoTo) {
      const auto* link = static_cast<const LinkGoTo*>(action);
      std::unique_ptr<LinkDest> named;
      const LinkDest* to = link->getDest();
      if (to == nullptr && link->getNamedDest() != nullptr) {
        named = doc.findDest(link->getNamedDest());
        to = named.get();
      }
      if (to != nullptr && to->isOk()) {
        page = to->isPageRef() ? doc.findPage(to->getPageRef()) : to->getPageNum();
      }
    }
    std::string title;
    for (int i = 0; i < item->getTitleLength(); ++i) append_utf8(title, item->getTitle()[i]);
    out.text("mark ");
    out.number(level);
    out.text(" ");
    out.number(page);
    out.text("\t");
    out.text(title);
    out.text("\n");
    item->open();
    write_bookmarks(doc, item->getKids(), level + 1, left, out);
  }
}

// How many pages the tree of pages has, whatever its /Count says.
class PageTree {
 public:
  explicit PageTree(PDFDoc& doc) {
    XRef* xref = doc.getXRef();
    const Object catalog = xref->getCatalog();
    if (!catalog.isDict()) return;
    const Object& root = catalog.dictLookupNF("Pages");
    if (!root.isRef()) return;
    const Object node = root.fetch(xref);
    if (!node.isDict()) return;
    whole_ = true;
    walk(node, {root.getRef()});
    const Object count = node.dictLookup("Count");
    said_ = count.isInt() ? count.getInt() : 0;
    if (!whole_ || pages_ == said_) return;
    // poppler believes the count, which is read when the first page is asked for.
    Object mended = node.copy();
    mended.dictSet("Count", Object(pages_));
    xref->setModifiedObject(&mended, root.getRef());
  }

  int pages() const { return pages_; }  // with those that are broken
  int said() const { return said_; }    // 0: nothing
  bool whole() const { return whole_; }
  bool endless() const { return kids_ > most_kids_; }  // poppler would go over all of it

 private:
  const std::size_t most_kids_ = 5 * static_cast<std::size_t>(most_pages);

  // Which kids are pages, poppler decides likewise.
  void walk(const Object& node, std::vector<Ref> above) {
    constexpr std::size_t kDeepest = 100;
    const Object kids = node.dictLookup("Kids");
    if (!kids.isArray() || above.size() > kDeepest) {
      whole_ = false;
      return;
    }
    for (int i = 0; i < kids.arrayGetLength(); ++i) {
      if (++kids_ > most_kids_ || pages_ > most_pages) {
        whole_ = false;
        return;
      }
      const Object& place = kids.arrayGetNF(i);
      const Object kid = kids.arrayGet(i);
      const bool inner = kid.isDict() && !kid.isDict("Page") && kid.getDict()->hasKey("Kids");
      if (!inner) {
        pages_ += !kid.isNull();
        whole_ = whole_ && kid.isDict();
      } else if (!place.isRef() ||
                 std::find(above.begin(), above.end(), place.getRef()) != above.end()) {
        whole_ = false;
      } else {
        std::vector<Ref> path = above;
        path.push_back(place.getRef());
        walk(kid, std::move(path));
      }
    }
  }

  int pages_ = 0, said_ = 0;
  std::size_t kids_ = 0;  // looked at
  bool whole_ = false;
};

int write_stream(PDFDoc& doc, const PageTree& tree) {
  if (tree.endless()) {
    std::fputs("a tree of pages without end\n", stderr);
    return kDamaged;
  }
  Writer out;
  const int pages = doc.getNumPages();
  if (pages < 1) {
    std::fputs("no pages\n", stderr);
    return kDamaged;
  }
  if (pages > most_pages) {
    std::fprintf(stderr, "%d pages\n", pages);
    return kTooMany;
  }
  if (tree.pages() > most_pages) {
    std::fprintf(stderr, "more than %d pages\n", most_pages);
    return kTooMany;
  }
  out.text("gangmu-pdf 1\npages ");
  out.number(tree.whole() ? tree.pages() : std::max(pages, tree.pages()));
  if (tree.whole() && tree.pages() != tree.said()) {
    out.text("\ncounted ");
    out.number(tree.said());
  }
  out.text("\n");
  Pages device(out);
  for (int page = 1; page <= pages; ++page) {
    doc.displayPage(&device, page, 72, 72, 0, false, true, false);
    if (!device.overfull()) continue;
    std::fprintf(stderr, "more than %d characters or lines on a page\n", most_on_page);
    return kTooMany;
  }
  int left = 20000;
  if (Outline* outline = doc.getOutline()) {
    write_bookmarks(doc, outline->getItems(), 1, &left, out);
  }
  out.text("done\n");
  return kDone;
}

// One page as a grey picture (PGM).
int write_picture(PDFDoc& doc, int page, int dpi) {
  if (page < 1 || page > doc.getNumPages()) return kUsage;
  SplashColor white = {255, 255, 255};
  SplashOutputDev device(splashModeMono8, 4, false, white);
  device.startDoc(&doc);
  const double side = std::max(doc.getPageCropWidth(page), doc.getPageCropHeight(page));
  constexpr double kMostPixels = 8000;
  const double scale = std::min(static_cast<double>(dpi), kMostPixels * 72 / std::max(side, 1.0));
  doc.displayPage(&device, page, scale, scale, 0, false, true, false);
  SplashBitmap* bitmap = device.getBitmap();
  std::printf("P5\n%d %d\n255\n", bitmap->getWidth(), bitmap->getHeight());
  for (int y = 0; y < bitmap->getHeight(); ++y) {
    const auto* row = bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize();
    std::fwrite(row, 1, static_cast<std::size_t>(bitmap->getWidth()), stdout);
  }
  return kDone;
}

bool limit(int what, std::uint64_t value) {
  const rlimit both = {value, value};
  return setrlimit(static_cast<__rlimit_resource>(what), &both) == 0;
}

#ifdef GANGMU_PDF_SECCOMP

// Reads nothing but programs' own data and fonts from here on, and writes no file.
void leave_fonts() {
  landlock_ruleset_attr all = {};
  all.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // of the first version
  const auto rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0));
  if (rules < 0) return;
  for (const char* const place :
       {"/usr", "/lib", "/etc/fonts", "/etc/poppler", "/var/cache/fontconfig", "/dev/null"}) {
    landlock_path_beneath_attr rule = {};
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    if (std::string_view(place) != "/dev/null") rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    rule.parent_fd = open(place, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0) continue;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) syscall(SYS_landlock_restrict_self, rules, 0);
  close(rules);
}

// Leaves memory, the clock, the standard streams and reading of files. What only a program asks for
// that a PDF has taken over ends it; all else is refused.
void leave_calls() {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return;
  const auto add = [&](std::uint32_t action, std::initializer_list<int> calls, auto... conditions) {
    for (const int call : calls) {
      seccomp_rule_add(filter, action, call, sizeof...(conditions), conditions...);
    }
  };
  add(SCMP_ACT_ALLOW,
      {SCMP_SYS(read),       SCMP_SYS(pread64),  SCMP_SYS(readv),      SCMP_SYS(close),
       SCMP_SYS(lseek),      SCMP_SYS(_llseek),  SCMP_SYS(fstat),      SCMP_SYS(fstat64),
       SCMP_SYS(stat),       SCMP_SYS(stat64),   SCMP_SYS(lstat),      SCMP_SYS(newfstatat),
       SCMP_SYS(fstatat64),  SCMP_SYS(statx),    SCMP_SYS(access),     SCMP_SYS(faccessat),
       SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64),
       SCMP_SYS(statfs),     SCMP_SYS(fstatfs),  SCMP_SYS(fadvise64),  SCMP_SYS(fcntl),
       SCMP_SYS(getcwd),     SCMP_SYS(uname)});
  add(SCMP_ACT_ALLOW, {SCMP_SYS(brk),
                       SCMP_SYS(munmap),
                       SCMP_SYS(mremap),
                       SCMP_SYS(madvise),
                       SCMP_SYS(futex),
                       SCMP_SYS(sched_yield),
                       SCMP_SYS(sched_getaffinity),
                       SCMP_SYS(sysinfo),
                       SCMP_SYS(getrandom),
                       SCMP_SYS(clock_gettime),
                       SCMP_SYS(clock_getres),
                       SCMP_SYS(gettimeofday),
                       SCMP_SYS(time),
                       SCMP_SYS(getrusage),
                       SCMP_SYS(getpid),
                       SCMP_SYS(gettid),
                       SCMP_SYS(getuid),
                       SCMP_SYS(geteuid),
                       SCMP_SYS(getgid),
                       SCMP_SYS(getegid),
                       SCMP_SYS(rt_sigaction),
                       SCMP_SYS(rt_sigprocmask),
                       SCMP_SYS(rt_sigreturn),
                       SCMP_SYS(restart_syscall),
                       SCMP_SYS(exit),
                       SCMP_SYS(exit_group)});
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    const auto number = static_cast<scmp_datum_t>(stream);
    add(SCMP_ACT_ALLOW, {SCMP_SYS(write), SCMP_SYS(writev)}, SCMP_A0(SCMP_CMP_EQ, number));
  }
  add(SCMP_ACT_ALLOW, {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect)},
      SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  add(SCMP_ACT_ALLOW, {SCMP_SYS(tgkill)}, SCMP_A2(SCMP_CMP_EQ, SIGABRT));
  add(SCMP_ACT_ALLOW, {SCMP_SYS(prlimit64)}, SCMP_A0(SCMP_CMP_EQ, 0));
  constexpr auto kWriting = static_cast<scmp_datum_t>(O_ACCMODE | O_CREAT | O_TRUNC);
  add(SCMP_ACT_ALLOW, {SCMP_SYS(open)}, SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY));
  add(SCMP_ACT_ALLOW, {SCMP_SYS(openat)}, SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY));
  add(SCMP_ACT_KILL_PROCESS,
      {SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork),
       SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(kill), SCMP_SYS(tkill),
       SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(bpf),
       SCMP_SYS(io_uring_setup), SCMP_SYS(mount), SCMP_SYS(userfaultfd)});
  seccomp_load(filter);  // without filters of the system there is none
  seccomp_release(filter);
}

void confine() {
  leave_fonts();
  leave_calls();
}

#else

void confine() {}

#endif

int usage() {
  std::fputs(
      "usage: gangmu-pdf [--seconds N] [--megabytes N] [--pages N] [--on-page N]\n"
      "                  [--picture PAGE [--dpi N]] < FILE.pdf\n"
      "Writes what stands on the pages of a PDF, or one page as a picture; see README.md.\n",
      stderr);
  return kUsage;
}

}  // namespace

int main(int argc, char** argv) {
  int seconds = 120, megabytes = 2048, page = 0, dpi = 300;
  const std::map<std::string_view, int*> options = {
      {"--seconds", &seconds},     {"--pages", &most_pages}, {"--on-page", &most_on_page},
      {"--megabytes", &megabytes}, {"--picture", &page},     {"--dpi", &dpi}};
  for (int i = 1; i < argc; i += 2) {
    const auto option = options.find(argv[i]);
    if (option == options.end() || i + 1 >= argc) return usage();
    const std::string_view value = argv[i + 1];
    const auto read = std::from_chars(value.data(), value.data() + value.size(), *option->second);
    if (read.ec != std::errc() || read.ptr != value.data() + value.size()) return usage();
    if (*option->second < 1) return usage();
  }
  limit(RLIMIT_CPU, static_cast<std::uint64_t>(seconds));
  limit(RLIMIT_AS, static_cast<std::uint64_t>(megabytes) << 20);
  limit(RLIMIT_CORE, 0);

  std::string bytes;
  char chunk[1 << 16];
  for (std::size_t n = 0; (n = std::fread(chunk, 1, sizeof chunk, stdin)) > 0;) {
    bytes.append(chunk, n);
  }
  confine();
  globalParams = std::make_unique<GlobalParams>();
  globalParams->setErrQuiet(true);
  PDFDoc doc(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  if (!doc.isOk()) {
    const bool encrypted = doc.getErrorCode() == errEncrypted;
    std::fputs(encrypted ? "encrypted\n" : "damaged\n", stderr);
    return encrypted ? kEncrypted : kDamaged;
  }
  const PageTree tree(doc);
  return page > 0 ? write_picture(doc, page, dpi) : write_stream(doc, tree);
}
