#include "analyzers/addresses.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "analyzers/language.h"
#include "analyzers/utf8.h"

namespace analyzers {
namespace {

// Domains that are no English words, so that "the end.The next" is no address. With a path behind it, any of
// the second list is believed too.
constexpr std::array<std::string_view, 40> kDomains = {
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "eu", "uk", "de", "fr", "iq", "sy",
    "sa",  "ae",  "eg",  "jo",  "lb",  "qa",  "kw",  "tr",   "ir", "ly", "nl", "ca", "au", "nz",
    "dk",  "se",  "fi",  "pl",  "cz",  "es",  "pt",  "gr",   "ch", "ru", "io", "tv"};
constexpr std::array<std::string_view, 14> kDomainsBeforePath = {"be", "co", "me", "it", "is", "to",  "us",
                                                                 "no", "at", "in", "gl", "gd", "app", "news"};

/// Hosts whose paths are keys alone.
constexpr std::array<std::string_view, 10> kShorteners = {
    "t.co", "bit.ly", "goo.gl", "ow.ly", "youtu.be", "fb.me", "wp.me", "buff.ly", "is.gd", "tinyurl.com"};

constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestMailbox = 64;

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_host_letter(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '.';
}
constexpr bool is_mailbox_letter(char c) { return is_host_letter(c) || c == '_' || c == '%' || c == '+'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) { return lower(c); });
  return small;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// Host letters from `begin` on, without full stops and hyphens at the end. Looks no further than a host can
/// reach: a long text without white space must not be read again from each of its letters.
std::size_t host_end(std::string_view text, std::size_t begin) {
  const auto furthest = std::min(text.size(), begin + kLongestHost);
  auto end = begin;
  while (end < furthest && is_host_letter(text[end])) ++end;
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  return end;
}

bool ends_address(std::string_view rest) {
  if (static_cast<unsigned char>(rest.front()) < 0x80)
    return std::string_view("\"<>|").find(rest.front()) != std::string_view::npos;
  constexpr std::string_view kEnders[] = {"«", "»", "“", "”", "،", "؛", "؟", "…"};
  return std::any_of(std::begin(kEnders), std::end(kEnders),
                     [rest](auto ender) { return rest.substr(0, ender.size()) == ender; });
}

/// Where the address that began ends: before quotation marks, brackets and punctuation that end the sentence
/// round it.
std::size_t path_end(std::string_view text, std::size_t begin) {
  auto end = begin;
  std::ptrdiff_t round = 0, square = 0;  // brackets closed more often than opened
  for (; end < text.size() && !ends_address(text.substr(end)); ++end) {
    round += text[end] == ')' ? 1 : text[end] == '(' ? -1 : 0;
    square += text[end] == ']' ? 1 : text[end] == '[' ? -1 : 0;
  }
  for (; end > begin; --end) {
    const char last = text[end - 1];
    if (last == ')' && round > 0)
      --round;
    else if (last == ']' && square > 0)
      --square;
    else if (std::string_view(".,;:!?'`*").find(last) == std::string_view::npos)
      break;
  }
  return end;
}

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// A piece of an address with percent signs undone; byte i of `text` stands at places[i].
struct Decoded {
  std::string text;
  std::vector<std::size_t> places;  // one more than bytes

  Decoded(std::string_view whole, std::size_t begin, std::size_t end) {
    for (auto at = begin; at < end;) {
      places.push_back(at);
      const bool escaped =
          whole[at] == '%' && at + 2 < end && hex_value(whole[at + 1]) >= 0 && hex_value(whole[at + 2]) >= 0;
      text +=
          escaped ? static_cast<char>(hex_value(whole[at + 1]) * 16 + hex_value(whole[at + 2])) : whole[at];
      at += escaped ? 3 : 1;
    }
    places.push_back(end);
  }
};

/// Small letters, capitals and digits in turn: a made-up key such as dQw4w9WgXcQ, not a word.
bool is_key(std::string_view word) {
  const auto kind = [](char c) { return is_ascii_digit(c) ? 'd' : c >= 'A' && c <= 'Z' ? 'A' : 'a'; };
  int changes = 0;
  for (std::size_t i = 1; i < word.size(); ++i) changes += kind(word[i]) != kind(word[i - 1]) ? 1 : 0;
  return changes >= 4;
}

bool is_worth_a_token(std::string_view word) {
  std::size_t letters = 0;
  for_each_code_point(
      word, [&letters](char32_t c) { letters += u_isalpha(static_cast<UChar32>(c)) != 0 ? 1U : 0U; });
  constexpr std::string_view kNoWords[] = {"www", "html", "htm", "php"};
  return letters >= kShortestWord && !is_key(word) && !contains(kNoWords, lower(word));
}

void add_words(std::string_view whole, std::size_t begin, std::size_t end, std::vector<AddressWord>& words) {
  const Decoded decoded(whole, begin, end);
  std::size_t first = 0;
  const auto flush = [&](std::size_t last) {
    const auto word = std::string_view(decoded.text).substr(first, last - first);
    if (is_worth_a_token(word))
      words.push_back({std::string(word), decoded.places[first], decoded.places[last]});
  };
  bool in_word = false, in_arabic = false;
  for_each_code_point_at(decoded.text, [&](char32_t c, std::size_t at) {
    const auto point = static_cast<UChar32>(c);
    const bool belongs = u_isalnum(point) != 0 || (in_word && (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0);
    const bool arabic = u_isalpha(point) != 0 ? is_arabic_letter(c) : in_arabic;
    const bool new_script = in_word && arabic != in_arabic;
    if (in_word && (!belongs || new_script)) flush(at);
    if (belongs && (!in_word || new_script)) first = at;
    in_word = belongs;
    in_arabic = arabic;
  });
  if (in_word) flush(decoded.text.size());
}

/// The path alone: what stands behind ? and # is for machines.
std::size_t path_words_end(std::string_view text, std::size_t begin, std::size_t end) {
  return std::min(end, text.substr(0, end).find_first_of("?#", begin));
}

Address make_address(std::string_view text, std::size_t begin, std::size_t host, std::size_t host_last,
                     std::size_t end) {
  Address address{begin, end, lower(text.substr(host, std::min(host_last - host, kLongestHost))), {}};
  add_words(text, host, host_last, address.words);
  if (!contains(kShorteners, address.host))
    add_words(text, host_last, path_words_end(text, host_last, end), address.words);
  if (address.words.empty()) address.words.push_back({address.host, host, host_last});
  return address;
}

bool is_word_start(std::string_view text, std::size_t at) {
  return at == 0 || (!is_ascii_letter(text[at - 1]) && !is_ascii_digit(text[at - 1]));
}

std::optional<Address> web_address(std::string_view text, std::size_t at) {
  std::size_t scheme = 0;
  const auto rest = text.substr(at);
  if (begins_with_word(rest, "https://"))
    scheme = 8;
  else if (begins_with_word(rest, "http://"))
    scheme = 7;
  else if (!begins_with_word(rest, "www."))
    return std::nullopt;
  const auto host = at + scheme;
  const auto host_last = host_end(text, host);
  if (host_last <= host + (scheme == 0 ? 4 : 0)) return std::nullopt;
  const auto end = std::max(host_last, path_end(text, host_last));
  return make_address(text, at, host, host_last, end);
}

std::optional<Address> mailbox(std::string_view text, std::size_t at_sign) {
  auto begin = at_sign;
  while (begin > 0 && at_sign - begin < kLongestMailbox && is_mailbox_letter(text[begin - 1])) --begin;
  const auto host = at_sign + 1;
  const auto host_last = host_end(text, host);
  const auto dot = text.substr(host, host_last - host).rfind('.');
  if (begin == at_sign || dot == std::string_view::npos || dot == 0) return std::nullopt;
  if (host_last - host - dot - 1 < 2 || is_ascii_digit(text[host_last - 1])) return std::nullopt;
  Address address{begin, host_last, lower(text.substr(host, host_last - host)), {}};
  add_words(text, begin, at_sign, address.words);
  add_words(text, host, host_last, address.words);
  if (address.words.empty()) address.words.push_back({address.host, host, host_last});
  return address;
}

std::optional<Address> bare_host(std::string_view text, std::size_t at) {
  if (!is_ascii_letter(text[at]) && !is_ascii_digit(text[at])) return std::nullopt;
  const auto last = host_end(text, at);
  const auto dot = text.substr(at, last - at).rfind('.');
  if (dot == std::string_view::npos || dot == 0 ||
      text.substr(at, last - at).find("..") != std::string_view::npos) {
    return std::nullopt;
  }
  const auto domain = text.substr(at + dot + 1, last - at - dot - 1);
  const bool has_path = last < text.size() && text[last] == '/';
  if (!contains(kDomains, domain) && !(has_path && contains(kDomainsBeforePath, domain))) return std::nullopt;
  return make_address(text, at, at, last, has_path ? path_end(text, last) : last);
}

}  // namespace

std::optional<Address> find_address(std::string_view stretch) {
  if (stretch.find('.') == std::string_view::npos) return std::nullopt;
  for (std::size_t at = 0; at < stretch.size(); ++at) {
    if (stretch[at] == '@') {
      if (auto found = mailbox(stretch, at)) return found;
    } else if (is_word_start(stretch, at) && is_ascii_letter(stretch[at])) {
      if (auto found = web_address(stretch, at)) return found;
      const auto run = host_end(stretch, at);
      const bool is_mailbox_name = run < stretch.size() && stretch[run] == '@';
      if (!is_mailbox_name) {
        if (auto found = bare_host(stretch, at)) return found;
      }
    }
  }
  return std::nullopt;
}

}  // namespace analyzers
