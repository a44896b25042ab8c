// The texts of the pages in one language: looked up by key, with plural forms, numbers and dates as that
// language has them. A third language is a file.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "corpus/dates/date.h"
#include "searchd/views/addresses.h"

namespace searchd {

/// The pages cannot be made: a template or a text is missing or wrong. The text names it. Only at start.
class ViewError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One language. Not safe for use from two threads at once (ICU's formats are not).
class Messages {
 public:
  /// Reads messages.LANGUAGE.json, which is part of the program. Throws ViewError.
  explicit Messages(PageLanguage language);
  ~Messages();
  Messages(Messages&&) noexcept;

  PageLanguage language() const;

  /// The text of `key`, which takes no arguments. Throws ViewError for an unknown key.
  const std::string& text(std::string_view key) const;
  bool has(std::string_view key) const;

  /// A count (formatted, and deciding the plural form) or a text (set apart, so that its direction stays its
  /// own).
  using Argument = std::pair<const char*, std::variant<std::int64_t, std::string>>;

  /// The text of `key` with its arguments put in. Throws ViewError for an unknown key or arguments that do
  /// not fit.
  std::string format(std::string_view key, const std::vector<Argument>& arguments) const;

  /// Every key with the text behind it, for templates: those that take no arguments.
  const std::vector<std::pair<std::string, std::string>>& plain_texts() const;
  /// All keys, and the names of the arguments each takes, ascending.
  std::vector<std::pair<std::string, std::vector<std::string>>> keys() const;

  /// "1,234".
  std::string number(std::int64_t value) const;

  /// "1,234.57": two places behind the point.
  std::string decimal(double value) const;

  /// "21%", "0.4%": a share, of which at most one place behind the point is shown.
  std::string percent(double share) const;

  /// "13 February 2018", "February 2018", "2018": as precise as it is. Empty where unknown.
  std::string date(const corpus::PublicationDate& date) const;

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
