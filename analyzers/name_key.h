// A name without what its spellings differ in, so that القرشي, Qurayshi and Quraishi meet.
#pragma once

#include <string>
#include <string_view>

namespace analyzers {

/// The consonants of a name, the same for its spellings in both scripts: "KRXi" for القرشي, Qurayshi and
/// Qureshi, "MMD" for محمد and Mohammed. `folded_word` is one word as Analyzer::fold() gives it; `arabic`: in
/// which script.
///
/// Capitals stand for classes of consonants (B: b p ب; D: d dh د ذ ض; F: f v ph ف; G: g j gh ج غ; K: k q c kh
/// ق ك خ; L; M; N; R; S: s z س ص ز ظ; T: t th ت ط ث; X: sh ch ش تش), H W Y for themselves at the beginning
/// alone, small letters for a vowel at either end (a i u), where alone it tells names apart. Empty where
/// fewer than three of these are left or fewer than two are consonants, where a letter is of neither script,
/// and for English words of an ending that no name has (-tion, -ness ...). At most 16 letters.
std::string name_key(std::string_view folded_word, bool arabic);

}  // namespace analyzers
