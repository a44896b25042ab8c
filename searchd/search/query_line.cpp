#include "searchd/search/query_line.h"

#include <algorithm>

#include "analyzers/utf8.h"
#include "searchd/search/query_signs.h"

namespace searchd {
namespace {

using Node = QueryNode;
using Kind = QueryNode::Kind;

// How closely a kind binds its children.
int closeness(Kind kind) {
  switch (kind) {
    case Kind::together: return 0;
    case Kind::any: return 1;
    case Kind::all: return 2;
    case Kind::near: return 3;
    case Kind::none: return 4;
    case Kind::part: return 5;
  }
  __builtin_unreachable();
}

class Writer {
 public:
  Writer(bool all_brackets, const std::function<std::string(std::size_t)>& line_of)
      : all_brackets_(all_brackets), line_of_(line_of) {}

  std::string write(const Node& node) {
    switch (node.kind) {
      case Kind::part: return line_of_(node.part);
      case Kind::none: return "-" + write_inside(node, node.children.front());
      default: break;
    }
    std::string line;
    for (std::size_t at = 0; at < node.children.size(); ++at) {
      if (at > 0) line += between(node, at - 1);
      line += write_inside(node, node.children[at]);
    }
    return line;
  }

  std::size_t deepest() const { return deepest_; }

 private:
  std::string write_inside(const Node& outer, const Node& inner) {
    const bool is_single = inner.kind == Kind::part || inner.kind == Kind::none;
    const bool may_go_without = is_single && outer.kind != Kind::none;
    const bool needs = inner.kind != Kind::part && closeness(inner.kind) <= closeness(outer.kind);
    if (inner.kind == Kind::part || (may_go_without && !needs) || (!all_brackets_ && !needs))
      return write(inner);
    deepest_ = std::max(deepest_, ++depth_);
    auto line = write(inner);
    --depth_;
    const bool is_address = line.find("://") != std::string::npos || line.find("www.") != std::string::npos;
    return "(" + line + (is_address ? " )" : ")");  // a bracket may be part of an address
  }

  static std::string between(const Node& node, std::size_t gap) {
    switch (node.kind) {
      case Kind::any: return " OR ";
      case Kind::all: return " AND ";
      case Kind::near:
        return (node.gaps[gap].ordered ? " ADJ/" : " NEAR/") + std::to_string(node.gaps[gap].words) + " ";
      default: return " ";
    }
  }

  bool all_brackets_;
  const std::function<std::string(std::size_t)>& line_of_;
  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;
};

// White space as one blank between words.
std::string in_one_line(std::string_view text) {
  std::string line;
  analyzers::for_each_code_point(text, [&line](char32_t letter) {
    if (!is_space(letter)) {
      analyzers::append_code_point(line, letter);
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  });
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace

std::string part_line(const QueryPart& part, std::string_view text) {
  std::string line(query_field_name(part.field));
  if (!line.empty()) line += ':';
  const auto number = part.number == 0 ? std::string() : std::to_string(part.number);
  switch (part.form) {
    case QueryPart::Form::phrase:
      line += '"' + in_one_line(text) + '"' + (number.empty() ? "" : "~");
      return line + number;
    case QueryPart::Form::written: return line + '=' + std::string(text);
    case QueryPart::Form::beginning: return line + std::string(text) + '*';
    case QueryPart::Form::similar: return line + std::string(text) + '~' + number;
    default: return line + std::string(text);
  }
}

std::string query_line(const QueryNode& root, const std::function<std::string(std::size_t)>& line_of) {
  Writer clear(true, line_of);
  auto line = clear.write(root);
  return clear.deepest() <= kMostBrackets ? line : Writer(false, line_of).write(root);
}

}  // namespace searchd
