// How a name sounds in the other script: which Arabic word writes the Latin one by its sounds, and how well.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace analyzers {

/// The consonants of a word in classes so wide that every way to write a name in the other script shares one:
/// "KNTK" for Connecticut and كونيتيكت. A letter with several readings ("ch") gives several keys, at most 8.
/// For lists of candidates only; sound_likeness() judges them. `folded_word` as Token::exact; `arabic`: its
/// script. None for words that have fewer than two consonants, or letters of neither script.
std::vector<std::string> sound_keys(std::string_view folded_word, bool arabic);

/// How well the folded Arabic word writes the sounds of the folded Latin one: 1 letter for letter, below 0.5
/// for words that have little in common, never below 0. The Arabic article counts for nothing.
double sound_likeness(std::string_view latin, std::string_view arabic);

}  // namespace analyzers
