#include "analyzers/arabic/clitics.h"

#include <cstddef>

namespace analyzers::arabic {
namespace {

constexpr std::size_t kShortestStem = 3;

constexpr std::u16string_view kArticles[] = {u"وبال", u"وكال", u"فبال", u"ولل", u"فلل", u"وال",
                                             u"بال",  u"كال",  u"فال",  u"لل",  u"ال"};
constexpr std::u16string_view kPronouns[] = {u"كما", u"هما", u"هم", u"هن", u"كم", u"نا", u"ها"};
constexpr std::u16string_view kEndings[] = {u"وا", u"ها", u"ان", u"ات", u"ون", u"ين",
                                            u"يه", u"ه",  u"ي",  u"ت",  u"ا"};

bool leaves_enough(std::u16string_view word, std::u16string_view affix) {
  return word.size() >= affix.size() + kShortestStem;
}

std::u16string_view without_ending(std::u16string_view word, std::u16string_view ending) {
  if (leaves_enough(word, ending) && word.ends_with(ending)) word.remove_suffix(ending.size());
  return word;
}

}  // namespace

std::u16string_view without_article(std::u16string_view word) {
  for (const auto article : kArticles) {
    if (leaves_enough(word, article) && word.starts_with(article)) return word.substr(article.size());
  }
  return word;
}

std::u16string_view without_pronoun(std::u16string_view word) {
  for (const auto pronoun : kPronouns) {
    if (leaves_enough(word, pronoun) && word.ends_with(pronoun))
      return word.substr(0, word.size() - pronoun.size());
  }
  return word;
}

std::u16string_view without_endings(std::u16string_view word, bool tanwin) {
  const bool marked = tanwin && word.size() >= kShortestStem && word.ends_with(u'ا');
  const bool unmarked = word.size() > kShortestStem + 1 && word.ends_with(u"يا");  // few write رسمياً in full
  if (marked || unmarked) word.remove_suffix(1);
  word = without_pronoun(word);
  for (const auto ending : kEndings) word = without_ending(word, ending);
  return word;
}

}  // namespace analyzers::arabic
