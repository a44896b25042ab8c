#include "corpus/pages/json_ld.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "corpus/document.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostObjects = 10'000;  // looked at on one page
constexpr std::size_t kMostAuthors = 20;

/// Whether brackets outside of strings nest deeper than kDeepest.
bool is_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

/// What sites put around and into their JSON: comments of HTML, CDATA, line breaks in the middle of strings.
json parsed(std::string text) {
  for (auto& c : text) {
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  }
  const auto first = text.find_first_of("{[");
  const auto last = text.find_last_of("}]");
  if (first == std::string::npos || last == std::string::npos || last < first) return {};
  const auto inner = std::string_view(text).substr(first, last + 1 - first);
  if (is_too_deep(inner) || !is_valid_utf8(inner)) return {};
  auto value = json::parse(inner, nullptr, false);
  return value.is_discarded() ? json() : value;
}

const json* find(const json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

/// A string, the first string of a list, or the "@value" or `inner` of an object.
std::string text_of(const json* value, const char* inner = "@value") {
  if (value != nullptr && value->is_array() && !value->empty()) value = &value->front();
  if (value != nullptr && value->is_object()) value = find(*value, inner);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

std::string text_at(const json& object, const char* key, const char* inner = "@value") {
  return text_of(find(object, key), inner);
}

/// The type of an object, without the vocabulary's address.
std::string type_of(const json& object) {
  std::vector<std::string> types;
  const json* type = find(object, "@type");
  if (type == nullptr) return {};
  if (type->is_string()) types.push_back(type->get<std::string>());
  if (type->is_array()) {
    for (const auto& one : *type) types.push_back(text_of(&one));
  }
  for (auto& one : types) one = one.substr(one.find_last_of("/:") + 1);
  const auto article = std::find_if(types.begin(), types.end(), [](const std::string& one) {
    return one.ends_with("Article") || one.ends_with("Posting");
  });
  if (article != types.end()) return *article;
  return types.empty() ? std::string() : types.front();
}

bool is_article_type(std::string_view type) {
  constexpr std::array<std::string_view, 4> kOthers{"Report", "Review", "BlogPosting", "LiveBlogPosting"};
  return type.ends_with("Article") || type.ends_with("Posting") ||
         std::find(kOthers.begin(), kOthers.end(), type) != kOthers.end();
}

void add_authors(const json* value, std::vector<std::string>& authors) {
  if (value == nullptr || authors.size() >= kMostAuthors) return;
  if (value->is_array()) {
    for (const auto& one : *value) {
      if (!one.is_array()) add_authors(&one, authors);
    }
    return;
  }
  auto name = value->is_object() ? text_at(*value, "name") : text_of(value);
  if (!name.empty()) authors.push_back(std::move(name));
}

JsonLdArticle article_of(const json& object) {
  JsonLdArticle article;
  article.type = type_of(object);
  article.headline = text_at(object, "headline");
  if (article.headline.empty()) article.headline = text_at(object, "name");
  article.description = text_at(object, "description");
  article.body = text_at(object, "articleBody");
  article.section = text_at(object, "articleSection");
  article.published = text_at(object, "datePublished");
  article.modified = text_at(object, "dateModified");
  article.language = text_at(object, "inLanguage", "alternateName");
  article.address = text_at(object, "url", "@id");
  if (article.address.empty()) article.address = text_at(object, "mainEntityOfPage", "@id");
  add_authors(find(object, "author"), article.authors);
  return article;
}

/// All objects of `blocks` that are articles or pages, in their order.
std::vector<JsonLdArticle> articles_in(const std::vector<std::string>& blocks) {
  std::vector<JsonLdArticle> found;
  std::size_t seen = 0;
  for (const auto& block : blocks) {
    const json root = parsed(block);
    std::vector<const json*> open{&root};
    while (!open.empty() && seen < kMostObjects) {
      const json* value = open.back();
      open.pop_back();
      ++seen;
      if (value->is_object()) {
        const auto type = type_of(*value);
        if (is_article_type(type) || type.ends_with("Page")) found.push_back(article_of(*value));
      }
      if (!value->is_structured()) continue;
      for (auto inner = value->rbegin(); inner != value->rend(); ++inner) {
        if (inner->is_structured()) open.push_back(&*inner);
      }
    }
  }
  return found;
}

}  // namespace

bool JsonLdArticle::is_article() const { return is_article_type(type); }

JsonLdArticle json_ld_article(const std::vector<std::string>& blocks, const std::string& address) {
  auto found = articles_in(blocks);
  const auto is_this = [&](const JsonLdArticle& one) {
    return !address.empty() && canonical_url(one.address) == canonical_url(address);
  };
  const auto rank = [&](const JsonLdArticle& one) {
    return (one.is_article() ? 4 : 0) + (is_this(one) ? 2 : 0) +
           (!one.body.empty() || !one.headline.empty() ? 1 : 0);
  };
  const auto best = std::max_element(found.begin(), found.end(), [&](const auto& one, const auto& other) {
    return rank(one) < rank(other);
  });
  return best == found.end() ? JsonLdArticle{} : std::move(*best);
}

}  // namespace corpus
