#include "corpus/sources/capture_words.h"

#include <algorithm>
#include <string>

#include "corpus/key_text.h"
#include "corpus/sources/capture_lines.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestHeading = 240;  // bytes
constexpr std::size_t kLongestNotice = 1600;

struct Heading {
  const char* words;  // as key_text() gives them
  Standing standing;
};

// To know a further heading, add a line here: its words without marks and capitals, Arabic without hamza on
// alef.
constexpr Heading kHeadings[] = {
    {"weekly digest", {Section::digest, "weekly-digest"}},
    {"the weekly digest", {Section::digest, "weekly-digest"}},
    {"الملخص الاسبوعي", {Section::digest, "weekly-digest"}},
    {"الموجز الاسبوعي", {Section::digest, "weekly-digest"}},
    {"النشره الاسبوعيه", {Section::digest, "weekly-digest"}},

    {"what is the coalition", {Section::about, "what-is-the-coalition"}},
    {"what is the global coalition", {Section::about, "what-is-the-coalition"}},
    {"about the coalition", {Section::about, "what-is-the-coalition"}},
    {"ما هو التحالف", {Section::about, "what-is-the-coalition"}},
    {"ماهو التحالف", {Section::about, "what-is-the-coalition"}},
    {"ما هو التحالف الدولي", {Section::about, "what-is-the-coalition"}},
    {"ما هو التحالف العالمي", {Section::about, "what-is-the-coalition"}},
    {"عن التحالف", {Section::about, "what-is-the-coalition"}},

    {"coalition twitter", {Section::posts, "coalition-twitter"}},
    {"coalition on twitter", {Section::posts, "coalition-twitter"}},
    {"twitter", {Section::posts, "coalition-twitter"}},
    {"coalition تويتر", {Section::posts, "coalition-twitter"}},
    {"تويتر", {Section::posts, "coalition-twitter"}},
    {"تويتر coalition", {Section::posts, "coalition-twitter"}},
    {"تويتر التحالف", {Section::posts, "coalition-twitter"}},
    {"التحالف على تويتر", {Section::posts, "coalition-twitter"}},
    {"التحالف علي تويتر", {Section::posts, "coalition-twitter"}},
    {"تغريدات التحالف", {Section::posts, "coalition-twitter"}},

    {"load more", {Section::load_more, "load-more"}},
    {"show more", {Section::load_more, "load-more"}},
    {"المزيد", {Section::load_more, "load-more"}},
    {"تحميل المزيد", {Section::load_more, "load-more"}},
    {"عرض المزيد", {Section::load_more, "load-more"}},

    {"latest news", {Section::news, "latest-news"}},
    {"news", {Section::news, "latest-news"}},
    {"اخر الاخبار", {Section::news, "latest-news"}},
    {"احدث الاخبار", {Section::news, "latest-news"}},
    {"الاخبار", {Section::news, "latest-news"}},
    {"sixty seconds in", {Section::news, "sixty-seconds-in"}},
    {"60 seconds in", {Section::news, "sixty-seconds-in"}},
    {"ستون ثانيه في", {Section::news, "sixty-seconds-in"}},
    {"ستون ثانيه", {Section::news, "sixty-seconds-in"}},
    {"60 ثانيه في", {Section::news, "sixty-seconds-in"}},

    {"press releases public statements", {Section::press, "press-releases"}},
    {"press releases and public statements", {Section::press, "press-releases"}},
    {"press releases", {Section::press, "press-releases"}},
    {"public statements", {Section::press, "press-releases"}},
    {"البيانات الصحفيه والتصريحات العامه", {Section::press, "press-releases"}},
    {"البيانات الصحفيه والبيانات العامه", {Section::press, "press-releases"}},
    {"بيانات صحفيه وتصريحات عامه", {Section::press, "press-releases"}},
    {"البيانات الصحفيه", {Section::press, "press-releases"}},
    {"بيانات صحفيه", {Section::press, "press-releases"}},

    {"this generation learns", {Section::campaign, "this-generation-learns"}},
    {"thisgenerationlearns", {Section::campaign, "this-generation-learns"}},
    {"هذا الجيل يتعلم", {Section::campaign, "this-generation-learns"}},

    {"accept", {Section::same, "navigation"}},
    {"accept read more", {Section::same, "navigation"}},
    {"read more", {Section::same, "navigation"}},
    {"next", {Section::same, "navigation"}},
    {"previous", {Section::same, "navigation"}},
    {"back to top", {Section::same, "navigation"}},
    {"skip to content", {Section::same, "navigation"}},
    {"قبول", {Section::same, "navigation"}},
    {"موافق", {Section::same, "navigation"}},
    {"اقرا المزيد", {Section::same, "navigation"}},
    {"قبول اقرا المزيد", {Section::same, "navigation"}},
    {"التالي", {Section::same, "navigation"}},
    {"السابق", {Section::same, "navigation"}},
};

constexpr std::string_view kWelcomeBeginnings[] = {"welcome to the global coalition",
                                                   "welcome to the coalition",
                                                   "مرحبا بكم في",
                                                   "مرحبا بك في",
                                                   "اهلا بكم في",
                                                   "اهلا وسهلا بكم في"};
constexpr std::size_t kLongestWelcome = 100;  // letters

constexpr std::string_view kCookieWords[] = {"cookies", "ملفات تعريف الارتباط", "ملفات الارتباط", "الكوكيز",
                                             "كوكيز"};
constexpr std::string_view kSiteWords[] = {"website", "site", "الموقع", "موقعنا"};

// Words that speak to the reader.
constexpr std::string_view kReaderWords[] = {"you",    "your", "click",  "site",  "website", "ندعوكم",
                                             "ندعوك",  "انقر", "انقروا", "اضغط",  "اضغطوا",  "موقعنا",
                                             "الموقع", "لكم",  "تعرفوا", "زوروا", "هنا"};

// Beginnings of words: "statement" is in "statements", "congratulat" in all its forms.
constexpr std::string_view kStatementWords[] = {
    "statement", "remarks",     "readout", "communique", "communiqué",    "declaration", "principles",
    "response",  "congratulat", "condemn", "condolence", "press release", "بيان",        "البيان",
    "تصريح",     "التصريح",     "كلمه",    "مبادئ",      "المبادئ",       "اعلان",       "تهنئه",
    "يهنئ",      "يدين",        "ادانه",   "تعازي",      "رد التحالف"};
constexpr std::string_view kPodcastWords[] = {"podcast", "podcasts", "بودكاست", "البودكاست"};
constexpr std::string_view kEpisodeWords[] = {"episode", "الحلقه"};  // with a number: "Episode 6"

/// Whether ` words ` (with a space at both ends) holds `phrase` as whole words, or, with `beginnings`, as
/// beginnings.
bool holds(const std::string& words, std::string_view phrase, bool beginnings = false) {
  const std::string sought = beginnings ? " " + std::string(phrase) : " " + std::string(phrase) + " ";
  return words.find(sought) != std::string::npos;
}

template <typename Table>
bool holds_any(const std::string& words, const Table& phrases, bool beginnings = false) {
  return std::any_of(std::begin(phrases), std::end(phrases),
                     [&](std::string_view phrase) { return holds(words, phrase, beginnings); });
}

std::string spaced(std::string_view text) { return " " + key_text(text) + " "; }

bool names_episode(const std::string& words) {
  return std::any_of(std::begin(kEpisodeWords), std::end(kEpisodeWords), [&](std::string_view word) {
    const auto at = words.find(" " + std::string(word) + " ");
    if (at == std::string::npos) return false;
    const char next = words[std::min(words.size() - 1, at + word.size() + 2)];
    return next >= '0' && next <= '9';
  });
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "Page 1 of 4", "صفحة 1 من 4", "الصفحة ١ من ٤".
bool is_page_number(const std::string& words) {
  std::string_view rest = words;
  const auto take = [&rest] {
    const auto word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    return word;
  };
  const auto page = take();
  const auto number = take();
  const auto of = take();
  const auto pages = take();
  return (page == "page" || page == "صفحه" || page == "الصفحه") && is_number(number) &&
         (of == "of" || of == "من") && is_number(pages) && rest.empty();
}

}  // namespace

std::optional<Standing> standing_text(std::string_view line) {
  if (line.size() > kLongestNotice) return std::nullopt;
  const std::string words = key_text(line);
  const std::string within = " " + words + " ";
  if (holds_any(within, kCookieWords) && holds_any(within, kSiteWords))
    return Standing{Section::same, "cookie-notice"};
  if (line.size() > kLongestHeading) return std::nullopt;
  for (const auto& heading : kHeadings) {
    if (words == heading.words) return heading.standing;
  }
  if (is_page_number(words)) return Standing{Section::same, "page-number"};
  for (const auto beginning : kWelcomeBeginnings) {
    if (words.starts_with(beginning) && words.size() <= kLongestWelcome * 2 && !has_several_sentences(line)) {
      return Standing{Section::same, "welcome-line"};
    }
  }
  return std::nullopt;
}

bool is_greeting(std::string_view paragraph, bool after_welcome) {
  const std::string words = spaced(paragraph);
  const auto count = std::count_if(std::begin(kReaderWords), std::end(kReaderWords),
                                   [&](std::string_view word) { return holds(words, word); });
  return count >= (after_welcome ? 1 : 2);
}

std::optional<Kind> kind_of_title(std::string_view title) {
  const std::string words = spaced(title);
  if (holds_any(words, kPodcastWords) || names_episode(words)) return Kind::podcast;
  if (holds_any(words, kStatementWords, true)) return Kind::statement;
  return std::nullopt;
}

}  // namespace corpus
