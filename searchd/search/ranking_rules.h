// The rules of ranking by name, so that each can be switched off and measured (docs/relevance.md).
#pragma once

#include <string_view>

namespace searchd {

/// What is done to rank documents. All of it is done for readers; only measurements switch a rule off.
struct RankingRules {
  bool exact_form = true;   // the form as typed counts beside the stem
  bool proclitics = true;   // stems with and without a leading و ف ب ك ل
  bool verb_forms = true;   // stems with another prefix of the imperfect or future: ي ت سي ست
  bool names = true;        // other spellings of a name, and documents that are tagged with it
  bool compounds = true;    // "counter-terrorism" and "counterterrorism", words inside hashtags
  bool acronyms = true;     // US, WHO, IS only where they are written in capitals
  bool related = true;      // in whole questions: words of the same root or beginning
  bool pairs = true;        // words that stand side by side as typed
  bool trigrams = true;     // three letters of an Arabic stem
  bool title = true;        // words of the title count more
  bool coverage = true;     // match=auto wants the words that say most; off: any word is enough
  bool recency = true;      // of two alike the newer first
  bool lexicon = true;      // words in the other language, as the vocabulary and the lexicon say them
  bool dictionary = true;   // as the installed dictionaries say them
  bool sounds = true;       // names that no source knows, by their sounds
  bool years = true;        // "2019" also means documents that are dated to it
  bool own_version = true;  // of two versions of one text, the one in the question's language first
  bool exact_first = true;  // what holds the words as typed stands before what only the other language found
};

struct RankingRule {
  std::string_view name;
  bool RankingRules::*rule;
};
inline constexpr RankingRule kRankingRules[] = {
    {"exact_form", &RankingRules::exact_form},   {"proclitics", &RankingRules::proclitics},
    {"verb_forms", &RankingRules::verb_forms},   {"names", &RankingRules::names},
    {"compounds", &RankingRules::compounds},     {"acronyms", &RankingRules::acronyms},
    {"related", &RankingRules::related},         {"pairs", &RankingRules::pairs},
    {"trigrams", &RankingRules::trigrams},       {"title", &RankingRules::title},
    {"coverage", &RankingRules::coverage},       {"lexicon", &RankingRules::lexicon},
    {"dictionary", &RankingRules::dictionary},   {"sounds", &RankingRules::sounds},
    {"recency", &RankingRules::recency},         {"years", &RankingRules::years},
    {"own_version", &RankingRules::own_version}, {"exact_first", &RankingRules::exact_first},
};

}  // namespace searchd
