#include "corpus/pages/page_hints.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "corpus/plain_text.h"

namespace corpus {
namespace {

// Words of classes and ids, as words_of() gives them. They are the vocabulary of themes and site builders,
// not of single sites. One that ends in '*' is the beginning of a word.

constexpr std::string_view kComments =
    "|comment|comments|commentlist|commentform|commentsection|disqus*|respond|livefyre*|comment list|"
    "comment respond|fb comments|user comments|reader comments|";

constexpr std::string_view kClutter =
    "|share*|sharing|addthis*|addtoany*|a2a|social*|jp relatedposts|related*|recommend*|recirc*|"
    "yarpp*|outbrain*|taboola*|promo|promos|promotion|promoted|promobox|sponsor*|advert*|ad|ads|"
    "adsense|adsbygoogle|adslot|adbox|adcontainer|adwrapper|adunit|dfp|gpt|banner|banners|cookie*|"
    "consent*|gdpr*|privacy|newsletter*|subscri*|signup|sign up|signin|sign in|login|log in|register|"
    "registration|paywall*|breadcrumb*|crumbs|pagination|pager|paging|page nav|pagenavi|page links|"
    "post nav|post navigation|posts navigation|nav|navs|navbar|navigation|nav menu|menu|submenu|"
    "megamenu|mega menu|sidebar*|side bar|widget area|footer|site footer|colophon|masthead|"
    "site header|topbar|top bar|toolbar|tool bar|tools|tags|taglist|tagcloud|tag list|tag cloud|"
    "tags links|post tags|entry tags|article tags|author bio|author box|author info|about author|"
    "about the author|bio|biography box|popup|pop up|modal|lightbox|tooltip|toast|offcanvas|"
    "off canvas|drawer|skip link|skip|print only|noprint|no print|print link|rating*|vote|votes|"
    "voting|poll|feedback|reactions|trending*|popular*|most read|mostread|most viewed|latest news|"
    "latest posts|recent posts|read more|readmore|read also|readalso|also read|more from|more news|"
    "more stories|more articles|see also|seealso|also like|you may|next article|prev article|"
    "next post|prev post|search|searchform|search form|searchbox|toc container|table of contents|"
    "tocbox|player controls|ticker|breaking news|catlinks|navbox|mw editsection|editsection|"
    "mw jump link|copyright|photo credit|image credit|img credit|call to action|cta|donate|donation|"
    "app download|download app|follow us|followus|follow|language switcher|lang switcher|languages|"
    "lang menu|whatsapp|telegram|facebook*|twitter share|back to top|backtotop|totop|scroll top|"
    "instagram feed|partner links|sitemap|quick links|quicklinks|hotwords|audio player|listen|"
    "text to speech|readspeaker*|font size|fontsize|text size|loading|spinner|screen reader|sr only|"
    "visually hidden|visuallyhidden|screenreader|";

constexpr std::string_view kDetails =
    "|meta|entry meta|post meta|article meta|postmeta|metadata|postinfo|post info|article info|"
    "byline*|by line|author*|writer|timestamp|date|dates|time|datetime|pubdate|published|post date|"
    "postdate|entry date|article date|publish date|dateline|timeago|category|categories|cat links|"
    "kicker|eyebrow|rubric|read time|reading time|readtime|views|view count|views count|hits|counter|"
    "counts|posted on|posted by|post by|credit|credits|labels|badge|icon|icons|button|buttons|"
    "btn|actions|last updated|updated|modified|";

constexpr std::string_view kBodies =
    "|article body|articlebody|entry content|post content|postcontent|entrycontent|post body|"
    "postbody|entry body|story body|storybody|article content|articlecontent|article text|"
    "articletext|story content|storycontent|story text|post text|posttext|field name body|"
    "news content|newscontent|news body|newsbody|news text|newstext|news details|newsdetails|"
    "node body|article entry|content body|article detail|article details|articledetails|article main|"
    "mw parser output|wysiwyg|rich text|richtext|text formatted|body text|bodytext|article inner|"
    "content article|single content|the content|blog content|page body|content text|main text|"
    "maintext|article copy|body copy|bodycopy|";

constexpr std::array<std::string_view, 11> kClutterRoles{
    "navigation", "banner", "contentinfo", "complementary", "search", "menu",
    "menubar",    "dialog", "alertdialog", "toolbar",       "alert"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/// The words of a class or id, each with a space before and behind it: "postMeta td-share_box" is
/// " post meta td share box ".
void add_words(std::string_view value, std::string& words) {
  if (words.empty()) words = " ";
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char c = value[at];
    if (!is_letter(c) && (c < '0' || c > '9')) {
      if (words.back() != ' ') words += ' ';
      continue;
    }
    if (is_capital(c) && at > 0 && is_small(value[at - 1])) words += ' ';
    words += lower_case(c);
  }
  if (words.back() != ' ') words += ' ';
}

bool says(const std::string& words, std::string_view wanted) {
  const bool beginning = wanted.ends_with('*');
  if (beginning) wanted.remove_suffix(1);
  for (auto at = words.find(wanted); at != std::string::npos; at = words.find(wanted, at + 1)) {
    const bool ends = beginning || words[at + wanted.size()] == ' ';
    if (words[at - 1] == ' ' && ends) return true;
  }
  return false;
}

bool says_any(const std::string& words, std::string_view table) {
  for (std::size_t at = 1; at < table.size();) {
    const std::size_t end = table.find('|', at);
    if (says(words, table.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

PageHint hint_of_words(std::string_view value) {
  std::string words;
  add_words(value, words);
  if (words.size() <= 1) return PageHint::none;
  if (says_any(words, kComments)) return PageHint::comments;
  if (says_any(words, kClutter)) return PageHint::clutter;
  if (says_any(words, kBodies)) return PageHint::body;
  if (says_any(words, kDetails)) return PageHint::detail;
  return PageHint::none;
}

}  // namespace

PageHint page_hint_of_name(const PageNode& node) {
  constexpr std::array<std::string_view, 6> kNames{"nav", "aside", "footer", "dialog", "menu", "form"};
  if (node.is_text()) return PageHint::none;
  const std::string& name = node.name;
  if (std::find(kNames.begin(), kNames.end(), name) != kNames.end()) return PageHint::clutter;
  // <ins> is an inserted word or, where it has a class, an advertisement.
  if (name == "ins" && !node.attribute("class").empty()) return PageHint::clutter;
  const std::string role = lower_case(node.attribute("role"));
  if (std::find(kClutterRoles.begin(), kClutterRoles.end(), role) != kClutterRoles.end())
    return PageHint::clutter;
  if (role == "button" || name == "label") return PageHint::detail;
  if (node.attribute("itemprop") == "articleBody") return PageHint::body;
  const bool comments = hint_of_words(node.attribute("class")) == PageHint::comments ||
                        hint_of_words(node.attribute("id")) == PageHint::comments;
  return comments ? PageHint::comments : PageHint::none;
}

PageHint page_hint(const PageNode& node) {
  if (const auto by_name = page_hint_of_name(node); by_name != PageHint::none) return by_name;
  // An id is often a hook for scripts: class "entry-content", id "adsCenter".
  const auto by_class = hint_of_words(node.attribute("class"));
  return by_class != PageHint::none ? by_class : hint_of_words(node.attribute("id"));
}

bool is_hidden(const PageNode& node) {
  if (node.is_text()) return false;
  if (node.has("hidden") || lower_case(node.attribute("aria-hidden")) == "true") return true;
  std::string style;
  for (const char c : node.attribute("style")) {
    if (c != ' ') style += lower_case(c);
  }
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

}  // namespace corpus
