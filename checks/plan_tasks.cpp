#include "checks/plan_tasks.h"

#include <algorithm>
#include <map>
#include <set>

namespace gangmu {

namespace {

// Bytes of a name in quotation marks that stands for itself whatever noun follows.
constexpr std::size_t kOwnName = 12;

// Quotation marks of all kinds, which plans put around names or do not.
bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0x300A || c == 0x300B ||
         (c >= 0x300C && c <= 0x300F);
}

bool is_heading(const Node& node) {
  switch (node.kind) {
    case NodeKind::paragraph:
    case NodeKind::table:
    case NodeKind::figure:
    case NodeKind::note:
    case NodeKind::toc:
    case NodeKind::glossary:
    case NodeKind::appendix:
    case NodeKind::box:
      return false;
    default:
      return !node.title.empty();
  }
}

// The only time that the words of the section state; who leads it, where all sentences agree.
void set_when_and_who(const Document& document, Span span, std::uint32_t first, std::uint32_t last,
                      Aligned* out) {
  std::set<int> years;
  const auto task = std::lower_bound(document.tasks.begin(), document.tasks.end(), span.begin,
                                     [](const Task& t, Offset at) { return t.span.end <= at; });
  for (auto at = task; at != document.tasks.end() && at->span.begin < span.end; ++at) {
    if (!at->deadline || !at->deadline->stated || !at->deadline->end) continue;
    years.insert(*at->deadline->end);
    out->deadline = at->deadline;
  }
  if (years.size() != 1) out->deadline.reset();
  const auto duty =
      std::lower_bound(document.duties.begin(), document.duties.end(), first,
                       [](const Duty& d, std::uint32_t node) { return d.node < node; });
  for (auto at = duty; at != document.duties.end() && at->node < last; ++at) {
    if (at->role != DutyRole::lead) continue;
    for (const std::string& body : at->bodies) {
      const auto& known = out->leaders;
      if (std::find(known.begin(), known.end(), body) == known.end()) out->leaders.push_back(body);
    }
  }
}

// From where the section begins to where its last paragraph ends.
Span section_span(const Document& document, std::uint32_t node) {
  return {document.nodes[node].span.begin, document.nodes[document.nodes[node].end - 1].span.end};
}

// Whether a box stands between a node and one above it.
bool in_box(const Document& document, std::uint32_t node, std::uint32_t above) {
  for (std::uint32_t at = document.nodes[node].parent; at != above && at != kNone;
       at = document.nodes[at].parent) {
    if (document.nodes[at].kind == NodeKind::box) return true;
  }
  return false;
}

void set_place(const Document& document, Span span, Aligned* out) {
  out->span = span;
  out->lines = document.source.lines_of(span);
  out->page = document.source.page_of(span.begin);
}

std::string heading_above(const Document& document, std::uint32_t node) {
  for (std::uint32_t at = document.nodes[node].parent; at != kNone;
       at = document.nodes[at].parent) {
    const Node& own = document.nodes[at];
    if (!own.title.empty()) {
      return with_marker(document.text(own.marker), document.text(own.title));
    }
  }
  return {};
}

// The sentence of a task that a span stands in; else the first characters of its node.
std::string sentence_around(const Document& document, std::uint32_t node, Span span,
                            std::string_view name, Span* where) {
  const auto at = std::lower_bound(document.tasks.begin(), document.tasks.end(), span.begin,
                                   [](const Task& t, Offset begin) { return t.span.end <= begin; });
  if (at != document.tasks.end() && at->span.begin <= span.begin && at->node == node) {
    *where = at->span;
    return std::string(document.text(at->at));
  }
  *where = span;
  return std::string(name);
}

}  // namespace

std::string plain_text(std::string_view text) {
  std::string out;
  const std::string folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_char(folded, at);
    if (!is_blank(c) && !is_quote(c)) append_char(out, c);
  }
  return out;
}

bool has_task_section(const Document& document, std::uint32_t plan) {
  const Plan& own = document.plans[plan];
  for (std::uint32_t i = own.first_node; i < own.last_node; ++i) {
    if (document.nodes[i].role == Role::tasks) return true;
  }
  return false;
}

bool tells_tasks(const Document& document, std::uint32_t node, bool has_tasks) {
  const Node& own = document.nodes[node];
  return own.zone == Zone::body && (has_tasks ? own.role == Role::tasks : own.role == Role::none);
}

std::optional<Slice> named_in(const PlanTask& work, std::string_view plain) {
  const auto at = [&](std::string_view words) -> std::optional<Slice> {
    const std::size_t place = words.empty() ? plain.npos : plain.find(words);
    if (place == plain.npos) return std::nullopt;
    return Slice{static_cast<Offset>(place), static_cast<Offset>(place + words.size())};
  };
  if (const auto whole = at(work.plain)) return whole;
  return work.core.size() >= kOwnName ? at(work.core) : std::nullopt;
}

TaskReader::TaskReader(const Grammar& grammar)
    : weak_(grammar.words("compare_weak")), wording_(grammar) {}

Bigrams TaskReader::bigrams(std::string_view plain) const {
  Bigrams out;
  char32_t before = 0;  // none: a word that says nothing, or a mark
  for (std::size_t at = 0; at < plain.size();) {
    if (const Word* word = weak_.longest_at(plain, at)) {
      at += word->text.size();
      before = 0;
      continue;
    }
    const char32_t c = next_char(plain, at);
    const bool told = is_han(c) || is_ascii_digit(c) || is_ascii_letter(c) || c > 0xFFFF;
    if (told && before != 0) out.push_back(std::uint64_t{before} << 32 | c);
    before = told ? c : 0;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string TaskReader::object_of(std::string_view plain) const {
  while (const Word* word = weak_.longest_at(plain, 0)) plain.remove_prefix(word->text.size());
  while (const Word* word = weak_.longest_at_end(plain)) plain.remove_suffix(word->text.size());
  return std::string(plain);
}

// A row of a table of works is a thing to be done; so is what no sentence of a task names.
Wording TaskReader::wording_of(const Document& document, const Name& name) const {
  if (name.row != kNone) return Wording::acts;
  Span where;
  const std::string sentence = sentence_around(document, name.node, name.span, name.name, &where);
  if (sentence.size() > kLongestSentence) return Wording::bare;
  const std::string plain = plain_text(sentence);
  PlanTask work;
  work.plain = plain_text(name.name), work.core = plain_text(name.core);
  const auto object = named_in(work, plain);
  return object ? wording_.of(plain, *object) : Wording::bare;
}

PlanTask TaskReader::heading_task(const Document& document, std::uint32_t node,
                                  std::uint32_t ordinal) const {
  const Node& own = document.nodes[node];
  PlanTask task;
  task.node = node;
  task.leaf = true;
  task.plain = plain_text(document.text(own.title));
  task.bigrams = bigrams(task.plain);
  task.object = object_of(task.plain);
  Aligned& shown = task.shown;
  shown.plan = ordinal;
  shown.name = document.text(own.title);
  shown.marker = document.text(own.marker);
  shown.under = heading_above(document, node);
  shown.quote = shown.name;
  set_place(document, own.span, &shown);
  set_when_and_who(document, section_span(document, node), node, own.end, &shown);
  return task;
}

PlanTask TaskReader::work_task(const Document& document, const Name& name,
                               std::uint32_t ordinal) const {
  PlanTask task;
  task.node = name.node;
  task.leaf = true;
  task.plain = plain_text(name.name);
  task.core = plain_text(name.core);
  task.bigrams = bigrams(task.plain);
  Span where;
  task.shown.quote = sentence_around(document, name.node, name.span, name.name, &where);
  task.shown.plan = ordinal;
  task.shown.name = name.name;
  task.shown.under = heading_above(document, name.node);
  task.shown.work = true;
  set_when_and_who(document, where, 0, 0, &task.shown);
  set_place(document, name.span, &task.shown);
  return task;
}

std::vector<PlanTask> TaskReader::read(const Document& document, std::uint32_t plan,
                                       std::uint32_t ordinal) const {
  const Plan& own = document.plans[plan];
  const bool has_tasks = has_task_section(document, plan);
  std::map<std::string, std::pair<Wording, const Name*>> names;  // by plain name
  for (const Name& name : document.names) {
    const bool work = name.type == NameType::programme || name.type == NameType::work;
    if (!work || document.nodes[name.node].plan != plan) continue;
    if (!tells_tasks(document, name.node, has_tasks)) continue;
    const Wording wording = wording_of(document, name);
    const auto [at, fresh] = names.emplace(plain_text(name.name), std::pair(wording, &name));
    if (!fresh && wording < at->second.first) at->second = {wording, &name};
  }
  std::vector<PlanTask> out;
  std::map<std::uint32_t, std::uint32_t> of_node;  // nodes with headings -> tasks
  std::set<std::string> titles;
  const auto parent_of = [&](std::uint32_t node) {
    for (std::uint32_t at = node; at != kNone; at = document.nodes[at].parent) {
      if (const auto known = of_node.find(at); known != of_node.end()) return known->second;
    }
    return kNone;
  };
  for (std::uint32_t i = own.first_node; i < own.last_node; ++i) {
    if (!is_heading(document.nodes[i]) || !tells_tasks(document, i, has_tasks)) continue;
    PlanTask task = heading_task(document, i, ordinal);
    task.parent = parent_of(document.nodes[i].parent);
    // A box's works do not make the section around it more than a leaf.
    if (task.parent != kNone && !in_box(document, i, out[task.parent].node)) {
      out[task.parent].leaf = false;
    }
    if (const auto name = names.find(task.plain); name != names.end()) {
      task.shown.work = true;
      task.core = plain_text(name->second.second->core);
    }
    titles.insert(task.plain);
    of_node.emplace(i, static_cast<std::uint32_t>(out.size()));
    out.push_back(std::move(task));
  }
  std::vector<PlanTask> works;
  for (const auto& [plain, name] : names) {
    if (titles.count(plain) > 0) continue;
    works.push_back(work_task(document, *name.second, ordinal));
    works.back().parent = parent_of(name.second->node);
    works.back().wording = name.first;
  }
  std::sort(works.begin(), works.end(), [](const PlanTask& a, const PlanTask& b) {
    return a.shown.span.begin < b.shown.span.begin;
  });
  std::move(works.begin(), works.end(), std::back_inserter(out));
  return out;
}

}  // namespace gangmu
