#include "searchd/views/formats/reference.h"

#include <algorithm>

#include "searchd/views/addresses.h"
#include "searchd/views/formats/one_line.h"
#include "searchd/views/sentence.h"
#include "searchd/views/shown_title.h"
#include "searchd/views/web_address.h"

namespace searchd {
namespace {

using analyzers::EntryType;

constexpr std::string_view kOwnSite = "theglobalcoalition.org";

// Empty for what is no host that an archive keeps (canonical_url).
std::string sound_host(const std::string& url) {
  const auto host = host_of(safe_link(url));
  const bool sound =
      host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") ==
      std::string::npos;
  return sound ? host : std::string();
}

bool is_of_own_site(std::string_view host) {
  if (!host.ends_with(kOwnSite)) return false;
  return host.size() == kOwnSite.size() || host[host.size() - kOwnSite.size() - 1] == '.';
}

std::string author_of(const corpus::Document& document, const CitationWords& words) {
  const auto host = sound_host(document.url);
  const bool broadcast = document.kind == corpus::Kind::social_post || document.kind == corpus::Kind::podcast;
  if (host.empty() || broadcast || is_of_own_site(host)) return words.author;
  return host;
}

std::string label_of(const analyzers::Tag& tag, const analyzers::Vocabulary& vocabulary,
                     PageLanguage language) {
  const auto* entry = vocabulary.find(tag.type, tag.id);
  return for_one_line(entry == nullptr ? tag.id : name_in(*entry, language));
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
  auto& keywords = reference.keywords;
  for (const auto& hashtag : document.hashtags) {
    auto keyword = for_one_line(hashtag);  // which may be what a partner is called
    if (std::find(keywords.begin(), keywords.end(), keyword) == keywords.end())
      keywords.push_back(std::move(keyword));
  }
  keywords.erase(std::remove(keywords.begin(), keywords.end(), std::string()), keywords.end());
  reference.date = sound_date(document.published);
  reference.source_url = for_one_line(safe_link(document.url));
  if (!base.empty()) reference.permalink = std::string(base) + document_address(words.language, reference.id);
  reference.summary = for_one_line(document.summary);
  return reference;
}

}  // namespace searchd
