#include "parser/roles.h"

#include <vector>

namespace gangmu {

namespace {

constexpr std::size_t kShortWord = 3;  // characters: shorter words count at a title's end only

class Roles {
 public:
  Roles(Document* document, const Grammar& grammar)
      : document_(*document),
        words_(grammar.words("role")),
        actions_(grammar.words("role_action")) {}

  void run() {
    for (const Plan& plan : document_.plans) {
      std::vector<std::uint32_t> top;
      for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
        Node& node = document_.nodes[i];
        node.role = node.parent == kNone ? of_title(node) : of_child(node);
        if (node.parent == kNone && node.kind <= NodeKind::n1) top.push_back(i);
      }
      fill_between(top);
    }
  }

 private:
  Role of_title(const Node& node) const {
    if (node.kind == NodeKind::appendix || node.kind == NodeKind::glossary) return Role::annex;
    const std::string title = fold(document_.text(node.title));
    if (title.empty()) return Role::none;
    const Role role = of_words(title);
    // "Strengthen the base", "close the gaps", "keep to the new ideas": what is to be done, not how
    // things are or what guides.
    const bool acts = actions_.longest_at(title, 0) != nullptr;
    return acts && (role == Role::situation || role == Role::guidance) ? Role::none : role;
  }

  Role of_words(const std::string& title) const {
    if (const Word* word = words_.longest_at_end(title)) {
      return role_named(word->value).value_or(Role::none);
    }
    const Word* best = nullptr;
    std::size_t from = 0, at = 0;
    while (const Word* word = words_.find(title, from, &at)) {
      if (char_count(word->text) >= kShortWord &&
          (best == nullptr || word->text.size() >= best->text.size())) {
        best = word;
      }
      from = at + word->text.size();
    }
    return best == nullptr ? Role::none : role_named(best->value).value_or(Role::none);
  }

  // Inside situation, tasks, safeguards and annexes everything belongs to them, unless a heading
  // says nothing but that it tells how things are; elsewhere a sub-section may be of another kind
  // (goals under guidance).
  Role of_child(const Node& node) const {
    const Role inherited = document_.nodes[node.parent].role;
    const bool open = inherited == Role::tasks || inherited == Role::none;
    if (open && tells_situation(node)) return Role::situation;
    const bool settled = inherited == Role::situation || inherited == Role::tasks ||
                         inherited == Role::safeguards || inherited == Role::annex;
    if (settled || node.kind == NodeKind::paragraph || node.kind > NodeKind::h2) return inherited;
    const Role own = of_title(node);
    return own == Role::none ? inherited : own;
  }

  bool tells_situation(const Node& node) const {
    const std::string title = fold(document_.text(node.title));
    if (node.kind == NodeKind::paragraph || char_count(title) <= kShortWord) return false;
    const Word* word = words_.exact(title);
    return word != nullptr && role_named(word->value) == Role::situation;
  }

  // What the first telling heading below says of a section that does not tell itself.
  Role of_children(std::uint32_t section) const {
    for (std::uint32_t i = section + 1; i < document_.nodes[section].end; ++i) {
      const Node& child = document_.nodes[i];
      if (child.parent == section && child.role != Role::none) return child.role;
    }
    return Role::none;
  }

  // Top sections with no telling title: behind others that have one they are tasks.
  void fill_between(const std::vector<std::uint32_t>& top) {
    bool seen_before = false;
    for (std::size_t k = 0; k < top.size(); ++k) {
      Node& node = document_.nodes[top[k]];
      if (node.role != Role::none) {
        seen_before = true;
        continue;
      }
      node.role = of_children(top[k]);
      if (node.role != Role::none) seen_before = true;
      // One heading of tasks makes its neighbours tasks; of others it says nothing.
      if (node.role != Role::tasks && (node.role != Role::none || !seen_before)) continue;
      if (node.role == Role::none) note_guess(node);
      node.role = Role::tasks;
      for (std::uint32_t i = top[k] + 1; i < node.end; ++i) {
        Node& child = document_.nodes[i];
        if (child.role == Role::none) child.role = Role::tasks;
      }
    }
  }

  // A title that tells of an action is plain enough.
  void note_guess(const Node& node) {
    const std::string title = fold(document_.text(node.title));
    if (actions_.longest_at(title, 0) != nullptr) return;
    document_.diagnostics.push_back(diagnose(
        Code::role_guessed,
        {std::string(document_.text(node.marker)) + std::string(document_.text(node.title))},
        node.span));
  }

  Document& document_;
  const WordTable &words_, &actions_;
};

}  // namespace

void set_roles(Document* document, const Grammar& grammar) { Roles(document, grammar).run(); }

}  // namespace gangmu
