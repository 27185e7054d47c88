#include "checks/bodies.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checks/fields.h"

namespace gangmu {

namespace {

// A company: what stands before the word for its form, and that word.
struct Company {
  std::u32string stem, form;
  bool full = false;  // the form is that of the law
  std::uint32_t node = 0;
  Finding::Side side;
  std::u32string name() const { return stem + form; }
};

class CompanyReader {
 public:
  explicit CompanyReader(const Checked& in)
      : in_(in),
        forms_(in.grammar.words("check_company")),
        before_(in.grammar.words("check_company_before")),
        defines_(in.grammar.words("check_defines")) {}

  void read(const FieldText& field) {
    const std::string_view text = field.folded.text;
    read_defined(text);
    std::size_t from = 0, at = 0;
    while (const Word* form = forms_.find(text, from, &at)) {
      const std::size_t begin = name_begin(text, at, from);
      from = at + form->text.size();
      if (form->value.empty() || begin == at) continue;
      Company company;
      company.stem = characters_of(text.substr(begin, at - begin));
      company.form = characters_of(form->text);
      company.full = form->value == "full";
      company.node = field.index;
      const bool known = !known_.insert(company.name()).second;
      if (known || companies_.size() >= kMost) continue;
      company.side = in_.side(field.at(begin, from), field.slice);
      companies_.push_back(std::move(company));
    }
  }

  const std::vector<Company>& companies() const { return companies_; }
  bool is_defined(const Company& company) const {
    const std::u32string name = company.name();
    return std::any_of(defined_.begin(), defined_.end(),
                       [&](const std::u32string& one) { return name.ends_with(one); });
  }

 private:
  static constexpr std::size_t kMost = 300;    // companies of a plan
  static constexpr std::size_t kLongest = 60;  // bytes before the form

  // Back over ideographs to a word that cannot be part of the name.
  std::size_t name_begin(std::string_view text, std::size_t end, std::size_t from) const {
    std::size_t at = end;
    while (at > from && end - at < kLongest) {
      std::size_t next = at;
      if (!is_han(previous_char(text, next))) break;
      if (before_.longest_at_end(text.substr(0, at)) != nullptr) break;
      at = next;
    }
    return at;
  }

  // "(hereafter: A)".
  void read_defined(std::string_view text) {
    std::size_t from = 0, at = 0;
    while (const Word* word = defines_.find(text, from, &at)) {
      from = at + word->text.size();
      std::u32string name;
      for (std::size_t next = from; next < text.size() && next - from < kLongest;) {
        const char32_t c = next_char(text, next);
        if (c == ')' || c == 0x201D || c == ',') break;
        if (is_han(c)) name += c;
      }
      if (!name.empty()) defined_.insert(std::move(name));
    }
  }

  const Checked& in_;
  const WordTable &forms_, &before_, &defines_;
  std::vector<Company> companies_;
  std::set<std::u32string> known_, defined_;
};

// Whether the characters of one stand in the other in their order.
bool is_among(std::u32string_view few, std::u32string_view many) {
  std::size_t at = 0;
  for (const char32_t c : many) at += at < few.size() && few[at] == c;
  return at == few.size();
}

// Whether `a` may be another name of the company `full`, and no plain shortening at its ends.
bool is_other_name(const Company& a, const Company& full) {
  constexpr std::size_t kFewest = 3;  // characters
  constexpr double kMostly = 0.7;     // of the characters of the full name
  if (!full.full || a.name().size() >= full.name().size() || a.stem.size() < kFewest) return false;
  if (full.stem.ends_with(a.stem)) {
    return !full.form.starts_with(a.form);  // "A Ltd" of "A Group Ltd", "A Company" of "A Ltd"
  }
  // Two names in the form of the law are of two companies; so are two side by side.
  if (a.full || a.node == full.node || !is_among(a.stem, full.stem)) return false;
  const bool clipped = a.stem.back() != full.stem.back();
  return clipped ||
         static_cast<double>(a.stem.size()) >= kMostly * static_cast<double>(full.stem.size());
}

// The same place and line of business, but another word at the end ("water works" and "water
// investment"); or two names in the form of the law of which one lacks a word of the other.
bool is_near_name(const Company& a, const Company& b) {
  constexpr std::size_t kShort = 3, kLong = 6, kMostLacking = 2;  // characters
  if (a.form != b.form || a.stem == b.stem) return false;
  const std::u32string& few = a.stem.size() < b.stem.size() ? a.stem : b.stem;
  const std::u32string& many = a.stem.size() < b.stem.size() ? b.stem : a.stem;
  if (few.size() == many.size()) {
    return few.size() >= kShort && few.substr(0, few.size() - 1) == many.substr(0, many.size() - 1);
  }
  return a.full && few.size() >= kLong && many.size() <= few.size() + kMostLacking &&
         few.front() == many.front() && is_among(few, many);
}

void tell_near_names(const std::vector<Company>& companies, Findings* findings) {
  for (std::size_t i = 0; i < companies.size(); ++i) {
    for (std::size_t j = i + 1; j < companies.size(); ++j) {
      const Company &a = companies[i], &b = companies[j];
      if (!is_near_name(a, b)) continue;
      findings->add(Check::name_near, {text_of(a.name()), text_of(b.name())}, {a.side, b.side});
    }
  }
}

}  // namespace

void check_companies(const Checked& in, Findings* findings) {
  for (std::uint32_t plan = 0; plan < in.document.plans.size(); ++plan) {
    CompanyReader reader(in);
    for_each_field_of(in, plan, [&](const FieldText& field) { reader.read(field); });
    for (const Company& one : reader.companies()) {
      if (reader.is_defined(one)) continue;
      const Company* full = nullptr;
      int names = 0;
      for (const Company& other : reader.companies()) {
        if (!is_other_name(one, other)) continue;
        full = &other;
        ++names;
      }
      if (names != 1) continue;  // which of them is meant?
      const bool ahead = full->side.span.begin < one.side.span.begin;
      findings->add(Check::name_mixed, {text_of(full->name()), text_of(one.name())},
                    {ahead ? full->side : one.side, ahead ? one.side : full->side});
    }
    tell_near_names(reader.companies(), findings);
  }
}

}  // namespace gangmu
