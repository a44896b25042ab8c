#include "searchd/search/query_tree.h"

#include <algorithm>
#include <utility>

namespace searchd {
namespace {

using Node = QueryNode;

class Pruner {
 public:
  Pruner(const Node& root, const AskedParts& parts) : root_(root), parts_(parts) {}

  std::optional<Node> pruned(const Node& node) const {
    if (node.kind == Node::Kind::part) return node;
    Node kept{node.kind, 0, {}, {}};
    for (std::size_t at = 0; at < node.children.size(); ++at) {
      if (!is_worth_keeping(node.children[at], node.kind)) continue;
      auto child = pruned(node.children[at]);
      if (!child) continue;
      if (!kept.children.empty() && at > 0 && !node.gaps.empty()) kept.gaps.push_back(node.gaps[at - 1]);
      add_child(kept, std::move(*child));
    }
    if (kept.children.empty() || !is_asked(kept)) return std::nullopt;
    const bool is_alone = kept.children.size() == 1 && kept.kind != Node::Kind::none;
    if (!is_alone) return kept;
    Node only = std::move(kept.children.front());
    const bool is_root = &node == &root_;
    if (!is_root || only.kind == Node::Kind::together) return only;
    return Node{Node::Kind::together, 0, {std::move(only)}, {}};
  }

 private:
  bool is_asked(const Node& node) const {
    if (node.kind == Node::Kind::part) return parts_.asked[node.part];
    return std::any_of(node.children.begin(), node.children.end(),
                       [this](const Node& child) { return is_asked(child); });
  }

  bool is_worth_keeping(const Node& node, Node::Kind parent) const {
    if (is_asked(node)) return true;
    return node.kind == Node::Kind::part && parent == Node::Kind::together && parts_.known[node.part];
  }

  static void add_child(Node& parent, Node child) {
    const bool is_flat =
        (parent.kind == Node::Kind::any || parent.kind == Node::Kind::all) && child.kind == parent.kind;
    if (!is_flat) {
      parent.children.push_back(std::move(child));
      return;
    }
    for (auto& grandchild : child.children) parent.children.push_back(std::move(grandchild));
  }

  const Node& root_;
  const AskedParts& parts_;
};

}  // namespace

std::optional<QueryNode> asked_tree(const QueryNode& root, const AskedParts& parts) {
  return Pruner(root, parts).pruned(root);
}

}  // namespace searchd
