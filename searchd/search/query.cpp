#include "searchd/search/query.h"

#include <algorithm>
#include <span>
#include <utility>

#include "searchd/search/part_query.h"
#include "searchd/search/plain_question.h"
#include "searchd/search/query_plan.h"
#include "searchd/search/word_query.h"

namespace searchd {
namespace {

using Node = QueryNode;

Clause joined(Op op, const std::vector<Clause>& queries) {
  return Clause(op, queries.begin(), queries.end());
}

/// Walks the tree of a plan.
class TreeBuilder {
 public:
  TreeBuilder(const QuestionGround& ground, const SearchRequest& request, const QueryPlan& plan,
              Deadline deadline, double most_wanted, Query& query)
      : ground_(ground),
        request_(request),
        plan_(plan),
        most_wanted_(most_wanted),
        query_(query),
        parts_(ground, deadline, query) {}

  // At the root what is left out stays apart: one look at all documents decides it.
  void build_root() {
    std::vector<Clause> wanted;
    std::vector<Clause> excluded;
    add_children(plan_.root, wanted, excluded);
    query_.is_plain = is_plain();
    if (!wanted.empty()) query_.wanted_terms = joined(Op::all, wanted);
    // What no document can have is an empty query to Xapian, and an empty one stands for all documents here.
    if (!wanted.empty() && query_.wanted_terms.empty()) query_.wanted_terms = Clause::of_documents({});
    if (!excluded.empty()) query_.excluded_terms = joined(Op::any, excluded);
  }

 private:
  bool is_plain() const {
    const auto& parts = plan_.root.children;
    if (plan_.whole_question || plan_.root.kind != Node::Kind::together) return false;
    return parts.size() > 1 &&
           std::all_of(parts.begin(), parts.end(), [this](const Node& part) { return is_loose(part); });
  }

  const PlannedPart& part_of(const Node& node) const { return plan_.parts[node.part]; }

  // Words that stand side by side are one wish; so are phrases among them where any word is enough.
  void add_children(const Node& node, std::vector<Clause>& wanted, std::vector<Clause>& excluded) {
    std::vector<WantedUnit> run;
    for (const auto& child : node.children) {
      if (child.kind == Node::Kind::none) {
        excluded.push_back(build_excluded(child));
      } else if (is_loose(child)) {
        const auto& units = part_of(child).units;
        run.insert(run.end(), units.begin(), units.end());
      } else if (phrases_are_loose(request_.match, plan_.whole_question) && is_phrase_of_run(child)) {
        run.push_back(unit_of_phrase(part_of(child)));
      } else {
        wanted.push_back(build(child));
      }
    }
    if (!run.empty()) wanted.push_back(words(run));
  }

  bool is_loose(const Node& node) const {
    if (node.kind != Node::Kind::part) return false;
    const auto& part = part_of(node);
    const bool is_plain = part.form == QueryPart::Form::words || part.form == QueryPart::Form::hashtag ||
                          part.form == QueryPart::Form::mention;
    return is_plain && part.field == QueryField::none;
  }
  bool is_phrase_of_run(const Node& node) const {
    if (node.kind != Node::Kind::part) return false;
    const auto& part = part_of(node);
    return part.form == QueryPart::Form::phrase && part.field == QueryField::none && part.number == 0 &&
           !part.excluded;
  }
  static WantedUnit unit_of_phrase(const PlannedPart& part) {
    WantedUnit unit;
    unit.form = part.form;
    unit.typed = part.typed;
    unit.words = part.words;
    return unit;
  }

  Clause words(std::span<const WantedUnit> run) {
    if (run.empty()) return Clause();  // no document: whatever led here, it asks for no word
    WordQueryContext context{ground_.analyzer, ground_.index.reader, ground_.words(),
                             request_.cross ? ground_.translator : nullptr};
    context.rules = request_.rules;
    context.match = request_.match;
    context.plain = ground_.plain;
    context.whole_question = plan_.whole_question;
    context.name_spellings = request_.cross && request_.rules.sounds;
    context.most_wanted = most_wanted_;
    if (!run.front().excluded) query_.scored = true;
    return word_query(run, context, query_).query;
  }

  Clause build(const Node& node) {
    switch (node.kind) {
      case Node::Kind::part: return is_loose(node) ? words(part_of(node).units) : parts_.build(part_of(node));
      case Node::Kind::together: return build_together(node);
      case Node::Kind::all: return joined(Op::all, build_each(node));
      case Node::Kind::any: return joined(Op::any, build_each(node));
      case Node::Kind::none: return parts_.all_but_those_of(build_excluded(node));
      case Node::Kind::near: return parts_.build_near(node, plan_.parts);
    }
    __builtin_unreachable();
  }

  std::vector<Clause> build_each(const Node& node) {
    std::vector<Clause> queries;
    for (const auto& child : node.children) {
      const auto first = query_.leaves.size();
      queries.push_back(build(child));
      if (node.kind == Node::Kind::any) count_only_where(query_.leaves, first, queries.back());
    }
    return queries;
  }

  // What is left out gives no weight, also where it is left out twice.
  Clause build_excluded(const Node& none) {
    const auto first = query_.leaves.size();
    auto query = build(none.children.front());
    query_.leaves.resize(first);
    return query;
  }

  Clause build_together(const Node& node) {
    std::vector<Clause> wanted;
    std::vector<Clause> excluded;
    add_children(node, wanted, excluded);
    if (!excluded.empty()) wanted.push_back(parts_.all_but_those_of(joined(Op::any, excluded)));
    return joined(Op::all, wanted);
  }

  const QuestionGround& ground_;
  const SearchRequest& request_;
  const QueryPlan& plan_;
  const double most_wanted_;
  Query& query_;
  PartBuilder parts_;
};

// Numbers are of either language; words of both leave it open.
std::optional<analyzers::Language> language_of(const QueryPlan& plan) {
  bool arabic = false;
  bool latin = false;
  const auto note = [&](const std::vector<analyzers::Token>& words) {
    for (const auto& word : words) {
      const bool has_letters = std::any_of(word.exact.begin(), word.exact.end(),
                                           [](char byte) { return byte >= 'a' && byte <= 'z'; });
      arabic = arabic || word.arabic;
      latin = latin || (!word.arabic && has_letters);
    }
  };
  for (const auto& part : plan.parts) {
    if (part.excluded) continue;
    note(part.words);
    for (const auto& unit : part.units) note(unit.words);
  }
  if (arabic == latin) return std::nullopt;
  return arabic ? analyzers::Language::arabic : analyzers::Language::english;
}

}  // namespace

void count_only_where(std::vector<WeightLeaf>& leaves, std::size_t first, const Clause& query) {
  for (auto at = first; at < leaves.size(); ++at) leaves[at].only_where.push_back(query);
}

Query QueryBuilder::build(const SearchRequest& request, Deadline deadline, double most_wanted) const {
  auto plan = plan_query(request.typed, request.repair, ground_.analyzer, ground_.tagger, ground_.vocabulary);
  if (ground_.plain) keep_to_stems(plan, request.cross_asked);
  Query query;
  query.interpretation.parsed = plan.line;
  query.interpretation.cut = plan.cut;
  query.interpretation.ignored = std::move(plan.ignored);
  query.interpretation.repairs = std::move(plan.repairs);
  query.language = language_of(plan);
  TreeBuilder(ground_, request, plan, deadline, most_wanted, query).build_root();
  return query;
}

}  // namespace searchd
