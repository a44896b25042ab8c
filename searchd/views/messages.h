// The texts of the pages in one language: looked up by key, with plural forms, numbers and dates as that
// language has them. A further language is a file (added_language).
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "corpus/dates/date.h"
#include "searchd/views/page_language.h"
#include "searchd/views/view_error.h"

namespace searchd {

/// One language. Not safe for use from two threads at once (ICU's formats are not).
class Messages {
 public:
  /// The texts of messages_file_of(language). Throws ViewError.
  explicit Messages(PageLanguage language);
  /// Those of `file`, which has or is to have the place of `language`. Throws ViewError, which names the file
  /// and the key.
  Messages(const MessagesFile& file, PageLanguage language);
  ~Messages();
  Messages(Messages&&) noexcept;

  PageLanguage language() const;

  /// The text of `key`, which takes no arguments. Throws ViewError for an unknown key.
  const std::string& text(std::string_view key) const;
  bool has(std::string_view key) const;

  /// A list whose items are set apart each by itself, so that they follow one another as the sentence runs.
  struct SetApart {
    std::string text;
  };
  /// A count (formatted, and deciding the plural form), a text (set apart, so that its direction stays its
  /// own) or a list.
  using Argument = std::pair<const char*, std::variant<std::int64_t, std::string, SetApart>>;

  /// The text of `key` with its arguments put in. Throws ViewError for an unknown key or arguments that do
  /// not fit.
  std::string format(std::string_view key, const std::vector<Argument>& arguments) const;

  /// Every key with the text behind it, for templates: those that take no arguments.
  const std::vector<std::pair<std::string, std::string>>& plain_texts() const;
  /// All keys, and the names of the arguments each takes, ascending.
  std::vector<std::pair<std::string, std::vector<std::string>>> keys() const;
  /// Of these the keys and arguments that are written as numbers or decide a form: no text may be put there.
  const std::set<std::pair<std::string, std::string>>& counted() const;

  /// "1,234".
  std::string number(std::int64_t value) const;

  /// "1,234.57": two places behind the point.
  std::string decimal(double value) const;

  /// "21%", "0.4%": a share, of which at most one place behind the point is shown.
  std::string percent(double share) const;

  /// "13 February 2018", "February 2018", "2018": as precise as it is. Empty where unknown.
  std::string date(const corpus::PublicationDate& date) const;

  /// Bytes that stand in the order in which names stand in lists: as the language's alphabet has them, in
  /// Arabic without the article.
  std::string sort_key(std::string_view name) const;
  /// The letter under which sort_key() puts a name: "C" of "Côte", "أردن" and "الأردن" under "ا"; empty for a
  /// name without letters.
  std::string initial(std::string_view name) const;

  /// "Italy, France or Iraq".
  std::string one_of(const std::vector<std::string>& names) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// `text` between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, with all isolates and overrides of its
/// own taken out: inside a sentence of the other direction it changes nothing but itself.
std::string isolated(std::string_view text);

}  // namespace searchd
