#include "analyzers/english/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <stdexcept>

#include "analyzers/english/spelling.h"

namespace analyzers::english {
namespace {

/// Families that Porter2 would throw together with another: the first word of a line is the stem of the whole
/// line.
constexpr std::string_view kFamilies[] = {
    "university universities",
    "organ organs",
    "organization organizations organizational",
    "organize organizes organized organizing organizer organizers",
    "experience experiences experienced experiencing",
    "experiment experiments experimented experimenting experimental experimentation",
    "important importantly importance",
    "several",
    "severe severely severity",
    "emergency emergencies",
    "author authors authored",
    "authority authorities authoritative",
    "authorize authorizes authorized authorizing authorization authorizations",
    "execute executes executed executing execution executions",
    "executive executives",
    "animal animals",
    "animate animated animates animation",
    "past",
    "paste pasted pastes pasting",
    "negligent negligence negligently",
    "negligible negligibly",
    "secretary secretaries",
    "international internationally",
    "united",
    "ied ieds",
    "isis"};

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

Stemmer::Stemmer() : porter_(sb_stemmer_new("english", "UTF_8")) {
  if (porter_ == nullptr) throw std::runtime_error("libstemmer has no English stemmer");
  for (const auto& [word, unused] : built_in_list("english/stop_words.txt")) stop_words_.emplace(word);
  for (std::string_view family : kFamilies) {
    const auto stem = family.substr(0, family.find(' '));
    while (!family.empty()) {
      const auto word = family.substr(0, family.find(' '));
      overrides_.emplace(word, stem);
      family.remove_prefix(std::min(word.size() + 1, family.size()));
    }
  }
}

Stemmer::~Stemmer() { sb_stemmer_delete(porter_); }

std::string Stemmer::stem(std::string_view folded) const {
  if (!is_plain(folded)) return std::string(folded);
  auto word = american_spelling(folded);
  if (const auto found = overrides_.find(word); found != overrides_.end()) return found->second;
  const auto* stemmed = sb_stemmer_stem(porter_, reinterpret_cast<const sb_symbol*>(word.data()),
                                        static_cast<int>(word.size()));
  if (stemmed == nullptr) return word;  // out of memory
  return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(porter_))};
}

}  // namespace analyzers::english
