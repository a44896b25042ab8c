#include "corpus/twins.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <span>
#include <utility>

#include "analyzers/name_key.h"
#include "corpus/dates/date.h"

namespace corpus {
namespace {

using analyzers::Language;
using analyzers::Token;

// Measured (docs/import_quality.md): of 123 translated news reports all have a score of 0.18 and an order of
// 0.5 or more, and 8 in 10 reports of the same days that are no translations have less of one of them.
constexpr double kLeastScore = 0.17;
constexpr double kLeastMargin = 1.1;  // times the score of the runner-up
constexpr double kLeastOrder = 0.45;
constexpr std::size_t kEnoughForOrder = 8;  // places in both; fewer have no order to speak of
constexpr double kLeastShared = 4;          // words, names and numbers; fewer are chance
constexpr int kMostDaysApart = 60;          // a translation is published within weeks
constexpr double kOtherDay = 0.9;           // what the score of two texts of different days is multiplied by
constexpr double kOtherKind = 0.8;
constexpr double kShortest = 0.35;  // bytes of the Arabic text to those of the English one
constexpr double kLongest = 4.0;
constexpr std::size_t kMostWithFeature = 400;  // documents: a feature of more tells little and costs much
constexpr double kKnownName = 0.3;             // the consonants of a word that the dictionaries know
// Of the words of an English text 40 in 100 are stop words of English, of a French one 5: what is neither is
// written in Latin letters all the same, and shares names and numbers with its English version.
constexpr double kLeastStopWords = 0.15;
constexpr double kNumber = 1.5;
constexpr double kTag = 1.0;

bool is_number(const std::string& word) {
  return !word.empty() && word.find_first_not_of("0123456789.,") == std::string::npos;
}

std::string digits_of(const std::string& word) {
  std::string digits;
  for (const char c : word) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

bool begins_with_capital(std::string_view word) { return !word.empty() && word[0] >= 'A' && word[0] <= 'Z'; }

void each_stem(std::string_view stems, const std::function<void(std::string_view)>& visit) {
  while (!stems.empty()) {
    const auto word = stems.substr(0, stems.find(' '));
    if (!word.empty()) visit(word);
    stems.remove_prefix(std::min(word.size() + 1, stems.size()));
  }
}

/// What follows the host and the sign of a language in an address: the same for both versions on many sites.
std::string place_without_language(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const auto path = url.find('/', scheme + 3);
  if (path == std::string_view::npos) return {};
  std::string place(url.substr(path));
  for (const std::string_view language : {"/ar/", "/en/"}) {
    if (place.starts_with(language)) return place.substr(language.size() - 1);
  }
  return place;
}

}  // namespace

TwinFinder::TwinFinder(const analyzers::Analyzer& analyzer, const analyzers::Lexicon& lexicon,
                       const analyzers::Lexicon* dictionary)
    : analyzer_(analyzer), lexicon_(lexicon), dictionary_(dictionary) {}

void TwinFinder::add_feature(std::string name, double weight, std::uint32_t place,
                             std::vector<Feature>& features) {
  const auto [known, is_new] =
      numbers_.try_emplace(std::move(name), static_cast<std::uint32_t>(names_.size()));
  if (is_new) names_.push_back(known->first);
  features.push_back({known->second, static_cast<float>(weight), place});
}

// An Arabic word stands for every English word that it may mean, in equal parts; for its consonants where it
// may be a name.
void TwinFinder::add_arabic(const Token& token, std::vector<Feature>& features) {
  std::map<std::string, double> meant;
  double all = 0;
  const auto key = analyzers::lexicon_key(std::span(&token, 1));
  for (const auto* lexicon : {&lexicon_, dictionary_}) {
    if (lexicon == nullptr) continue;
    for (const auto& rendering : lexicon->find(key, token.exact)) {
      const double weight = rendering.weight * (rendering.same_form ? 2 : 1);
      all += weight;
      each_stem(rendering.stems, [&](std::string_view stem) { meant[std::string(stem)] += weight; });
    }
  }
  for (const auto& [stem, weight] : meant)
    add_feature("word:" + stem, weight / all, token.position, features);
  const auto name = analyzers::name_key(token.exact, true);
  if (!name.empty()) add_feature("name:" + name, meant.empty() ? 1 : kKnownName, token.position, features);
}

void TwinFinder::add_words(std::string_view text, std::vector<Feature>& features, LatinWords& latin) {
  for (const auto& token : analyzer_.analyze(text)) {
    if (!token.arabic) {
      ++latin.all;
      latin.stop_words += token.stop_word ? 1 : 0;
    }
    if (token.stop_word || token.light) continue;
    if (is_number(token.exact)) {
      const auto digits = digits_of(token.exact);
      if (digits.size() > 1) add_feature("number:" + digits, kNumber, token.position, features);
    } else if (token.arabic) {
      add_arabic(token, features);
    } else {
      add_feature("word:" + token.stem, 1, token.position, features);
      const auto name = analyzers::name_key(token.exact, false);
      if (!name.empty() && begins_with_capital(text.substr(token.begin)))
        add_feature("name:" + name, 1, token.position, features);
    }
  }
}

std::size_t TwinFinder::add(const Document& document) {
  Words words;
  words.language = document.language;
  words.bytes = document.title.size() + document.summary.size() + document.body.size();
  words.url = document.url;
  words.kind = document.kind;
  words.days = days_of(document.published);
  if (document.language == Language::arabic || document.language == Language::english) {
    std::vector<Feature> all;
    LatinWords latin;
    for (const auto* text : {&document.title, &document.summary, &document.body})
      add_words(*text, all, latin);
    if (words.language == Language::english &&
        static_cast<double>(latin.stop_words) < kLeastStopWords * static_cast<double>(latin.all)) {
      words.language = Language::other;
    }
    for (const auto& tag : document.tags) {
      add_feature("tag:" + std::string(analyzers::entry_type_name(tag.type)) + "/" + tag.id, kTag, 0, all);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Feature& a, const Feature& b) { return a.number < b.number; });
    for (const auto& feature : all) {
      if (!words.features.empty() && words.features.back().number == feature.number) {
        words.features.back().weight += feature.weight;
      } else {
        words.features.push_back(feature);
      }
    }
  }
  documents_.push_back(std::move(words));
  return documents_.size() - 1;
}

/// Compares every Arabic document with the English ones that share something rare with it.
class TwinFinder::Matcher {
 public:
  explicit Matcher(const TwinFinder& finder) : finder_(finder), with_(finder.names_.size()) {
    for (std::size_t at = 0; at < documents().size(); ++at) {
      if (documents()[at].language != Language::english) continue;
      ++english_;
      for (const auto& feature : documents()[at].features) with_[feature.number].push_back(at);
    }
    for (std::size_t at = 0; at < documents().size(); ++at) lengths_.push_back(length_of(documents()[at]));
  }

  std::vector<TwinPair> pairs() {
    for (std::size_t at = 0; at < documents().size(); ++at) {
      if (documents()[at].language == Language::arabic) compare(at);
    }
    std::vector<TwinPair> pairs;
    for (const auto& [arabic, best] : best_of_arabic_) {
      const auto& back = best_of_english_.at(best.other);
      if (back.other != arabic) continue;
      TwinPair pair{arabic, best.other, best.score, std::max(best.second, back.second), 0, {}};
      if (pair.score >= kLeastScore && pair.score >= kLeastMargin * pair.runner_up) {
        add_order(pair);
        add_reasons(pair);
        if (shared_ >= kLeastShared && pair.order >= kLeastOrder) pairs.push_back(std::move(pair));
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const TwinPair& a, const TwinPair& b) { return a.score > b.score; });
    return pairs;
  }

 private:
  struct Best {
    std::size_t other = 0;
    double score = 0, second = 0;

    void take(std::size_t candidate, double its) {
      if (its > score) {
        second = score;
        score = its;
        other = candidate;
      } else {
        second = std::max(second, its);
      }
    }
  };

  const std::vector<Words>& documents() const { return finder_.documents_; }

  // What no English document has says nothing of which one is meant.
  double weight_of(const Feature& feature) const {
    const auto count = static_cast<double>(with_[feature.number].size());
    if (count == 0) return 0;
    return std::log2(1 + feature.weight) * std::log((static_cast<double>(english_) + 1) / (count + 0.5));
  }

  double length_of(const Words& words) const {
    double sum = 0;
    for (const auto& feature : words.features) sum += std::pow(weight_of(feature), 2);
    return std::sqrt(sum);
  }

  void compare(std::size_t arabic) {
    std::map<std::size_t, double> products;
    for (const auto& feature : documents()[arabic].features) {
      const auto& with = with_[feature.number];
      if (with.empty() || with.size() > kMostWithFeature) continue;
      const double weight = weight_of(feature);
      for (const auto english : with) products[english] += weight * weight_in(english, feature.number);
    }
    for (const auto& [english, product] : products) {
      const double score = product / (lengths_[arabic] * lengths_[english]) * likelihood(arabic, english);
      if (score <= 0) continue;
      best_of_arabic_[arabic].take(english, score);
      best_of_english_[english].take(arabic, score);
    }
  }

  double weight_in(std::size_t document, std::uint32_t number) const {
    const auto& features = documents()[document].features;
    const auto found = std::lower_bound(features.begin(), features.end(), number,
                                        [](const Feature& a, std::uint32_t b) { return a.number < b; });
    return found == features.end() || found->number != number ? 0 : weight_of(*found);
  }

  // By what is beside the words: nothing for what cannot be, less for what is less likely.
  double likelihood(std::size_t arabic, std::size_t english) const {
    const auto& a = documents()[arabic];
    const auto& e = documents()[english];
    const double ratio =
        static_cast<double>(a.bytes) / static_cast<double>(std::max<std::size_t>(e.bytes, 1));
    if (ratio < kShortest || ratio > kLongest) return 0;
    const double of_kind = a.kind == e.kind ? 1 : kOtherKind;
    const auto apart = days_apart(a, e);
    if (!apart || *apart == 0) return of_kind;
    return *apart > kMostDaysApart ? 0 : of_kind * kOtherDay;
  }

  // Days between the two, where both are known: none where they may be of the same day.
  static std::optional<int> days_apart(const Words& a, const Words& e) {
    if (!a.days || !e.days) return std::nullopt;
    return std::max({0, a.days->first - e.days->last, e.days->first - a.days->last});
  }

  // The correlation of the places at which both texts say what both say (Pearson's r), each weighed by how
  // much it tells: translations keep the order, two reports of one event do not.
  void add_order(TwinPair& pair) const {
    std::size_t count = 0;
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    const auto& others = documents()[pair.english].features;
    for (const auto& feature : documents()[pair.arabic].features) {
      const auto found = std::lower_bound(others.begin(), others.end(), feature.number,
                                          [](const Feature& a, std::uint32_t b) { return a.number < b; });
      if (found == others.end() || found->number != feature.number || feature.place == 0 || found->place == 0)
        continue;
      const double w = weight_of(feature) * weight_of(*found);
      const double a = feature.place;
      const double e = found->place;
      ++count;
      n += w;
      x += w * a;
      y += w * e;
      xx += w * a * a;
      yy += w * e * e;
      xy += w * a * e;
    }
    const double spread = (n * xx - x * x) * (n * yy - y * y);
    pair.order = count < kEnoughForOrder || spread <= 0 ? 1 : (n * xy - x * y) / std::sqrt(spread);
  }

  void add_reasons(TwinPair& pair) {
    std::size_t words = 0;
    std::map<std::string, std::string> lists;
    for (const auto& feature : documents()[pair.arabic].features) {
      if (weight_in(pair.english, feature.number) <= 0) continue;
      const auto& name = finder_.names_[feature.number];
      const auto colon = name.find(':');
      const auto type = name.substr(0, colon);
      if (type == "word" || type == "name") {
        ++words;
      } else {
        auto& list = lists[type];
        list += (list.empty() ? "" : ", ") + name.substr(colon + 1);
      }
    }
    shared_ = static_cast<double>(words + lists.size());
    pair.reasons.push_back(std::to_string(words) + " words and names");
    for (const auto& [type, list] : lists) pair.reasons.push_back(type + "s: " + list);
    const auto& a = documents()[pair.arabic];
    const auto& e = documents()[pair.english];
    if (const auto apart = days_apart(a, e)) {
      const bool is_one_day = a.days->first == a.days->last && e.days->first == e.days->last;
      if (*apart > 0) pair.reasons.push_back(std::to_string(*apart) + " days apart");
      if (*apart == 0 && is_one_day) pair.reasons.push_back("same day");
    }
    if (!a.url.empty() && place_without_language(a.url) == place_without_language(e.url)) {
      pair.reasons.push_back("same place in the address");
    }
  }

  const TwinFinder& finder_;
  std::vector<std::vector<std::size_t>> with_;  // English documents, by number of the feature
  std::vector<double> lengths_;
  std::size_t english_ = 0;
  double shared_ = 0;  // of the pair whose reasons were told last
  std::map<std::size_t, Best> best_of_arabic_, best_of_english_;
};

std::vector<TwinPair> TwinFinder::pairs() const { return Matcher(*this).pairs(); }

}  // namespace corpus
