#include "corpus/ledger_words.h"

#include <span>
#include <unordered_map>
#include <utility>

#include "corpus/word_filter.h"

namespace corpus::ledger_words {
namespace {

// All words are compared folded (see key_letter()): lower case, Arabic without hamza and marks.
using Words = std::span<const std::string_view>;

inline constexpr std::string_view kCoalition[] = {"coalition", "coalitions", "التحالف", "للتحالف", "بالتحالف",
                                                  "والتحالف",  "تحالف",      "تحالفا",  "تحالفنا"};
inline constexpr std::string_view kEnemy[] = {"daesh", "isis", "isil", "داعش", "لداعش", "بداعش"};
inline constexpr std::string_view kMembers[] = {
    "members", "partners", "عضو",     "عضوا",    "اعضاء",   "الاعضاء",  "لاعضاء",  "اعضاء",  "شريك",
    "شريكا",   "شركاء",    "الشركاء", "شركاءنا", "شركائنا", "لشركائنا", "اعضاءنا", "اعضائنا"};
inline constexpr std::string_view kStates[] = {"countries", "nations", "states", "governments", "دوله",
                                               "دول",       "الدول",   "بلدا",   "بلد"};
// "82-member Coalition", "62-nation Global Coalition".
inline constexpr std::string_view kCompounds[] = {"member", "nation", "country", "partner", "strong"};
// What may stand between a number and its noun.
inline constexpr std::string_view kBetween[] = {"member", "partner", "coalition", "global", "participating"};
// What may stand between "of the" or a number and "Coalition".
inline constexpr std::string_view kBeforeCoalition[] = {"the",           "this",  "our", "a",        "global",
                                                        "international", "us",    "led", "american", "anti",
                                                        "isis",          "daesh", "isil"};
inline constexpr std::string_view kOurs[] = {"our", "شركاءنا", "شركائنا", "لشركائنا", "اعضاءنا", "اعضائنا"};
inline constexpr std::string_view kTheirs[] = {"its", "their", "his", "her", "your"};
inline constexpr std::string_view kOf[] = {"of", "in", "from", "at"};
// The same in Arabic: "85 عضوًا في التحالف".
inline constexpr std::string_view kArabicIn[] = {"في", "من", "ضمن"};
// What a coalition does with states that belong to it.
inline constexpr std::string_view kComprises[] = {
    "of",     "comprises", "comprising", "comprised", "includes", "including", "consists", "consisting",
    "unites", "uniting",   "brings",     "bringing",  "gathers",  "counts",    "numbers",  "grown",
    "grew",   "has",       "with",       "يضم",       "ويضم",     "تضم",       "المؤلف",   "مؤلف",
    "المكون", "مكون",      "من",         "يتالف",     "يتكون",    "يجمع",      "بات",      "اصبح"};
// What some of its states do on a day: "thirty countries of the Coalition met" counts who came.
inline constexpr std::string_view kMeet[] = {"met",     "meet",   "attended", "attend", "gathered",
                                             "pledged", "اجتمعت", "اجتمع",    "حضرت",   "التقت"};
// Bodies with members of their own.
inline constexpr std::string_view kOtherBodies[] = {
    "council",    "parliament", "congress", "senate", "committee", "group",   "nato",   "eu",      "un",
    "union",      "league",     "unesco",   "undp",   "board",     "cabinet", "family", "tribe",   "team",
    "delegation", "مجلس",       "البرلمان", "لجنه",   "المجموعه",  "مجموعه",  "الناتو", "الاتحاد", "اتحاد",
    "الجامعه",    "جامعه",      "عائله",    "وفد",    "الوفد",     "فريق"};
// What happens to people, not to states.
inline constexpr std::string_view kHarm[] = {
    "killed",      "killing",   "dead",    "died",     "captured", "detained", "arrested", "wounded",
    "injured",     "kidnapped", "trained", "training", "vetted",   "accused",  "charged",  "sentenced",
    "surrendered", "fighters",  "قتل",     "مقتل",     "قتلوا",    "اعتقل",    "اعتقال",   "القبض",
    "اسر",         "جرح",       "اصيب",    "تدريب",    "مقاتلا",   "مسلحا"};
inline constexpr std::string_view kBesides[] = {"all",    "now",    "some",    "over",   "more",
                                                "than",   "nearly", "current", "almost", "about",
                                                "around", "other",  "the"};

struct NumberWord {
  std::string_view word;
  int value;
};
inline constexpr NumberWord kTens[] = {
    {"twenty", 20}, {"thirty", 30}, {"forty", 40},  {"fifty", 50},  {"sixty", 60},  {"seventy", 70},
    {"eighty", 80}, {"ninety", 90}, {"عشرون", 20},  {"عشرين", 20},  {"ثلاثون", 30}, {"ثلاثين", 30},
    {"اربعون", 40}, {"اربعين", 40}, {"خمسون", 50},  {"خمسين", 50},  {"ستون", 60},   {"ستين", 60},
    {"سبعون", 70},  {"سبعين", 70},  {"ثمانون", 80}, {"ثمانين", 80}, {"تسعون", 90},  {"تسعين", 90}};
inline constexpr NumberWord kUnits[] = {
    {"one", 1},   {"two", 2},    {"three", 3}, {"four", 4}, {"five", 5},  {"six", 6},    {"seven", 7},
    {"eight", 8}, {"nine", 9},   {"واحد", 1},  {"احد", 1},  {"واحده", 1}, {"احدي", 1},   {"اثنين", 2},
    {"اثنان", 2}, {"اثنتين", 2}, {"ثلاثه", 3}, {"ثلاث", 3}, {"اربعه", 4}, {"اربع", 4},   {"خمسه", 5},
    {"خمس", 5},   {"سته", 6},    {"ست", 6},    {"سبعه", 7}, {"سبع", 7},   {"ثمانيه", 8}, {"ثماني", 8},
    {"ثمان", 8},  {"تسعه", 9},   {"تسع", 9}};

/// Every word of the tables with all that it means: each word of a text is looked up once.
class Meanings {
 public:
  Meanings() {
    const std::pair<Words, Sort> kSorts[] = {
        {kCoalition, Sort::coalition},
        {kEnemy, Sort::enemy},
        {kMembers, Sort::members},
        {kStates, Sort::states},
        {kCompounds, Sort::compounds},
        {kBetween, Sort::between},
        {kBeforeCoalition, Sort::before_coalition},
        {kOurs, Sort::ours},
        {kTheirs, Sort::theirs},
        {kOf, Sort::of},
        {kComprises, Sort::comprises},
        {kMeet, Sort::meet},
        {kOtherBodies, Sort::other_bodies},
        {kHarm, Sort::harm},
        {kBesides, Sort::besides},
        {kArabicIn, Sort::arabic_in},
    };
    for (const auto& [words, sort] : kSorts) {
      for (const auto word : words) meanings_[word].sorts |= static_cast<std::uint32_t>(sort);
    }
    for (const auto& [word, value] : kTens) meanings_[word].tens = value;
    for (const auto& [word, value] : kUnits) meanings_[word].units = value;
    for (const auto& [word, meaning] : meanings_) filter_.add(word);
  }

  bool may_hold(std::uint32_t hash) const { return filter_.may_hold(hash); }

  const Meaning& of(std::string_view word) const {
    static constexpr Meaning kNone;
    const auto known = meanings_.find(word);
    return known == meanings_.end() ? kNone : known->second;
  }

 private:
  std::unordered_map<std::string_view, Meaning> meanings_;
  WordFilter filter_;  // of all words
};

const Meanings& meanings() {
  static const Meanings kMeanings;
  return kMeanings;
}

}  // namespace

const Meaning& meaning_of(std::string_view word) { return meanings().of(word); }

bool may_mean(std::uint32_t hash) { return meanings().may_hold(hash); }

}  // namespace corpus::ledger_words
