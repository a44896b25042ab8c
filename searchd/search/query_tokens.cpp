#include "searchd/search/query_tokens.h"

#include <algorithm>
#include <utility>

#include "analyzers/utf8.h"
#include "searchd/search/query_signs.h"

namespace searchd {
namespace {

using Kind = QueryToken::Kind;

constexpr std::size_t kLettersOfBeginning = 3;  // at least, before '*' and '~'

/// A letter of the text and where it begins.
struct Letter {
  char32_t value;
  std::size_t begin;
};

std::vector<Letter> letters_of(std::string_view text) {
  std::vector<Letter> letters;
  letters.reserve(text.size());
  analyzers::for_each_code_point_at(text, [&letters](char32_t letter, std::size_t begin) {
    letters.push_back({letter, begin});
  });
  return letters;
}

bool is_minus(char32_t letter) { return letter == U'-'; }

class Reader {
 public:
  Reader(std::string& text, std::vector<Repair>& repairs)
      : text_(text), repairs_(repairs), letters_(letters_of(text)) {}

  std::vector<QueryToken> read() {
    while (at_ < letters_.size()) read_next();
    return std::move(tokens_);
  }

 private:
  char32_t letter(std::size_t at) const { return at < letters_.size() ? letters_[at].value : U'\0'; }
  std::size_t byte_of(std::size_t at) const {
    return at < letters_.size() ? letters_[at].begin : text_.size();
  }
  std::string text_of(std::size_t first, std::size_t last) const {
    return text_.substr(byte_of(first), byte_of(last) - byte_of(first));
  }
  bool is_end(std::size_t at) const { return at >= letters_.size() || is_space(letters_[at].value); }

  QueryToken& add(Kind kind, std::size_t first, std::size_t begin, std::size_t end, std::size_t last) {
    QueryToken token;
    token.kind = kind;
    token.first = byte_of(first);
    token.last = byte_of(last);
    token.begin = byte_of(begin);
    token.end = byte_of(end);
    at_ = last;
    return tokens_.emplace_back(token);
  }
  QueryToken& add_sign(Kind kind, std::size_t first, std::size_t last) {
    return add(kind, first, first, last, last);
  }

  void read_next() {
    const char32_t here = letter(at_);
    if (is_space(here)) {
      ++at_;
    } else if (is_quote(here)) {
      read_phrase(at_, at_);
    } else if (here == U'(' || here == U')') {
      add_sign(here == U'(' ? Kind::opening : Kind::closing, at_, at_ + 1);
    } else if (here == U'|') {
      read_bars();
    } else if (is_excluding_sign(at_)) {
      add_sign(Kind::without, at_, at_ + 1);
    } else if (here == U'=' && is_border(at_) && is_word_or_quote(at_ + 1)) {
      is_quote(letter(at_ + 1)) ? read_phrase(at_, at_ + 1) : read_written_word();
    } else if (is_loose_sign(here)) {
      skip_sign();
    } else {
      read_word(at_);
    }
  }

  // --- signs ---

  void read_bars() {
    const auto first = at_;
    while (letter(at_) == U'|') ++at_;
    add_sign(Kind::either, first, at_);
  }

  // A '-' or '!' that stands before a word: "-video", "−«…»", "!(a b)". Between words '-' is a dash, inside a
  // word a hyphen; behind a word '!' is a cry.
  bool is_excluding_sign(std::size_t at) const {
    const bool is_sign = is_minus(letter(at)) || (letter(at) == U'!' && is_border(at));
    if (!is_sign || is_end(at + 1)) return false;
    const char32_t next = letter(at + 1);
    return !is_loose_sign(next) || next == U'(' || (next == U'=' && is_word_or_quote(at + 2)) ||
           (next == U'!' && is_excluding_sign(at + 1));
  }
  // Whether a word may begin at `at` for all that stands before it.
  bool is_border(std::size_t at) const {
    if (at == 0) return true;
    const char32_t before = letter(at - 1);
    return is_space(before) || is_loose_sign(before) || is_quote(before) || is_minus(before) ||
           before == U':';
  }
  bool is_word_or_quote(std::size_t at) const {
    return !is_end(at) && !is_loose_sign(letter(at)) && !is_minus(letter(at));
  }

  void skip_sign() {
    const char32_t here = letter(at_);
    if (here == U'*' || here == U'~') note_lost_sign(at_);
    ++at_;
  }

  // A '*' or '~' that says nothing where it stands.
  void note_lost_sign(std::size_t at) {
    auto first = at;
    auto last = at + 1;
    while (first > 0 && !is_end(first - 1)) --first;
    while (!is_end(last)) ++last;
    add_repair(repairs_, letter(at) == U'*' ? "star" : "tilde", text_of(first, last));
  }

  // --- phrases ---

  void read_phrase(std::size_t first, std::size_t opening) {
    std::size_t closing = opening + 1;
    bool is_noted = false;  // once a phrase: a thousand stars say no more than one
    while (closing < letters_.size() && !is_quote(letter(closing))) {
      if (letter(closing) == U'*') {
        if (!is_noted) note_lost_sign(closing);
        is_noted = true;
        text_[byte_of(closing)] = ' ';
        letters_[closing].value = U' ';
      }
      ++closing;
    }
    if (closing == letters_.size()) add_repair(repairs_, "quote", text_of(opening, closing));
    auto last = std::min(closing + 1, letters_.size());
    std::size_t number = 0;
    if (letter(last) == U'~' && is_digit(letter(last + 1))) {
      number = read_number(last + 1, kMostNear);
      last = after_number_;
    }
    add(Kind::phrase, first, opening + 1, closing, last).number = number;
  }

  // The digits from `at` on; more than `most` is `most`, and told. At least 1.
  std::size_t read_number(std::size_t at, std::size_t most) {
    const auto first = at;
    std::size_t number = 0;
    for (; is_digit(letter(at)); ++at) number = std::min(number * 10 + digit_value(letter(at)), most + 1);
    after_number_ = at;
    if (number >= 1 && number <= most) return number;
    const auto used = std::clamp<std::size_t>(number, 1, most);
    add_repair(repairs_, "number", text_of(first, at), std::to_string(used));
    return used;
  }

  // --- words ---

  void read_written_word() {
    const auto first = at_;
    const auto end = word_end(first + 1);
    add(Kind::written, first, first + 1, end, end);
    skip_signs_at_end();
  }

  std::size_t word_end(std::size_t first) const {
    std::size_t last = first;
    while (!is_end(last) && !is_quote(letter(last)) && !ends_word(first, last)) ++last;
    return last;
  }

  void read_word(std::size_t first) {
    const auto last = word_end(first);
    const auto word = text_of(first, last);
    if (read_operator(word, first, last)) return;
    if (!has_letters(word)) {
      at_ = std::max(last, first + 1);
      return;
    }
    if (!is_address(first) && read_field(first, last)) return;
    add_word(first, last);
  }

  // Separators end a word, except inside an address ("?q=") and inside a number ("2,500").
  bool ends_word(std::size_t first, std::size_t at) const {
    if (!is_loose_sign(letter(at))) return false;
    if (is_address(first)) return letter(at) == U')' && !has_open_bracket(first, at);
    return at == first ||
           !(is_digit(letter(at - 1)) && is_digit(letter(at + 1)) && is_number_sign(letter(at)));
  }
  static bool is_number_sign(char32_t sign) { return sign == U',' || sign == U'،'; }
  bool has_open_bracket(std::size_t first, std::size_t before) const {
    int open = 0;
    for (auto at = first; at < before; ++at) {
      if (letter(at) == U'(') ++open;
      if (letter(at) == U')') --open;
    }
    return open > 0;
  }
  bool is_address(std::size_t first) const {
    const std::string_view rest = std::string_view(text_).substr(byte_of(first));
    return rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
  }

  bool read_operator(const std::string& word, std::size_t first, std::size_t last) {
    if (word == "NOT") return add_sign(Kind::without, first, last), true;
    if (word == "AND") return add_sign(Kind::both, first, last), true;
    if (word == "OR") return add_sign(Kind::either, first, last), true;
    const bool is_near = word.starts_with("NEAR");
    if (!is_near && !word.starts_with("ADJ")) return false;
    const auto slash = first + (is_near ? 4 : 3);
    std::size_t number = kNearByDefault;
    if (slash != last) {
      if (letter(slash) != U'/' || slash + 1 == last) return false;
      for (auto at = slash + 1; at < last; ++at) {
        if (!is_digit(letter(at))) return false;
      }
      number = read_number(slash + 1, kMostNear);
    }
    auto& token = add_sign(Kind::near, first, last);
    token.number = number;
    token.ordered = !is_near;
    return true;
  }

  void add_word(std::size_t first, std::size_t last) {
    const bool is_longer = first + 1 < last;
    if (is_longer && letter(first) == U'#') return add_tag(Kind::hashtag, first, last);
    if (is_longer && letter(first) == U'@') return add_tag(Kind::mention, first, last);
    const bool is_star = letter(last) == U'*';
    const bool is_tilde = letter(last) == U'~';
    if ((!is_star && !is_tilde) || is_address(first) || !is_beginning(first, last)) {
      add(Kind::word, first, first, last, last);
    } else if (is_star) {
      add(Kind::beginning, first, first, last, last + 1);
    } else {
      add_similar(first, last);
    }
  }
  void add_tag(Kind kind, std::size_t first, std::size_t last) {
    add(kind, first, first, last, last);
    skip_signs_at_end();
  }

  // The sign behind [first, last) ends the word, which is long enough for it.
  bool is_beginning(std::size_t first, std::size_t last) const {
    std::size_t letters = 0;
    for (auto at = first; at < last; ++at) letters += has_letters(text_of(at, at + 1)) ? 1U : 0U;
    if (letters < kLettersOfBeginning) return false;
    const bool is_number = letter(last) == U'~' && is_digit(letter(last + 1));
    return is_number || is_end(last + 1) || is_quote(letter(last + 1)) || is_loose_sign(letter(last + 1));
  }

  void add_similar(std::size_t first, std::size_t last) {
    std::size_t number = 0;
    after_number_ = last + 1;
    if (is_digit(letter(last + 1))) number = read_number(last + 1, kMostLettersApart);
    add(Kind::similar, first, first, last, after_number_).number = number;
  }

  // =word* and #tag* have no such sign.
  void skip_signs_at_end() {
    while (letter(at_) == U'*' || letter(at_) == U'~') skip_sign();
  }

  // --- fields ---

  // Reads "partner:" and what it restricts. False where the word has no field before a colon.
  bool read_field(std::size_t first, std::size_t last) {
    std::size_t colon = first;
    while (colon < last && letter(colon) != U':') ++colon;
    if (colon == last || colon == first) return false;
    const auto field = query_field_from_name(text_of(first, colon));
    if (!field) return false;
    auto value = colon + 1;
    const bool is_close = !is_end(value);
    while (value < letters_.size() && is_space(letter(value))) ++value;
    if (!begins_value(value, is_close)) {
      add_repair(repairs_, "field_alone", text_of(first, colon + 1));
      add(Kind::word, first, first, colon, colon + 1);
      return true;
    }
    add_sign(Kind::field, first, colon + 1).field = *field;
    at_ = value;
    read_value(*field);
    return true;
  }

  // Something stands there that a field can restrict: no operator set off by a space, no further field.
  bool begins_value(std::size_t at, bool is_close) const {
    if (at >= letters_.size()) return false;
    if (is_quote(letter(at)) || letter(at) == U'(') return true;
    const auto last = value_end(at);
    const auto word = text_of(at, last);
    if (!has_letters(word)) return false;
    const auto colon = word.find(':');
    if (colon != std::string::npos && query_field_from_name(word.substr(0, colon))) return false;
    const bool is_operator = word == "OR" || word == "AND" || word == "NOT" || word.starts_with("NEAR/") ||
                             word.starts_with("ADJ/") || word == "NEAR" || word == "ADJ";
    return is_close || !is_operator;
  }

  std::size_t value_end(std::size_t first) const {
    std::size_t last = first;
    while (!is_end(last) && !is_quote(letter(last)) && letter(last) != U'(' && letter(last) != U')' &&
           letter(last) != U'|') {
      ++last;
    }
    return last;
  }

  void read_value(QueryField field) {
    const char32_t here = letter(at_);
    if (here == U'(') return;
    if (is_quote(here)) return read_phrase(at_, at_);
    if (is_date_field(field)) {
      const auto last = value_end(at_);
      add(Kind::date, at_, at_, last, last);
    } else if (is_value_field(field)) {
      read_list();
    } else {
      read_title_word();
    }
  }

  // "italy" or "italy,france": the second is read as if brackets and OR stood there.
  void read_list() {
    std::vector<std::pair<std::size_t, std::size_t>> values;
    auto at = at_;
    for (;;) {
      auto last = at;
      const auto end = value_end(at);
      while (last < end && !is_loose_sign(letter(last))) ++last;
      if (last > at) values.emplace_back(at, last);
      at = last;
      const bool goes_on = is_number_sign(letter(at)) && !is_end(at + 1) && !is_loose_sign(letter(at + 1)) &&
                           !is_quote(letter(at + 1));
      if (!goes_on) break;
      ++at;
    }
    if (values.empty()) {
      ++at_;
      return;
    }
    const bool is_list = values.size() > 1;
    if (is_list) add_sign(Kind::opening, at_, at_);
    for (const auto& [first, last] : values) {
      if (first != values.front().first) add_sign(Kind::either, first, first);
      add(Kind::word, first, first, last, last);
    }
    if (is_list) add_sign(Kind::closing, at, at);
    at_ = at;
    skip_signs_at_end();
  }

  void read_title_word() {
    const auto first = at_;
    if (letter(first) == U'=' && is_word_or_quote(first + 1)) {
      is_quote(letter(first + 1)) ? read_phrase(first, first + 1) : read_written_word();
      return;
    }
    auto begin = first;
    while (is_loose_sign(letter(begin)) || is_minus(letter(begin)) || letter(begin) == U'=') ++begin;
    const auto end = word_end(begin);
    if (begin == end) {
      at_ = std::max(begin, first + 1);
      return;
    }
    add_word(begin, end);
  }

  std::string& text_;
  std::vector<Repair>& repairs_;
  std::vector<Letter> letters_;
  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0;
  std::size_t after_number_ = 0;  // where read_number() stopped
};

}  // namespace

std::vector<QueryToken> query_tokens(std::string& text, std::vector<Repair>& repairs) {
  return Reader(text, repairs).read();
}

}  // namespace searchd
