#include "analyzers/attribution.h"

#include <algorithm>

namespace analyzers {
namespace {

constexpr std::size_t kMostFillers = 5;

// X reported, X has learned, X's correspondent.
constexpr std::string_view kReports =
    "reported reports report said says say wrote writes noted notes quoted quotes revealed reveals claimed "
    "claims added "
    "adds cited cites published publishes disclosed discloses learned understands understood stated states "
    "announced "
    "described describes confirmed confirms highlighted highlights explained explains explores explored "
    "examines examined "
    "interviewed interviews featured features covered covers spoke speaks investigated investigates "
    "estimates details "
    "detailed mentioned mentions carried broadcast aired showed shows documented documents argued argues "
    "interview "
    "correspondent journalist reporter article investigation documentary editorial exclusive";
constexpr std::string_view kAuxiliaries = "has had have also recently exclusively newspaper magazine";

// told X, reported X.
constexpr std::string_view kTells =
    "reported reports report told tells telling informed citing quoting quotes source sources";

// op-ed for X, interview with X, published in X.
constexpr std::string_view kPieces =
    "ed oped editorial column article piece commentary essay interview interviewed comments comment report "
    "reports "
    "analysis writing wrote written writes published publishes publish reported quoted cited speaking spoke "
    "speak talking "
    "talked statement statements obtained seen viewed broadcast aired story blog letter remarks carried "
    "appeared podcast "
    "documentary investigation released sourced featured said";
constexpr std::string_view kPrepositions = "for in to with by from on via at";
constexpr std::string_view kAccording = "according";

constexpr std::string_view kFillers =
    "the The a newspaper newspapers paper magazine daily weekly broadcaster channel agency news outlet "
    "website site network "
    "television TV radio station based London Dubai Qatar British UK US American German French Turkish Iraqi "
    "Syrian "
    "Kurdish Arab Arabic Emirati Saudi Egyptian Lebanese Jordanian Kuwaiti pan language state run owned "
    "local "
    "publication journal tabloid English opposition media and s' weekend Sunday";

constexpr std::string_view kOutletsArabic =
    "صحيفة جريدة وكالة قناة شبكة موقع مجلة إذاعة تلفزيون فضائية هيئة محطة صحيفتي وكالتي قناتي الأنباء أنباء "
    "للأنباء الإخبارية "
    "الإخباري البريطانية الأمريكية الأميركية الفرنسية الألمانية العربية التركية العراقية الدولية صحيفه";
constexpr std::string_view kReportsArabic =
    "ذكرت ذكر أفادت أفاد نقلت نقل قالت قال أوردت أورد كشفت كشف نشرت نشر كتبت كتب أشارت أشار أكدت أكد رصدت "
    "أوضحت بثت أعلنت "
    "نوهت أضافت لفتت بينت تحدثت عرضت تناولت ونشرت";
constexpr std::string_view kSourcesArabic = "بحسب حسب وفقا وفق طبقا نقلا استنادا";
constexpr std::string_view kPiecesArabic =
    "مقال مقالة مقابلة حديث حوار تصريح تصريحات تقرير لقاء نشره نشرته نشرتها بثته كتبه افتتاحية أخبر أبلغ صرح "
    "أدلى مراسل";
constexpr std::string_view kLinkingArabic = "مع عن في إلى على";

// The first of the words before `first` that only say what kind of outlet follows; `first` where there are
// none.
std::size_t begin_of_fillers(const TaggedText& text, std::size_t first, const WordClass& fillers) {
  auto begin = first;
  while (begin > 0 && first - begin < kMostFillers && text.words[begin].gap != Gap::sentence &&
         fillers.has(text.words[begin - 1])) {
    --begin;
  }
  return begin;
}

}  // namespace

Attribution::Attribution(WordIds& ids, const Analyzer& analyzer)
    : reports_(kReports, analyzer, ids),
      auxiliaries_(kAuxiliaries, analyzer, ids),
      fillers_(kFillers, analyzer, ids),
      tells_(kTells, analyzer, ids),
      pieces_(kPieces, analyzer, ids),
      prepositions_(kPrepositions, analyzer, ids),
      according_(kAccording, analyzer, ids),
      outlets_ar_(kOutletsArabic, analyzer, ids),
      reports_ar_(kReportsArabic, analyzer, ids),
      sources_ar_(kSourcesArabic, analyzer, ids),
      pieces_ar_(kPiecesArabic, analyzer, ids),
      linking_ar_(kLinkingArabic, analyzer, ids) {}

bool Attribution::is_made(const Place& place) const {
  return reports_itself(place) || is_named_before(place) || is_named_before_in_arabic(place);
}

// X reported; X has learned; الغارديان ذكرت.
bool Attribution::reports_itself(const Place& place) const {
  const auto& words = place.text.words;
  auto at = place.last + 1;
  if (at < words.size() && words[at].gap == Gap::plain && auxiliaries_.has(words[at])) ++at;
  if (at >= words.size() || words[at].gap != Gap::plain || words[at].new_line || words[at].conjunction)
    return false;
  return reports_.has(words[at]) || reports_ar_.has(words[at]);
}

// According to the X; told the newspaper X; an op-ed for X; (X) at the very end.
bool Attribution::is_named_before(const Place& place) const {
  const auto& words = place.text.words;
  if (place.last + 1 == words.size() && words[place.first].gap == Gap::sentence) return true;
  const auto begin = begin_of_fillers(place.text, place.first, fillers_);
  if (begin == 0 || words[begin].new_line) return false;
  const auto& before = words[begin - 1];
  if (tells_.has(before)) return true;
  return words[begin].gap != Gap::sentence && prepositions_.has(before) &&
         is_made_by_piece(place.text, begin - 1);
}

bool Attribution::is_made_by_piece(const TaggedText& text, std::size_t preposition) const {
  constexpr std::size_t kReach = 3;
  for (std::size_t back = 1; back <= kReach && back <= preposition; ++back) {
    if (text.words[preposition - back + 1].gap == Gap::sentence) return false;
    const auto& word = text.words[preposition - back];
    if (pieces_.has(word) || (back == 1 && according_.has(word))) return true;
  }
  return false;
}

// ذكرت صحيفة X; وفقا لصحيفة X; في مقابلة مع قناة X; بحسب X.
bool Attribution::is_named_before_in_arabic(const Place& place) const {
  const auto& words = place.text.words;
  const auto begin = begin_of_fillers(place.text, place.first, outlets_ar_);
  if (begin < place.first && words[begin].written.starts_with("ل")) return true;
  if (begin == 0) return false;
  const auto& before = words[begin - 1];
  if (words[begin].gap == Gap::sentence) return false;
  if (reports_ar_.has(before) || sources_ar_.has(before) || pieces_ar_.has(before)) return true;
  if (begin < 2 || !linking_ar_.has(before)) return false;
  const auto& further = words[begin - 2];
  return sources_ar_.has(further) || pieces_ar_.has(further) || reports_ar_.has(further);
}

}  // namespace analyzers
