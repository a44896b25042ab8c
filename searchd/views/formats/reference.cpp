#include "searchd/views/formats/reference.h"

#include <algorithm>

#include "searchd/views/formats/one_line.h"

namespace searchd {
namespace {

using analyzers::EntryType;

constexpr std::string_view kOwnSite = "theglobalcoalition.org";
constexpr std::size_t kFirstWords = 100;  // code points that stand for a title, as on pages

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

// Empty for what is no host that an archive keeps (canonical_url).
std::string_view host_in(std::string_view url) {
  if (!is_web_address(url)) return {};
  url.remove_prefix(url.find("://") + 3);
  url = url.substr(0, url.find_first_of("/?#:"));
  const bool sound =
      url.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == url.npos;
  return sound ? url : std::string_view();
}

bool is_of_own_site(std::string_view host) {
  if (!host.ends_with(kOwnSite)) return false;
  return host.size() == kOwnSite.size() || host[host.size() - kOwnSite.size() - 1] == '.';
}

std::string author_of(const corpus::Document& document, const CitationWords& words) {
  const std::string host(host_in(document.url));
  const bool broadcast = document.kind == corpus::Kind::social_post || document.kind == corpus::Kind::podcast;
  if (host.empty() || broadcast || is_of_own_site(host)) return words.author;
  return host.starts_with("www.") ? host.substr(4) : host;
}

std::string label_of(const analyzers::Tag& tag, const analyzers::Vocabulary& vocabulary,
                     PageLanguage language) {
  const auto* entry = vocabulary.find(tag.type, tag.id);
  if (entry == nullptr) return for_one_line(tag.id);
  const bool arabic = language == PageLanguage::arabic && !entry->label_ar.empty();
  return for_one_line(arabic ? entry->label_ar : entry->label_en);
}

void set_title(Reference& reference, const corpus::Document& document, const CitationWords& words) {
  constexpr std::size_t kEnough = 8 * kFirstWords;  // bytes
  reference.title = for_one_line(document.title);
  reference.has_title = !reference.title.empty();
  if (reference.has_title) return;
  for (const std::string_view text : {std::string_view(document.summary), std::string_view(document.body)}) {
    reference.title = cut_to_code_points(for_one_line(text.substr(0, kEnough)), kFirstWords);
    if (!reference.title.empty()) return;
  }
  reference.title = words.untitled;
}

}  // namespace

Reference reference_of(const corpus::Document& document, const analyzers::Vocabulary& vocabulary,
                       std::string_view base, const CitationWords& words) {
  Reference reference;
  reference.id = for_one_line(document.id);
  reference.kind = document.kind;
  reference.language = document.language;
  reference.author = author_of(document, words);
  set_title(reference, document, words);
  for (const auto& tag : document.tags) {
    if (tag.type == EntryType::outlet && document.kind == corpus::Kind::digest_item)
      reference.outlets.push_back(label_of(tag, vocabulary, words.language));
    if (tag.type == EntryType::partner || tag.type == EntryType::topic)
      reference.keywords.push_back(label_of(tag, vocabulary, words.language));
  }
  for (const auto& hashtag : document.hashtags) reference.keywords.push_back(for_one_line(hashtag));
  auto& keywords = reference.keywords;
  keywords.erase(std::remove(keywords.begin(), keywords.end(), std::string()), keywords.end());
  reference.date = sound_date(document.published);
  if (is_web_address(document.url)) reference.source_url = for_one_line(document.url);
  if (!base.empty()) reference.permalink = std::string(base) + document_address(words.language, reference.id);
  reference.summary = for_one_line(document.summary);
  return reference;
}

}  // namespace searchd
