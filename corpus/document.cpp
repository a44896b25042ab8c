// What is derived from a document's own words: its id, its hashtags, its address as we keep it.
#include "corpus/document.h"

#include <openssl/evp.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

#include "analyzers/utf8.h"

namespace corpus {
namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 8> kKindNames{{
    {Kind::statement, "statement"},
    {Kind::news, "news"},
    {Kind::digest, "digest"},
    {Kind::digest_item, "digest_item"},
    {Kind::social_post, "social_post"},
    {Kind::podcast, "podcast"},
    {Kind::campaign, "campaign"},
    {Kind::page, "page"},
}};

using Sha256 = std::array<unsigned char, 32>;

struct FreeDigest {
  void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};

// OpenSSL's uses the processor's own instructions where it has them: five times as fast as libsodium's here.
Sha256 sha256(std::string_view bytes) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeDigest> digest(EVP_MD_CTX_new());
  static const EVP_MD* const kAlgorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Sha256 hash{};
  if (digest == nullptr || EVP_DigestInit_ex2(digest.get(), kAlgorithm, nullptr) != 1 ||
      EVP_DigestUpdate(digest.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(digest.get(), hash.data(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 cannot be computed: OpenSSL refuses it");
  }
  return hash;
}

constexpr std::size_t kLongestHashtag = 200;  // code points; what is longer is not a word that somebody wrote

bool is_hashtag_letter(char32_t letter) {
  const auto code_point = static_cast<UChar32>(letter);
  return u_isalnum(code_point) != 0 || letter == U'_' ||
         (U_GET_GC_MASK(code_point) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
}

// Reads code points one by one and keeps the words that follow a '#' standing at the beginning of a word.
class HashtagReader {
 public:
  void read(char32_t letter) {
    if (in_tag_ && is_hashtag_letter(letter)) {
      add(letter);
      return;
    }
    finish();
    in_tag_ = (letter == U'#' || letter == U'＃') && !glued_;
    // "&#8217;" and "/page#part" are no hashtags, and neither is the second of "a#b".
    glued_ = is_hashtag_letter(letter) || letter == U'&' || letter == U'/' || letter == U'#';
  }

  std::vector<std::string> finished() {
    finish();
    return std::move(tags_);
  }

 private:
  void add(char32_t letter) {
    analyzers::append_code_point(tag_, letter);
    analyzers::append_code_point(
        folded_, static_cast<char32_t>(u_foldCase(static_cast<UChar32>(letter), U_FOLD_CASE_DEFAULT)));
    has_letter_ = has_letter_ || u_isalpha(static_cast<UChar32>(letter)) != 0;
    ++length_;
    glued_ = true;
  }

  void finish() {
    const bool is_tag = has_letter_ && length_ <= kLongestHashtag;  // "#1" counts things
    if (is_tag && std::find(seen_.begin(), seen_.end(), folded_) == seen_.end()) {
      seen_.push_back(folded_);
      tags_.push_back(tag_);
    }
    tag_.clear();
    folded_.clear();
    has_letter_ = in_tag_ = false;
    length_ = 0;
  }

  std::vector<std::string> tags_, seen_;
  std::string tag_, folded_;
  std::size_t length_ = 0;
  bool in_tag_ = false, has_letter_ = false, glued_ = false;
};

}  // namespace

std::string_view kind_name(Kind kind) {
  for (const auto& [value, name] : kKindNames) {
    if (value == kind) return name;
  }
  __builtin_unreachable();
}

std::optional<Kind> kind_from_name(std::string_view name) {
  for (const auto& [value, known] : kKindNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

DocumentId document_id_of(std::string_view key) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
  constexpr int kIdLetters = 12;
  const auto hash = sha256(key);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8U | hash[i];
  DocumentId id;
  for (int letter = 0; letter < kIdLetters; ++letter) {
    id += kLetters[bits >> 59U];
    bits <<= 5U;
  }
  return id;
}

bool is_fit_for_key(std::string_view key) {
  constexpr std::size_t kLongestKey = 2048;
  return !key.empty() && key.size() <= kLongestKey &&
         std::none_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// A hashtag ends at white space at the latest, and of what stands before it only the last letter says
// anything: the rest of a text is passed over.
std::vector<std::string> hashtags_in(std::string_view text) {
  HashtagReader reader;
  for (std::size_t at = 0; at < text.size();) {
    const auto sign = std::min(text.find('#', at), text.find("＃", at));
    if (sign == std::string_view::npos) break;
    auto begin = sign > at ? sign - 1 : at;
    while (begin > at && analyzers::continues_code_point(text[begin])) --begin;
    const auto space = std::min(text.find_first_of(" \n", sign), text.size() - 1);
    analyzers::for_each_code_point(text.substr(begin, space + 1 - begin),
                                   [&reader](char32_t letter) { reader.read(letter); });
    at = space + 1;
  }
  return reader.finished();
}

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * sizeof(Sha256));
  for (const unsigned char byte : sha256(bytes)) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

}  // namespace corpus
