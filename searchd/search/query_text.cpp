#include "searchd/search/query_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzers/text_ends.h"
#include "searchd/search/query_signs.h"

namespace searchd {
namespace {

using Kind = QueryToken::Kind;
using Node = QueryNode;

// A URL holds at most 8,000 bytes; whoever calls with more gets an answer to the beginning.
constexpr std::size_t kLongestText = 8192;

bool is_operator(Kind kind) { return kind == Kind::either || kind == Kind::both || kind == Kind::near; }

QueryPart::Form form_of(Kind kind) {
  switch (kind) {
    case Kind::phrase: return QueryPart::Form::phrase;
    case Kind::hashtag: return QueryPart::Form::hashtag;
    case Kind::mention: return QueryPart::Form::mention;
    case Kind::written: return QueryPart::Form::written;
    case Kind::beginning: return QueryPart::Form::beginning;
    case Kind::similar: return QueryPart::Form::similar;
    case Kind::date: return QueryPart::Form::date;
    default: return QueryPart::Form::words;
  }
}

QueryPart::Form form_in_field(QueryPart::Form form, QueryField field) {
  if (is_value_field(field)) return QueryPart::Form::value;
  if (is_date_field(field)) return QueryPart::Form::date;
  const bool is_tag = form == QueryPart::Form::hashtag || form == QueryPart::Form::mention;
  if (field == QueryField::title && is_tag) return QueryPart::Form::words;
  return form;
}

/// Joins nodes of one kind: none, one as it is, several as children.
std::optional<Node> joined(Node::Kind kind, std::vector<Node> nodes) {
  if (nodes.empty()) return std::nullopt;
  if (nodes.size() == 1) return std::move(nodes.front());
  return Node{kind, 0, std::move(nodes), {}};
}

class Parser {
 public:
  explicit Parser(QueryText& query) : query_(query), tokens_(query_tokens(query.text, query.repairs)) {}

  void parse() {
    auto items = read_items();
    while (at_ < tokens_.size()) {  // only a bracket that was never opened stops it
      repair("bracket_close", "");
      ++at_;
      for (auto& item : read_items()) items.push_back(std::move(item));
    }
    query_.root = Node{Node::Kind::together, 0, std::move(items), {}};
    if (query_.root.children.size() == 1 && query_.root.children.front().kind == Node::Kind::together) {
      auto only = std::move(query_.root.children.front());
      query_.root = std::move(only);
    }
  }

 private:
  bool is_at(Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
  bool is_at_operator() const { return at_ < tokens_.size() && is_operator(tokens_[at_].kind); }
  bool is_at_end() const { return at_ >= tokens_.size() || is_at(Kind::closing); }

  std::string text_of(std::size_t first, std::size_t last) const {
    return query_.text.substr(first, last - first);
  }
  void repair(const char* code, std::string typed, std::string suggestion = {}) {
    add_repair(query_.repairs, code, std::move(typed), std::move(suggestion));
  }
  void drop_operator(const QueryToken& token) { repair("operator_alone", text_of(token.first, token.last)); }

  // What stands side by side up to the end of the brackets.
  std::vector<Node> read_items() {
    std::vector<Node> items;
    while (!is_at_end()) {
      if (is_at_operator()) {
        ++operators_;
        drop_operator(tokens_[at_++]);
      } else if (auto item = read_either()) {
        items.push_back(std::move(*item));
      }
    }
    return items;
  }

  // Reads operands with `sign` between them; one without its second operand is left out and told.
  template <typename ReadOperand, typename Join>
  std::optional<Node> read_operands(Kind sign, ReadOperand read_operand, Join join) {
    auto left = read_operand();
    if (!left) return std::nullopt;
    std::vector<Node> operands;
    operands.push_back(std::move(*left));
    std::vector<QueryToken> signs;
    while (is_at(sign)) {
      const auto token = tokens_[at_++];
      ++operators_;
      while (is_at_operator()) {
        ++operators_;
        drop_operator(tokens_[at_++]);
      }
      auto right = is_at_end() ? std::nullopt : read_operand();
      if (!right) {
        drop_operator(token);
        continue;
      }
      operands.push_back(std::move(*right));
      signs.push_back(token);
    }
    return join(std::move(operands), signs);
  }

  std::optional<Node> read_either() {
    return read_operands(
        Kind::either, [this] { return read_both(); },
        [](std::vector<Node> nodes, const auto&) { return flat(Node::Kind::any, std::move(nodes)); });
  }
  std::optional<Node> read_both() {
    return read_operands(
        Kind::both, [this] { return read_near(); },
        [](std::vector<Node> nodes, const auto&) { return flat(Node::Kind::all, std::move(nodes)); });
  }
  std::optional<Node> read_near() {
    return read_operands(
        Kind::near, [this] { return read_unary(); },
        [this](std::vector<Node> nodes, const auto& signs) { return near(std::move(nodes), signs); });
  }

  // (a OR b) OR c is a OR b OR c.
  static std::optional<Node> flat(Node::Kind kind, std::vector<Node> nodes) {
    std::vector<Node> children;
    for (auto& node : nodes) {
      if (node.kind == kind) {
        for (auto& child : node.children) children.push_back(std::move(child));
      } else {
        children.push_back(std::move(node));
      }
    }
    return joined(kind, std::move(children));
  }

  std::optional<Node> near(std::vector<Node> nodes, const std::vector<QueryToken>& signs) {
    if (signs.empty()) return joined(Node::Kind::near, std::move(nodes));
    const bool fits =
        std::all_of(nodes.begin(), nodes.end(), [this](const Node& node) { return has_places(node); });
    if (!fits) {
      for (const auto& sign : signs) repair("near", text_of(sign.first, sign.last));
      return flat(Node::Kind::all, std::move(nodes));
    }
    Node node{Node::Kind::near, 0, std::move(nodes), {}};
    for (const auto& sign : signs) node.gaps.push_back({sign.number, sign.ordered});
    return node;
  }

  // Words have a place in a text; filters, what is not there and whole sentences have none.
  bool has_places(const Node& node) const {
    if (node.kind == Node::Kind::part) {
      const auto form = query_.parts[node.part].form;
      return form != QueryPart::Form::value && form != QueryPart::Form::date;
    }
    return node.kind == Node::Kind::any &&
           std::all_of(node.children.begin(), node.children.end(),
                       [this](const Node& child) { return has_places(child); });
  }

  std::optional<Node> read_unary() {
    if (!is_at(Kind::without)) return read_primary();
    const auto first = at_;
    while (is_at(Kind::without)) {
      ++operators_;
      ++at_;
    }
    if (at_ - first > 1) repair("not_twice", text_of(tokens_[first].first, tokens_[at_ - 1].last));
    sign_from_ = tokens_[first].first;
    auto node = is_at_end() || is_at_operator() ? std::nullopt : read_primary();
    sign_from_.reset();
    if (!node) {
      drop_operator(tokens_[first]);
      return std::nullopt;
    }
    Node negation{Node::Kind::none, 0, {}, {}};
    negation.children.push_back(std::move(*node));
    return negation;
  }

  std::optional<Node> read_primary() {
    if (is_at(Kind::field)) return read_in_field();
    if (is_at(Kind::opening)) return read_brackets();
    return read_part(tokens_[at_++]);
  }

  std::optional<Node> read_in_field() {
    const auto& token = tokens_[at_++];
    const auto outer = std::exchange(field_, token.field);
    if (!sign_from_) sign_from_ = token.first;
    std::optional<Node> node;
    if (!is_at_end() && !is_at_operator() && !is_at(Kind::without) && !is_at(Kind::field))
      node = read_primary();
    field_ = outer;
    sign_from_.reset();
    return node;
  }

  std::optional<Node> read_brackets() {
    const auto opening = at_++;
    sign_from_.reset();
    const bool is_written = tokens_[opening].first < tokens_[opening].last;
    const bool passed_over = depth_ == kMostBrackets;
    query_.too_deep = query_.too_deep || passed_over;
    if (passed_over) return read_too_deep();
    ++depth_;
    auto items = read_items();
    --depth_;
    if (is_at(Kind::closing)) {
      ++at_;
    } else {
      repair("bracket_open", "");
    }
    if (items.empty() && is_written) repair("brackets_empty", "");
    return joined(Node::Kind::together, std::move(items));
  }

  // Brackets beyond the deepest are as good as not there: what is in them stands side by side. What a '-'
  // stands before stays left out, also through such a bracket.
  std::optional<Node> read_too_deep() {
    repair("too_deep", "");
    std::vector<Node> items;
    std::vector<bool> excluded = {false};  // whether what stands in each open bracket is
    for (bool is_next = false; at_ < tokens_.size() && !excluded.empty();) {
      const bool leaves_out = excluded.back() != is_next;
      if (is_at(Kind::opening)) {
        excluded.push_back(leaves_out);
        ++at_;
      } else if (is_at(Kind::closing)) {
        excluded.pop_back();
        ++at_;
      } else if (is_at_operator()) {
        ++operators_;
        drop_operator(tokens_[at_++]);
      } else if (is_at(Kind::without)) {
        ++operators_;
        ++at_;
        is_next = !is_next;
        continue;
      } else if (is_at(Kind::field)) {
        ++at_;
        continue;
      } else {
        Node part = read_part(tokens_[at_++]);
        items.push_back(leaves_out ? Node{Node::Kind::none, 0, {std::move(part)}, {}} : std::move(part));
      }
      is_next = false;
    }
    return joined(Node::Kind::together, std::move(items));
  }

  Node read_part(const QueryToken& token) {
    QueryPart part;
    part.field = field_;
    part.form = form_in_field(form_of(token.kind), field_);
    const auto first = sign_from_.value_or(token.first);
    sign_from_.reset();
    part.typed = text_of(first, token.last);
    part.begin = token.begin;
    part.end = token.end;
    part.number = token.number;
    part.operators = operators_;
    query_.parts.push_back(std::move(part));
    return Node{Node::Kind::part, query_.parts.size() - 1, {}, {}};
  }

  QueryText& query_;
  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0;
  std::size_t operators_ = 0;
  std::size_t depth_ = 0;
  QueryField field_ = QueryField::none;
  std::optional<std::size_t> sign_from_;  // where the sign or field of the part that comes next begins
};

}  // namespace

QueryText take_apart(std::string_view typed) {
  QueryText query;
  const std::string_view read = analyzers::cut_to(typed, kLongestText);
  if (read.size() < typed.size()) add_repair(query.repairs, "too_long", "");
  query.text = with_plain_signs(read);
  Parser(query).parse();
  return query;
}

std::vector<std::string> pieces_of(std::string_view typed) {
  std::vector<std::string> pieces;
  while (true) {
    const auto begin = typed.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return pieces;
    const auto end = std::min(typed.find_first_of(" \t\r\n", begin), typed.size());
    std::string piece(typed.substr(begin, end - begin));
    typed.remove_prefix(end);
    if (std::find(pieces.begin(), pieces.end(), piece) == pieces.end()) pieces.push_back(std::move(piece));
  }
}

}  // namespace searchd
