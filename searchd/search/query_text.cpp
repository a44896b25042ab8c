#include "searchd/search/query_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

// A URL holds at most 8,000 bytes; whoever calls with more gets an answer to the beginning.
constexpr std::size_t kLongestText = 8192;

constexpr char32_t kMinusSign = U'−';

// Any of these opens a phrase and any closes it: in Arabic text, on phones and in copied text they come mixed
// up.
constexpr std::array kQuotes = {U'"', U'“', U'”', U'„', U'‟', U'«', U'»', U'＂', U'〝', U'〞', U'❝', U'❞'};

bool is_quote(char32_t letter) { return std::find(kQuotes.begin(), kQuotes.end(), letter) != kQuotes.end(); }

// Marks that say in which direction to write stand before signs and are not seen.
bool is_invisible(char32_t letter) {
  return letter == U'\u200e' || letter == U'\u200f' || letter == U'\u061c' || letter == U'\ufeff' ||
         (letter >= U'\u202a' && letter <= U'\u202e') || (letter >= U'\u2066' && letter <= U'\u2069');
}

bool is_control(char32_t letter) { return letter < 0x20 || (letter >= 0x7f && letter < 0xa0); }

bool is_space(char32_t letter) {
  return letter == U' ' || letter == 0xa0 || letter == 0x1680 || (letter >= 0x2000 && letter <= 0x200a) ||
         letter == 0x2028 || letter == 0x2029 || letter == 0x202f || letter == 0x205f || letter == 0x3000;
}

// Brackets, bars and separators of either script around a word are no part of it.
bool is_loose_sign(char32_t letter) {
  constexpr std::u32string_view kSigns = U"()[]{}<>|,;!?+*~^&=،؛؟…";
  return kSigns.find(letter) != std::u32string_view::npos;
}

std::string cleaned(std::string_view typed) {
  std::string text;
  text.reserve(typed.size());
  analyzers::for_each_code_point(typed, [&text](char32_t letter) {
    analyzers::append_code_point(text, is_control(letter) ? U' ' : letter);
  });
  return text;
}

/// A letter of the text and where it begins.
struct Letter {
  char32_t value;
  std::size_t begin;
};

std::vector<Letter> letters_of(std::string_view text) {
  std::vector<Letter> letters;
  std::size_t begin = 0;
  analyzers::for_each_code_point(text, [&](char32_t letter) {
    letters.push_back({letter, begin});
    begin += letter < 0x80 ? 1U : letter < 0x800 ? 2U : letter < 0x10000 ? 3U : 4U;
  });
  return letters;
}

class Reader {
 public:
  explicit Reader(QueryText& query) : query_(query), letters_(letters_of(query.text)) {}

  void read() {
    while (at_ < letters_.size()) {
      const char32_t letter = letters_[at_].value;
      if (is_space(letter) || is_invisible(letter) || is_loose_sign(letter)) {
        ++at_;
      } else if (is_quote(letter)) {
        read_phrase(at_);
      } else if (is_excluding_sign(at_)) {
        read_exclusion(at_, at_ + 1);
      } else {
        read_word(at_);
      }
    }
    drop_what_excludes_nothing();
  }

 private:
  std::size_t byte_of(std::size_t letter) const {
    return letter < letters_.size() ? letters_[letter].begin : query_.text.size();
  }
  std::string text_of(std::size_t first, std::size_t last) const {
    return query_.text.substr(byte_of(first), byte_of(last) - byte_of(first));
  }

  // A '-' that stands before a word: "-video", "−«…»". Between words it is a dash, inside a word a hyphen.
  bool is_excluding_sign(std::size_t letter) const {
    if (letters_[letter].value != U'-' && letters_[letter].value != kMinusSign) return false;
    const std::size_t next = letter + 1;
    return next < letters_.size() && !is_space(letters_[next].value) && !is_loose_sign(letters_[next].value);
  }

  // The sign or word NOT in [first, last) excludes what comes next.
  void read_exclusion(std::size_t first, std::size_t last) {
    if (!excluding_from_) excluding_from_ = first;
    excluding_end_ = last;
    ++operators_;
    at_ = last;
  }

  void read_phrase(std::size_t opening) {
    std::size_t closing = opening + 1;
    while (closing < letters_.size() && !is_quote(letters_[closing].value)) ++closing;
    if (closing == letters_.size()) query_.repairs.emplace_back("unclosed quotation mark");
    add(QueryPart::Form::phrase, opening, opening + 1, closing, std::min(closing + 1, letters_.size()));
  }

  void read_word(std::size_t first) {
    std::size_t last = first;
    while (last < letters_.size() && !is_space(letters_[last].value) && !is_quote(letters_[last].value) &&
           !ends_word(first, last)) {
      ++last;
    }
    const std::string word = text_of(first, last);
    if (word == "NOT") {
      read_exclusion(first, last);
    } else if (word == "AND" || word == "OR") {
      ++operators_;
      if (word == "OR") query_.dropped.push_back(word);
      at_ = last;
    } else {
      add(form_of(first), first, first, last, last);
    }
  }

  // Separators end a word, except inside an address ("?q=") and inside a number ("2,500").
  bool ends_word(std::size_t first, std::size_t letter) const {
    if (!is_loose_sign(letters_[letter].value)) return false;
    return !is_address(first) && !(is_digit(letter - 1) && is_digit(letter + 1));
  }
  bool is_digit(std::size_t letter) const {
    if (letter >= letters_.size()) return false;
    const char32_t value = letters_[letter].value;
    return (value >= U'0' && value <= U'9') || (value >= U'٠' && value <= U'٩') ||
           (value >= U'۰' && value <= U'۹');
  }
  bool is_address(std::size_t first) const {
    const std::string_view rest = std::string_view(query_.text).substr(byte_of(first));
    return rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
  }

  QueryPart::Form form_of(std::size_t first) const {
    if (first + 1 < letters_.size() && !is_space(letters_[first + 1].value)) {
      if (letters_[first].value == U'#' || letters_[first].value == U'＃') return QueryPart::Form::hashtag;
      if (letters_[first].value == U'@' || letters_[first].value == U'＠') return QueryPart::Form::mention;
    }
    return QueryPart::Form::words;
  }

  // [first, last) as written, [inner, inner_end) its words.
  void add(QueryPart::Form form, std::size_t first, std::size_t inner, std::size_t inner_end,
           std::size_t last) {
    QueryPart part;
    part.form = form;
    part.excluded = excluding_from_.has_value();
    part.typed = text_of(excluding_from_.value_or(first), last);
    part.begin = byte_of(inner);
    part.end = byte_of(inner_end);
    part.operators = operators_;
    query_.parts.push_back(std::move(part));
    excluding_from_.reset();
    at_ = last;
  }

  void drop_what_excludes_nothing() {
    if (excluding_from_) query_.dropped.push_back(text_of(*excluding_from_, excluding_end_));
  }

  QueryText& query_;
  std::vector<Letter> letters_;
  std::size_t at_ = 0;
  std::size_t operators_ = 0;
  std::optional<std::size_t> excluding_from_;
  std::size_t excluding_end_ = 0;
};

// The first bytes of `text` that hold whole code points.
std::string_view beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

}  // namespace

QueryText take_apart(std::string_view typed) {
  QueryText query;
  const std::string_view read = beginning(typed, kLongestText);
  if (read.size() < typed.size())
    query.repairs.emplace_back("only the beginning was read: the text is too long");
  query.text = cleaned(read);
  Reader(query).read();
  return query;
}

}  // namespace searchd
