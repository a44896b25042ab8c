#include "analyzers/arabic/orthography.h"

#include "analyzers/utf8.h"

namespace analyzers::arabic {
namespace {

// Named as Unicode names them; see chart U0600.
constexpr char32_t kHamza = 0x0621;
constexpr char32_t kAlefMadda = 0x0622;
constexpr char32_t kAlefHamzaAbove = 0x0623;
constexpr char32_t kWawHamza = 0x0624;
constexpr char32_t kAlefHamzaBelow = 0x0625;
constexpr char32_t kYehHamza = 0x0626;
constexpr char32_t kAlef = 0x0627;
constexpr char32_t kTehMarbuta = 0x0629;
constexpr char32_t kTatweel = 0x0640;
constexpr char32_t kKaf = 0x0643;
constexpr char32_t kHeh = 0x0647;
constexpr char32_t kAlefMaksura = 0x0649;
constexpr char32_t kYeh = 0x064A;
constexpr char32_t kFathatan = 0x064B;        // first of the harakat
constexpr char32_t kWavyHamzaBelow = 0x065F;  // last of them
constexpr char32_t kSuperscriptAlef = 0x0670;
constexpr char32_t kHighHamza = 0x0674;  // what NFKC makes of 0675 to 0678, beside a letter
constexpr char32_t kArabicZero = 0x0660;
constexpr char32_t kPersianZero = 0x06F0;

constexpr bool is_digit_from(char32_t zero, char32_t c) { return c >= zero && c <= zero + 9; }

}  // namespace

bool is_optional_mark(char32_t letter) {
  return (letter >= kFathatan && letter <= kWavyHamzaBelow) || letter == kTatweel ||
         letter == kSuperscriptAlef || (letter >= 0x0610 && letter <= 0x061A) ||
         (letter >= 0x06D6 && letter <= 0x06ED && letter != 0x06DD && letter != 0x06DE && letter != 0x06E9) ||
         (letter >= 0x08D3 && letter <= 0x08FF && letter != 0x08E2);
}

std::optional<char32_t> fold_letter(char32_t letter) {
  if (is_optional_mark(letter)) return std::nullopt;
  if (is_digit_from(kArabicZero, letter)) return U'0' + (letter - kArabicZero);
  if (is_digit_from(kPersianZero, letter)) return U'0' + (letter - kPersianZero);
  switch (letter) {
    case kHamza:
    case kWawHamza:
    case kYehHamza:
    case kHighHamza: return std::nullopt;
    case kAlefMadda:
    case kAlefHamzaAbove:
    case kAlefHamzaBelow:
    case 0x0671:  // alef wasla
    case 0x0672:  // alef with wavy hamza above
    case 0x0673:  // and below
    case 0x0675: return kAlef;
    case kAlefMaksura:
    case 0x06CC:               // Farsi yeh
    case 0x06D0:               // e
    case 0x06D2:               // yeh barree
    case 0x06D3: return kYeh;  // yeh barree with hamza above
    case kTehMarbuta:
    case 0x06BE:               // heh doachashmee
    case 0x06C0:               // heh with yeh above
    case 0x06C1:               // heh goal
    case 0x06C2:               // heh goal with hamza above
    case 0x06C3:               // teh marbuta goal
    case 0x06D5: return kHeh;  // ae
    case 0x06A9:               // keheh
    case 0x06AA:               // swash kaf
    case 0x06AF: return kKaf;  // gaf
    default: return letter;
  }
}

std::string fold_orthography(std::string_view word) {
  std::string folded;
  folded.reserve(word.size());
  for_each_code_point(word, [&folded](char32_t letter) {
    if (const auto kept = fold_letter(letter)) append_code_point(folded, *kept);
  });
  return folded;
}

}  // namespace analyzers::arabic
