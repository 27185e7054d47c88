#include "exporters/ids.h"

#include <unordered_map>

namespace gangmu {

namespace {

// 32 bit FNV-1a over characters, which are three bytes each.
class Fnv {
 public:
  void add(char32_t c) {
    for (int shift = 0; shift < 24; shift += 8) {
      state_ = (state_ ^ ((static_cast<std::uint32_t>(c) >> shift) & 0xFF)) * 16777619u;
    }
  }
  std::uint32_t value() const { return state_; }

 private:
  std::uint32_t state_ = 2166136261u;
};

// 64 bit FNV-1a over bytes.
std::uint64_t hash_bytes(std::string_view bytes) {
  std::uint64_t state = 14695981039346656037ull;
  for (const char c : bytes) {
    state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  }
  return state;
}

void append_hex(std::string& out, std::uint32_t value) {
  for (int shift = 28; shift >= 0; shift -= 4) out += "0123456789abcdef"[(value >> shift) & 15];
}

// Adds at most `limit` visible characters of `text`, folded; returns what is left of the limit.
std::size_t add_folded(Fnv& hash, std::string_view text, std::size_t limit) {
  for (std::size_t at = 0; at < text.size() && limit > 0;) {
    const char32_t c = next_char(text, at);
    if (is_blank(c)) continue;
    hash.add(fold_char(c));
    --limit;
  }
  return limit;
}

constexpr std::size_t kTextCharacters = 24;
constexpr std::size_t kTitleCharacters = 1000;

std::uint32_t content_hash(const Document& document, const Node& node) {
  Fnv hash;
  if (!node.title.empty()) {
    add_folded(hash, document.text(node.title), kTitleCharacters);
    return hash.value();
  }
  std::size_t left = add_folded(hash, document.text(node.text), kTextCharacters);
  if (node.table == kNone) return hash.value();
  for (const auto& row : document.tables[node.table].rows) {
    for (const Cell& cell : row) {
      if (left == 0) return hash.value();
      left = add_folded(hash, document.text(cell.text), left);
    }
  }
  return hash.value();
}

// A marker without the mark that parts it from the title.
std::string path_part(const Document& document, const Node& node) {
  std::string marker = marker_text(document, node);
  for (std::size_t end = marker.size(); end > 0;) {
    const char32_t c = previous_char(marker, end);
    if (c != 0x3001 && c != U'.' && c != 0xFF0E) break;
    if (end > 0) marker.resize(end);
  }
  return marker;
}

// Walks the nodes of one plan in reading order and keeps the path of markers to the open one.
class KeyMaker {
 public:
  KeyMaker(const Document& document, std::vector<std::string>& keys)
      : document_(document), keys_(keys) {}

  void enter(std::uint32_t index) {
    const Node& node = document_.nodes[index];
    while (!open_.empty() && document_.nodes[open_.back().node].end <= index) {
      open_.pop_back();
      path_.resize(open_.empty() ? 0 : open_.back().path_size);
    }
    const std::size_t outer = path_.size();
    if (outer > 0) path_ += '/';
    if (node.marker.empty()) {
      path_ += "\u00B6";  // pilcrow: a paragraph, or a heading without a marker
    } else {
      path_ += path_part(document_, node);
    }
    keys_[index] = make_unique(path_ + "#", content_hash(document_, node));
    // What hangs under an unmarked node is named from the next marked one above.
    if (node.marker.empty()) path_.resize(outer);
    open_.push_back({index, path_.size()});
  }

 private:
  struct Open {
    std::uint32_t node;
    std::size_t path_size;
  };

  std::string make_unique(std::string key, std::uint32_t hash) {
    append_hex(key, hash);
    const std::uint32_t times = ++seen_[hash_bytes(key)];
    if (times > 1) key += "-" + std::to_string(times);
    return key;
  }

  const Document& document_;
  std::vector<std::string>& keys_;
  std::vector<Open> open_;
  std::string path_;
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;
};

}  // namespace

Ids::Ids(const Document& document)
    : document_(document),
      targets_(document.plans.size()),
      target_ordinals_(document.targets.size()),
      indicator_ordinals_(document.targets.size(), 0) {
  std::vector<std::unordered_map<std::uint32_t, std::uint32_t>> indicators(document.plans.size());
  for (std::uint32_t i = 0; i < document.targets.size(); ++i) {
    const Target& target = document.targets[i];
    const std::uint32_t plan = document.nodes[target.node].plan;
    targets_[plan].push_back(i);
    target_ordinals_[i] = static_cast<std::uint32_t>(targets_[plan].size());
    if (target.indicator_id == kNone) continue;
    auto& known = indicators[plan];
    const auto ordinal = static_cast<std::uint32_t>(known.size() + 1);
    indicator_ordinals_[i] = known.emplace(target.indicator_id, ordinal).first->second;
  }
}

std::string Ids::plan(std::uint32_t plan) const { return "p" + std::to_string(plan + 1); }

std::string Ids::node(std::uint32_t node) const {
  const std::uint32_t in = document_.nodes[node].plan;
  return plan(in) + ".n" + std::to_string(node - document_.plans[in].first_node + 1);
}

std::string Ids::target(std::uint32_t target) const {
  const std::uint32_t in = document_.nodes[document_.targets[target].node].plan;
  return plan(in) + ".t" + std::to_string(target_ordinals_[target]);
}

std::string Ids::indicator(std::uint32_t target) const {
  const std::uint32_t ordinal = indicator_ordinals_[target];
  return ordinal == 0 ? std::string() : "i" + std::to_string(ordinal);
}

std::string marker_text(const Document& document, const Node& node) {
  const std::string_view marker = document.text(node.marker);
  std::string text;
  for (std::size_t at = 0; at < marker.size();) {
    const std::size_t from = at;
    if (!is_blank(next_char(marker, at))) text.append(marker, from, at - from);
  }
  return text;
}

std::string heading_text(const Document& document, const Node& node) {
  std::string text = marker_text(document, node);
  const std::string_view title = document.text(node.title);
  std::size_t end = text.size();
  // A marker that ends in a letter or digit needs a blank before the title.
  if (end > 0 && !title.empty()) {
    const char32_t last = previous_char(text, end);
    if (is_ascii_digit(last) || is_ascii_letter(last) || is_han(last)) text += ' ';
  }
  return text.append(title);
}

std::string text_sum(std::string_view text) {
  Fnv hash;
  add_folded(hash, text, kTitleCharacters * kTitleCharacters);
  std::string sum;
  append_hex(sum, hash.value());
  return sum;
}

std::vector<std::string> node_keys(const Document& document) {
  std::vector<std::string> keys(document.nodes.size());
  for (const Plan& plan : document.plans) {
    KeyMaker maker(document, keys);
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) maker.enter(i);
  }
  return keys;
}

}  // namespace gangmu
