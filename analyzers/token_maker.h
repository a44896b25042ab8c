// A written word into its token: which language it is analysed as, and the forms under which it is searched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/arabic/stemmer.h"
#include "analyzers/compounds.h"
#include "analyzers/english/stemmer.h"
#include "analyzers/fold.h"
#include "analyzers/token.h"

namespace analyzers {

/// Not safe for use from two threads at once (Snowball).
class TokenMaker {
 public:
  /// Fills exact, stem, arabic, stop_word and the acronym of `token` for the word `written`. Where only its
  /// capitals tell a name from a stop word (US, IS, IT, WHO) these are its stem. False where nothing of it is
  /// ever searched (ء alone); the token is then of no use.
  bool make(std::u16string_view written, Part::Kind kind, Token& token);

  /// The same for a number or word that is folded already.
  void make_folded(std::string_view folded, bool arabic, arabic::WrittenMarks marks, Token& token);

  /// Takes back that the capitals of `token` make it a name: its whole line is in capitals.
  void make_common(Token& token);

  const arabic::Stemmer& arabic() const { return arabic_; }

  /// Whether `folded` is an Arabic article, with or without a conjunction before it. It stands alone only
  /// where a number or a Latin word follows (الـ20).
  static bool is_arabic_article(std::string_view folded);

  /// Whether `folded` is how the Arabic article is written in Latin letters.
  static bool is_latin_article(std::string_view folded);

 private:
  /// The stems of words met before. Half of a text's words are among its few hundred commonest.
  struct Known {
    std::string exact, stem;
    bool arabic = false, stop_word = false;
    arabic::WrittenMarks marks;
  };
  static constexpr std::size_t kKnownWords = 1 << 13;

  void find_stem(arabic::WrittenMarks marks, Token& token);

  Folder folder_;
  arabic::Stemmer arabic_;
  english::Stemmer english_;
  std::vector<Known> known_ = std::vector<Known>(kKnownWords);
};

/// Appends `more` to `text` as far as `text` then has no more than `longest` code points.
void append_at_most(std::string& text, std::string_view more, std::size_t longest);

}  // namespace analyzers
