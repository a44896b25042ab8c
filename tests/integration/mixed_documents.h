// Documents of random words, dates and tags: those that make finding more than looking for a word.
#pragma once

#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "analyzers/language.h"
#include "corpus/archive.h"
#include "corpus/document.h"

namespace tests {

/// The same numbers for the same seed.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_(seed) {}
  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool once_in(std::size_t times) { return below(times) == 0; }
  template <typename List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937 random_;
};

// Words with one stem and many, stop words, compounds written in two ways, acronyms, names with several
// spellings, hashtags: what makes matching more than looking for a word.
inline const std::vector<std::string> kWords = {"coalition",
                                                "coalitions",
                                                "Mosul",
                                                "liberated",
                                                "liberation",
                                                "the",
                                                "of",
                                                "and",
                                                "school",
                                                "schools",
                                                "us",
                                                "US",
                                                "WHO",
                                                "who",
                                                "counter-terrorism",
                                                "counterterrorism",
                                                "Counterterrorism",
                                                "air-strike",
                                                "airstrike",
                                                "stabilisation",
                                                "stabilization",
                                                "displaced",
                                                "families",
                                                "family",
                                                "returned",
                                                "returning",
                                                "weapons",
                                                "Qurayshi",
                                                "Quraishi",
                                                "al-Qurayshi",
                                                "Raqqa",
                                                "Raqqah",
                                                "training",
                                                "trained",
                                                "#DefeatDaesh",
                                                "defeatdaesh",
                                                "#ThisGenerationLearns",
                                                "learns",
                                                "@UNDPinIraq",
                                                "Iraq",
                                                "Iraqi",
                                                "2,500",
                                                "2500",
                                                "F-16",
                                                "F16",
                                                "Daesh's",
                                                "Da'esh",
                                                "اللاجئون",
                                                "اللاجئين",
                                                "التحالف",
                                                "تحالف",
                                                "والتحالف",
                                                "مدرسة",
                                                "المدارس",
                                                "المدرسة",
                                                "الموصل",
                                                "القرشي",
                                                "في",
                                                "من",
                                                "العراق",
                                                "العراقية",
                                                "قوات",
                                                "القوات",
                                                "تحرير",
                                                "محاربة",
                                                "الإرهاب",
                                                "#داعش",
                                                "أمن",
                                                "الأمن",
                                                "وأمنها",
                                                "٢٥٠٠"};

inline std::string random_text(Dice& dice, std::size_t most) {
  std::string text;
  for (auto count = 1 + dice.below(most); count > 0; --count) {
    text += dice.one_of(kWords) + (dice.once_in(9) ? ". " : " ");
  }
  return text;
}

inline void add_tags(Dice& dice, corpus::Document& document, analyzers::EntryType type,
                     const std::vector<std::string>& ids) {
  for (const auto& id : ids) {
    if (dice.once_in(4)) document.tags.push_back({type, id, "source", {}});
  }
}

inline const std::vector<std::string> kPartners = {"france", "iraq", "italy", "jordan", "united-kingdom"};
inline const std::vector<std::string> kTopics = {"stabilisation", "military-campaign", "education"};
inline const std::vector<std::string> kOutlets = {"metro", "bbc", "the-hill", "al-jazeera"};
inline const std::vector<std::string> kDates = {"2014",       "2015",       "2015-03",    "2015-03-09",
                                                "2015-04-01", "2016-02-29", "2016-12-31", "2017-01-01",
                                                "2017-07",    "2019-10-27", "2020-02-02"};

inline corpus::Record random_record(Dice& dice, int number) {
  corpus::Record record;
  auto& document = record.document;
  document.key = "made:" + std::to_string(number);
  constexpr corpus::Kind kKinds[] = {corpus::Kind::statement, corpus::Kind::news, corpus::Kind::digest_item};
  document.kind = kKinds[dice.below(3)];
  document.title = random_text(dice, 4);
  if (dice.once_in(3)) document.summary = random_text(dice, 6);
  document.body = random_text(dice, 25) + "\n";
  document.language = analyzers::language_of(document.title + document.body);
  if (!dice.once_in(6)) document.published = corpus::parse_date(dice.one_of(kDates)).value();
  add_tags(dice, document, analyzers::EntryType::partner, kPartners);
  add_tags(dice, document, analyzers::EntryType::topic, kTopics);
  add_tags(dice, document, analyzers::EntryType::outlet, kOutlets);
  // The text alone says which persons and places are meant; the other tags are the random ones.
  return record;
}

}  // namespace tests
