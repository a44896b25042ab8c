#include "searchd/search/query_plan.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzers/written_form.h"
#include "searchd/search/capitals.h"
#include "searchd/search/query_limits.h"
#include "searchd/search/query_line.h"
#include "searchd/search/query_names.h"
#include "searchd/search/query_tree.h"
#include "searchd/search/whole_question.h"

namespace searchd {
namespace {

using analyzers::Token;
using Form = QueryPart::Form;
using Node = QueryNode;

constexpr std::size_t kMostNearestValues = 3;  // unknown values for which a known one is looked for

bool is_tag(Form form) { return form == Form::hashtag || form == Form::mention; }
bool is_plain(Form form) { return form == Form::words || is_tag(form); }

/// A part of the question on its way from text to plan.
struct PartWords {
  QueryPart* part;
  std::size_t first = 0, last = 0;  // its tokens
  std::size_t run = 0;              // of plain parts: those that stand side by side have the same
  bool excluded = false;
  bool strict = false;  // in a title or in NEAR: no word of it is left out, no name is more than its words
  bool kept = true;     // within the limits

  bool is_loose() const { return is_plain(part->form) && !strict; }
};

class Planner {
 public:
  Planner(std::string_view typed, bool repair, const analyzers::Analyzer& analyzer,
          const analyzers::Tagger& tagger, const analyzers::Vocabulary& vocabulary)
      : repair_(repair),
        analyzer_(analyzer),
        tagger_(tagger),
        values_(analyzer, tagger, vocabulary),
        query_(take_apart(typed)) {
    too_many_bytes_ = typed.size() > kMostQueryBytes;
  }

  QueryPlan plan() {
    plan_.parts.resize(query_.parts.size());
    for (auto& part : query_.parts) parts_.push_back(PartWords{&part});
    for (std::size_t number = 0; number < parts_.size(); ++number) read_value(number);
    read_tokens();
    plan_.whole_question = asks();
    plan_.shouted = !acronyms_count_;
    place(query_.root, false, false, 0);
    only_stop_words_ = std::none_of(parts_.begin(), parts_.end(), [this](const PartWords& words) {
      return !words.excluded && has_more_than_stop_words(words);
    });
    keep_limits();
    find_names();
    for (std::size_t number = 0; number < parts_.size(); ++number) plan_part(number);
    auto root = asked_tree(query_.root, asked_parts());
    if (root && near_children(*root) != near_children(query_.root)) left_out_ = true;
    plan_.root = root ? std::move(*root) : Node{Node::Kind::together, 0, {}, {}};
    plan_.line = query_line(plan_.root, [this](std::size_t part) { return plan_.parts[part].line; });
    plan_.repairs = std::move(query_.repairs);
    return std::move(plan_);
  }

  /// Whether a reader's question is taken that is refused a program, though no part of it is left out.
  bool is_mended() const { return too_many_bytes_ || query_.too_deep; }
  bool left_out() const { return left_out_; }

 private:
  // A word that stood near what asks for nothing stands alone: it is read again as what it then is.
  static std::size_t near_children(const Node& node) {
    std::size_t count = node.kind == Node::Kind::near ? node.children.size() : 0;
    for (const auto& child : node.children) count += near_children(child);
    return count;
  }

  std::string text_of(std::size_t begin, std::size_t end) const {
    return query_.text.substr(begin, end - begin);
  }
  std::string text_of(const QueryPart& part) const { return text_of(part.begin, part.end); }

  // --- values ---

  void read_value(std::size_t number) {
    auto& part = query_.parts[number];
    auto& planned = plan_.parts[number];
    if (part.form == Form::value) {
      const auto typed = text_of(part);
      if (auto value = values_.find(part.field, typed)) {
        planned.value = std::move(*value);
      } else {
        // Each costs a comparison with every name of the field.
        auto near = ++unknown_values_ > kMostNearestValues ? "" : values_.nearest_value(part.field, typed);
        if (!near.empty()) near = std::string(query_field_name(part.field)) + ':' + near;
        add_repair(query_.repairs, "unknown_value", part.typed, std::move(near));
        search_as_words(part);
      }
    } else if (part.form == Form::date) {
      if (const auto dates = read_date_range(part.field, text_of(part))) {
        planned.dates = *dates;
        if (dates->turned) add_repair(query_.repairs, "date_order", part.typed);
      } else {
        add_repair(query_.repairs, "date", part.typed);
        search_as_words(part);
      }
    }
  }

  // The text behind a field that does not know it. What would read as other than one word becomes a phrase.
  void search_as_words(QueryPart& part) {
    part.field = QueryField::none;
    const auto is_sign = [](char c) { return c == '-' || c == '!' || c == '=' || c == '#' || c == '@'; };
    while (part.begin < part.end && is_sign(query_.text[part.begin])) ++part.begin;
    std::string word = text_of(part);
    std::vector<Repair> none;
    const auto tokens = query_tokens(word, none);
    const bool is_word = tokens.size() == 1 && tokens[0].kind == QueryToken::Kind::word &&
                         tokens[0].begin == 0 && tokens[0].end == word.size();
    part.form = is_word ? Form::words : Form::phrase;
    std::replace(query_.text.begin() + static_cast<std::ptrdiff_t>(part.begin),
                 query_.text.begin() + static_cast<std::ptrdiff_t>(part.end), '*', ' ');
  }

  // --- tokens ---

  bool asks() const {
    std::vector<Token> tokens;  // those that stand free: "what was said" in quotation marks asks nothing
    for (const auto& words : parts_) {
      if (words.part->form != Form::words || words.part->field != QueryField::none) continue;
      for (auto at = words.first; at < words.last; ++at) {
        tokens.push_back(tokens_[at]);
        tokens.back().stop_word = is_left_out(tokens_[at]);
      }
    }
    return is_whole_question(tokens, analyzer_);
  }

  // The words alone, each at its place: signs would be read as words, fields as parts of names.
  std::string words_alone() const {
    std::string words(query_.text.size(), ' ');
    for (const auto& part : query_.parts) {
      if (part.form == Form::value || part.form == Form::date) continue;
      std::copy(query_.text.begin() + static_cast<std::ptrdiff_t>(part.begin),
                query_.text.begin() + static_cast<std::ptrdiff_t>(part.end),
                words.begin() + static_cast<std::ptrdiff_t>(part.begin));
    }
    return words;
  }

  // An acronym whose small letters are a word that says nothing ("us", "who", "it") is marked as a stop word
  // here: it is searched as an acronym alone, or, in a question that is shouted, as the word it is.
  void read_tokens() {
    words_ = words_alone();
    tokens_ = analyzer_.analyze(words_);
    acronyms_count_ = !is_shouted(words_);
    for (auto& token : tokens_) {
      if (token.stop_word || !is_acronym(token)) continue;
      const auto in_small_letters = analyzer_.analyze(token.exact);
      const bool is_stop_word = in_small_letters.size() == 1 && in_small_letters.front().stop_word;
      token.stop_word = is_stop_word || (acronyms_count_ && token.exact == "us");
    }
    std::size_t next = 0;
    for (auto& words : parts_) {
      while (next < tokens_.size() && tokens_[next].begin < words.part->begin) ++next;
      words.first = next;
      while (next < tokens_.size() && tokens_[next].begin < words.part->end) ++next;
      words.last = next;
    }
  }

  // Tells every part where it stands.
  void place(const Node& node, bool excluded, bool near, std::size_t run) {
    if (node.kind == Node::Kind::part) {
      auto& words = parts_[node.part];
      words.excluded = excluded;
      words.strict = near || words.part->field == QueryField::title;
      words.run = run;
      return;
    }
    const auto shared = ++runs_;  // by the plain parts of `together`; of all others each is its own
    for (const auto& child : node.children) {
      place(child, excluded != (node.kind == Node::Kind::none), near || node.kind == Node::Kind::near,
            node.kind == Node::Kind::together ? shared : ++runs_);
    }
  }

  // --- stop words ---

  bool is_left_out(const Token& token) const {
    return token.stop_word && !(acronyms_count_ && is_acronym(token));
  }
  bool has_more_than_stop_words(const PartWords& words) const {
    if (words.part->form == Form::value || words.part->form == Form::date) return true;
    if (!words.is_loose()) return words.first < words.last;
    for (auto at = words.first; at < words.last; ++at) {
      if (!is_left_out(tokens_[at])) return true;
    }
    return false;
  }
  // Whether the token at `at` of these words is searched.
  bool is_searched(const PartWords& words, std::size_t at) const {
    if (!words.is_loose() || !is_left_out(tokens_[at])) return true;
    if (is_tag(words.part->form)) return !has_more_than_stop_words(words);  // "#WhoWeAre"
    return only_stop_words_ && !words.excluded;
  }
  std::size_t count_searched(const PartWords& words) const {
    std::size_t count = 0;
    for (auto at = words.first; at < words.last; ++at) count += is_searched(words, at) ? 1U : 0U;
    return count;
  }

  // --- limits ---

  void keep_limits() {
    QueryLimits limits(repair_, too_many_bytes_, query_.too_deep);
    for (auto& words : parts_) {
      const bool is_phrase = words.part->form == Form::phrase;
      words.kept = limits.keep(*words.part, is_phrase ? words.last - words.first : count_searched(words));
      if (!words.kept) {
        left_out_ = true;
        plan_.ignored.push_back(words.part->typed);
      } else if (is_phrase && words.last - words.first > kMostPhraseWords) {
        shorten_phrase(words);
      }
    }
  }

  void shorten_phrase(PartWords& words) {
    const auto cut = words.first + kMostPhraseWords;
    plan_.ignored.push_back(text_of(tokens_[cut].begin, words.part->end));
    words.last = cut;
    words.part->end = tokens_[cut - 1].end;
    left_out_ = true;
  }

  // --- names ---

  // Longest names come first: a name inside one that is known already says less than it.
  void find_names() {
    for (auto& named : names_with_spellings(words_, tokens_, analyzer_, tagger_)) {
      if (!is_one_wish(named.first, named.last)) continue;
      const bool is_inside = std::any_of(names_.begin(), names_.end(), [&named](const NamedWords& known) {
        return named.first < known.last && known.first < named.last;
      });
      if (!is_inside) names_.push_back(std::move(named));
    }
    std::sort(names_.begin(), names_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  // The tokens are wanted together: plain words, kept, side by side.
  bool is_one_wish(std::size_t first, std::size_t last) const {
    std::size_t covered = 0;
    std::optional<std::size_t> run;
    bool searched = false;
    for (const auto& words : parts_) {
      const auto begin = std::max(first, words.first);
      const auto end = std::min(last, words.last);
      if (begin >= end) continue;
      const bool fits = words.kept && words.part->form == Form::words && !words.strict;
      if (!fits || run.value_or(words.run) != words.run) return false;
      run = words.run;
      covered += end - begin;
      for (auto at = begin; at < end; ++at) searched = searched || is_searched(words, at);
    }
    return searched && covered == last - first;
  }

  const NamedWords* next_name(std::size_t from, std::size_t before) const {
    for (const auto& name : names_) {
      if (name.first >= from && name.first < before) return &name;
    }
    return nullptr;
  }

  // --- parts ---

  void plan_part(std::size_t number) {
    const auto& words = parts_[number];
    auto& planned = plan_.parts[number];
    planned.form = words.part->form;
    planned.field = words.part->field;
    planned.excluded = words.excluded;
    planned.typed = words.part->typed;
    planned.number = words.part->number;
    const auto& known = planned.form == Form::date ? planned.dates.text : planned.value;
    planned.line = part_line(*words.part, known.empty() ? text_of(*words.part) : known);
    if (!words.kept || planned.form == Form::value || planned.form == Form::date) return;
    if (words.is_loose()) return plan_loose_words(words, planned);
    for (auto at = words.first; at < words.last; ++at) {
      const auto& token = tokens_[at];
      planned.words.push_back(token);
      planned.written.push_back(analyzers::written_form(
          token, std::string_view(words_).substr(token.begin, token.end - token.begin)));
    }
  }

  void plan_loose_words(const PartWords& words, PlannedPart& planned) {
    if (words.first < words.last && words.last <= named_until_) return;
    const bool is_words = words.part->form == Form::words;
    const bool has_name = is_words && next_name(words.first, words.last) != nullptr;
    if (!has_name && count_searched(words) == 0) {
      plan_.ignored.push_back(words.part->typed);
    } else if (is_words) {
      add_plain_units(words, planned);
    } else {
      add_unit(words, words.first, words.last, {}, planned);
    }
  }

  // A name is a unit of its own; what stands between names is another.
  void add_plain_units(const PartWords& words, PlannedPart& planned) {
    std::size_t token = std::max(words.first, named_until_);
    while (token < words.last) {
      const auto* name = next_name(token, words.last);
      const auto plain_end = name == nullptr ? words.last : name->first;
      if (token < plain_end) add_unit(words, token, plain_end, {}, planned);
      if (name == nullptr) break;
      add_unit(words, name->first, name->last, name->entries, planned);
      token = named_until_ = name->last;
    }
  }

  void add_unit(const PartWords& words, std::size_t first, std::size_t last,
                std::vector<const analyzers::Entry*> names, PlannedPart& planned) {
    WantedUnit unit;
    unit.form = words.part->form;
    unit.excluded = words.excluded;
    unit.whole_part = first == words.first && last == words.last;
    unit.typed = unit.whole_part ? words.part->typed : text_of(tokens_[first].begin, tokens_[last - 1].end);
    for (auto at = first; at < last; ++at) {
      const auto& token = tokens_[at];
      unit.special.insert(unit.special.end(), token.special.begin(), token.special.end());
      if (is_searched(words, at)) {
        unit.words.push_back(token);
      } else if (names.empty()) {
        plan_.ignored.push_back(text_of(token.begin, token.end));
      }
    }
    unit.names = std::move(names);
    if (!unit.words.empty()) planned.units.push_back(std::move(unit));
  }

  // --- the tree ---

  bool is_asked(std::size_t number) const {
    const auto& planned = plan_.parts[number];
    if (!parts_[number].kept) return false;
    const bool is_filter = planned.form == Form::value || planned.form == Form::date;
    return is_filter || !planned.units.empty() || !planned.words.empty();
  }

  AskedParts asked_parts() const {
    AskedParts parts;
    for (std::size_t number = 0; number < parts_.size(); ++number) {
      parts.asked.push_back(is_asked(number));
      parts.known.push_back(parts_[number].kept && parts_[number].first < parts_[number].last);
    }
    return parts;
  }

  bool repair_;
  const analyzers::Analyzer& analyzer_;
  const analyzers::Tagger& tagger_;
  FieldValues values_;
  QueryText query_;
  QueryPlan plan_;
  std::string words_;
  std::vector<Token> tokens_;
  std::vector<PartWords> parts_;
  std::vector<NamedWords> names_;
  std::size_t runs_ = 0;
  std::size_t unknown_values_ = 0;
  std::size_t named_until_ = 0;  // tokens before it stand in a name that is a unit already
  bool too_many_bytes_ = false, acronyms_count_ = true, only_stop_words_ = false, left_out_ = false;
};

}  // namespace

QueryPlan plan_query(std::string_view typed, bool repair, const analyzers::Analyzer& analyzer,
                     const analyzers::Tagger& tagger, const analyzers::Vocabulary& vocabulary) {
  Planner planner(typed, repair, analyzer, tagger, vocabulary);
  auto plan = planner.plan();
  // What is left may read otherwise without what was left out (capitals that were an exception among small
  // letters): it is searched as it reads by itself, so that the line that is told is the question searched.
  bool left_out = planner.left_out();
  const bool cut = left_out || planner.is_mended();
  for (int tries = 0; left_out && tries < 3; ++tries) {
    Planner again(plan.line, repair, analyzer, tagger, vocabulary);
    auto second = again.plan();
    left_out = again.left_out();
    second.ignored = std::move(plan.ignored);
    second.repairs = std::move(plan.repairs);
    plan = std::move(second);
  }
  // Nothing of it can be searched (signs and emoji alone): then not even its words tell what was left out.
  if (plan.line.empty()) plan.ignored = pieces_of(typed);
  plan.cut = cut;
  return plan;
}

}  // namespace searchd
