#include "analyzers/english/spelling.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "analyzers/word_lists.h"

namespace analyzers::english {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// What stands before -our in words that Americans write with -or, with any ending behind: labour, labourers.
constexpr std::string_view kBeforeOur[] = {
    "ard",    "arm",       "arb",       "behavi",   "belab",  "cand",  "clam",  "col",  "demean", "discol",
    "dishon", "disfav",    "enam",      "endeav",   "fav",    "ferv",  "flav",  "harb", "hon",    "hum",
    "lab",    "misbehavi", "misdemean", "multicol", "neighb", "od",    "parl",  "ranc", "rig",    "rum",
    "sav",    "savi",      "splend",    "succ",     "tum",    "unfav", "unsav", "val",  "vap",    "vig"};

/// What stands before -re in words that Americans write with -er.
constexpr std::string_view kBeforeRe[] = {
    "calib", "cent",    "centimet", "epicent",    "fib",      "kilomet", "lit",
    "lust",  "meag",    "met",      "millilit",   "millimet", "sab",     "somb",
    "spect", "theat",   "accout",   "amphitheat", "decimet",  "goit",    "micromet",
    "mit",   "nanomet", "och",      "reconnoit",  "saltpet",  "scept",   "sepulch"};

/// Verbs whose last l the British double before an ending.
constexpr std::string_view kSingleL[] = {
    "cancel", "channel", "counsel", "dial",    "duel",    "equal",   "fuel",    "initial", "jewel",
    "label",  "level",   "libel",   "marshal", "marvel",  "model",   "panel",   "quarrel", "refuel",
    "bevel",  "carol",   "chisel",  "cudgel",  "drivel",  "enamel",  "gambol",  "gravel",  "grovel",
    "hovel",  "kennel",  "laurel",  "medal",   "metal",   "pedal",   "pencil",  "peril",   "petal",
    "pistol", "pommel",  "pummel",  "ravel",   "revel",   "snivel",  "spiral",  "stencil", "swivel",
    "tassel", "tinsel",  "towel",   "trammel", "trowel",  "unravel", "victual", "yodel",   "funnel",
    "barrel", "imperil", "rival",   "shovel",  "shrivel", "signal",  "total",   "travel",  "tunnel"};
constexpr std::string_view kEndingsAfterL[] = {"ed", "ing", "er", "ers", "or", "ors", "ous"};

/// Words in -ise that no one writes with -ize, by what stands before the -ise; or what that ends with.
constexpr std::string_view kAlwaysIse[] = {
    "adv",   "apprent", "chast",  "circumc", "comprom", "conc",     "dem",    "dev",   "enfranch", "exc",
    "exerc", "expert",  "franch", "improv",  "inc",     "merchand", "mort",   "parad", "prec",     "prem",
    "prom",  "rev",     "superv", "surm",    "telev",   "treat",    "advert", "moonr", "sunr"};
constexpr std::string_view kBeforeAlwaysIse[] = {"pr", "w", "a",
                                                 "e",  "o", "u"};  // surprise, likewise, praise, poise

constexpr std::string_view kIseEndings[] = {"isations", "isational", "isation", "ised",   "ises",
                                            "iser",     "isers",     "ising",   "isable", "ise"};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// -ise in all its forms. Short words are left alone: rise, wise, guise, ionise.
bool respell_ise(std::string& word) {
  constexpr std::size_t kShortestBefore = 4;
  for (const auto ending : kIseEndings) {
    if (!word.ends_with(ending)) continue;
    const auto before = std::string_view(word).substr(0, word.size() - ending.size());
    if (before.size() < kShortestBefore || contains(kAlwaysIse, before)) return false;
    const auto is_end = [before](std::string_view end) { return before.ends_with(end); };
    if (std::any_of(std::begin(kBeforeAlwaysIse), std::end(kBeforeAlwaysIse), is_end)) return false;
    word[before.size() + 1] = 'z';
    return true;
  }
  return false;
}

bool respell_yse(std::string& word) {
  for (const std::string_view ending : {"yse", "ysed", "ysing", "yser"}) {
    constexpr std::size_t kShortestBefore = 3;
    if (!word.ends_with(ending) || word.size() < ending.size() + kShortestBefore) continue;
    word[word.size() - ending.size() + 1] = 'z';
    return true;
  }
  return false;
}

bool respell_our(std::string& word) {
  const auto our = word.find("our");
  if (our == std::string::npos || !contains(kBeforeOur, std::string_view(word).substr(0, our))) return false;
  word.erase(our + 1, 1);
  return true;
}

bool respell_re(std::string& word) {
  for (const auto& [british, american] :
       {Pair{"re", "er"}, {"res", "ers"}, {"red", "ered"}, {"ring", "ering"}}) {
    if (!word.ends_with(british)) continue;
    const auto before = std::string_view(word).substr(0, word.size() - british.size());
    if (!contains(kBeforeRe, before)) continue;
    word.replace(before.size(), british.size(), american);
    return true;
  }
  return false;
}

bool respell_double_l(std::string& word) {
  const auto doubled = word.rfind("ll");
  if (doubled == std::string::npos || !contains(kSingleL, std::string_view(word).substr(0, doubled + 1)))
    return false;
  if (!contains(kEndingsAfterL, std::string_view(word).substr(doubled + 2))) return false;
  word.erase(doubled, 1);
  return true;
}

/// gunmen, servicewomen: the plural in -men, but not the words that end so in the singular.
void respell_men(std::string& word) {
  constexpr std::string_view kSingular[] = {"abdomen", "acumen",   "amen",   "bitumen", "foramen",
                                            "hymen",   "lumen",    "omen",   "ramen",   "regimen",
                                            "semen",   "specimen", "stamen", "yemen",   "turkmen"};
  if (word.ends_with("men") && !contains(kSingular, word)) word[word.size() - 2] = 'a';
}

/// The lines of forms.txt: every other word of a line to the first.
WordMap read_forms() {
  WordMap forms;
  for (const auto& [line, unused] : built_in_list("english/forms.txt")) {
    const auto usual = line.substr(0, line.find(' '));
    for_each_word(line, [&](std::string_view form) {
      if (form != usual) forms.emplace(form, usual);
    });
  }
  return forms;
}

}  // namespace

std::string american_spelling(std::string_view word) {
  static const WordMap forms = read_forms();
  if (const auto known = forms.find(word); known != forms.end()) return known->second;
  std::string spelled(word);
  if (respell_ise(spelled) || respell_yse(spelled) || respell_our(spelled) || respell_re(spelled))
    return spelled;
  if (!respell_double_l(spelled)) respell_men(spelled);
  return spelled;
}

}  // namespace analyzers::english
