#include "corpus/dates/date_words.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzers/utf8.h"
#include "corpus/dates/month_names.h"
#include "corpus/word_filter.h"

namespace corpus {
namespace {

using namespace date_role;

// Words that do one thing or several, without a value; separated by spaces, folded.
struct RoleWords {
  std::uint64_t roles;
  std::string_view words;
};

constexpr RoleWords kRoleWords[] = {
    {joins, "of the شهر من ايام"},
    {month_cue, "شهر"},
    {year_word, "year عام سنه العام السنه"},
    {years_word, "عامي العامين سنتي الاعوام"},
    {year_cue | month_cue,
     "in since until till during early late mid في منذ خلال حتي بحلول مطلع اواخر اوائل منتصف "
     "نهايه بدايه صيف شتاء خريف"},
    {year_cue | weak_month_cue, "by from of before after through قبل بعد"},
    {weak_month_cue, "last next this"},
    {year_cue,
     "summer winter spring autumn fall for بطوله احصاء تعداد انتخابات مونديال اولمبياد حرب موسم دوره"},
    {article, "the a an his her its their our"},
    {to, "to until till through الي حتي"},
    {also, "and or و او"},
    {between, "between from بين من"},
    {ago, "ago"},
    {before, "قبل"},
    {last, "last الماضي الماضيه المنصرم المنصرمه الفائت الفائته"},
    {next, "next المقبل المقبله القادم القادمه"},
    {current, "this هذا هذه الحالي الحاليه الجاري الجاريه"},
    {future, "will shall planned scheduled due expected سوف"},
    {past, "كان كانت were was"},
    {counted,
     "agenda people persons fighters soldiers troops men women children families villages homes houses "
     "members "
     "countries km kilometres kilometers metres meters miles dollars euros pounds tonnes tons barrels "
     "schools "
     "cases civilians refugees students teachers pages others times years months days percent per "
     "مقاتل مقاتلا مقاتلين عائله اسره شخص شخصا اشخاص دولار دولارا يورو كيلومتر كيلومترا كم متر مترا نسمه "
     "مدني "
     "مدنيا جندي جنديا عضو عضوا مدرسه منزل منزلا حاج حاجا طفل طفلا امراه رجل رجلا قتيل قتيلا جريح جريحا لاجئ "
     "لاجئا نازح نازحا صفحه طن طنا برميل برميلا مليون الف مره"},
    {no_weekday_after,
     "black bloody good palm ash every each throwback cyber giving a any sheffield كل صلاه خطبه سوق"},
    {no_weekday_before, "times school mirror telegraph express prayer prayers sermon club"},
    {day_part, "يوم صباح مساء فجر ظهر عصر ليله نهار غداه"},
    {islamic, "ah ه هجري هجريه للهجره"},
    {corresponds, "الموافق الموافقه المصادف corresponding"},
    {place,
     "bridge square street revolution movement brigade airport stadium جسر ساحه شارع ميدان حي ثوره حركه "
     "مطار"},
    {no_today_after, "ذلك نفس طوال حتي منذ خلال المعروف ان هذا في"},
    {no_today_before,
     "الاول الثاني الثالث الرابع الخامس التالي السابق الاخير الواحد العالمي الدولي الوطني نفسه ذاته"},
    {official, "الامين المدير القائد المفتش المدعي النائب الراي القطاع السجل الموعد الطريق"},
    {version, "version release الاصدار الاصداره"},
    {ordinal_ending, "st nd rd th"},
    {of_christ, "م ad ce ميلادي ميلاديه"},
    {part_of_name, "al ul"},
    {relates, "من علي"},
};

struct Valued {
  std::uint64_t roles;
  std::int8_t DateWord::*field;
  std::string_view words;  // each with the values from the first on; '|' between words of one value
  std::int8_t first;
};

constexpr Valued kValued[] = {
    {weekday, &DateWord::weekday, "monday tuesday wednesday thursday friday saturday sunday", 0},
    {weekday | abbreviation, &DateWord::weekday, "mon tue|tues wed thu|thur|thurs fri sat sun", 0},
    {weekday, &DateWord::weekday, "- الثلاثاء الاربعاء الخميس الجمعه السبت الاحد", 0},
    {weekday | weekday_with_cue, &DateWord::weekday, "الاثنين|الاتنين", 0},
    {number, &DateWord::number,
     "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
     "seventeen "
     "eighteen nineteen twenty",
     1},
    {number, &DateWord::number,
     "- - ثلاثه|ثلاث اربعه|اربع خمسه|خمس سته|ست سبعه|سبع ثمانيه|ثماني|ثمان تسعه|تسع عشره|عشر", 1},
    {ordinal, &DateWord::number,
     "الاول|الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر", 1},
    {day_word, &DateWord::offset, "امس|الامس|بالامس|البارحه|yesterday اليوم|today غدا|غد|الغد|tomorrow", -1},
    {unit, &DateWord::unit,
     "day|days|يوم|يوما|ايام week|weeks|اسبوع|اسبوعا|اسابيع|الاسبوع|للاسبوع "
     "month|months|شهر|شهرا|اشهر|شهور|الشهر|للشهر "
     "year|years|عام|عاما|اعوام|سنه|سنوات|العام|السنه|للعام|للسنه",
     1},
    {unit, &DateWord::unit, "يومين اسبوعين شهرين عامين|سنتين", 1},
};

struct Lexicon {
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, DateWord, Hash, std::equal_to<>> words;
  WordFilter filter;                         // of all words
  std::map<std::pair<int, int>, int> pairs;  // head and tail of a name of two words, and its month

  Lexicon() {
    for (const auto& entry : kRoleWords) {
      for_each_word(entry.words, ' ',
                    [&](std::string_view word) { words[std::string(word)].roles |= entry.roles; });
    }
    for (const auto& entry : kValued) add_valued(entry);
    for (const char* dual : {"يومين", "اسبوعين", "شهرين", "عامين", "سنتين"}) words[dual].number = 2;
    for (const auto& [name, value] : month_names()) add_month(name, value, false);
    for (const auto& [name, value] : hijri_month_names()) add_month(name, value, true);
    for (const char* name : {"may", "march", "april", "june", "august", "mar", "اب", "ماي", "جوان", "مارس"}) {
      words[name].roles |= month_in_caps;
    }
    for (const char* name :
         {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}) {
      words[name].roles |= abbreviation;
    }
    for (const auto& [name, word] : words) filter.add(name);
  }

 private:
  template <typename Visit>
  static void for_each_word(std::string_view list, char between, Visit visit) {
    while (!list.empty()) {
      const auto end = std::min(list.find(between), list.size());
      if (end > 0) visit(list.substr(0, end));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }

  void add_valued(const Valued& entry) {
    auto value = entry.first;
    for_each_word(entry.words, ' ', [&](std::string_view same) {
      for_each_word(same, '|', [&](std::string_view word) {
        if (word == "-") return;
        auto& known = words[std::string(word)];
        known.roles |= entry.roles;
        known.*entry.field = value;
      });
      ++value;
    });
  }

  void add_month(std::string_view name, int month, bool hijri) {
    const auto space = name.find(' ');
    if (space != std::string_view::npos) {
      const int head = numbered(heads_, words[std::string(name.substr(0, space))].head);
      const int tail = numbered(tails_, words[std::string(name.substr(space + 1))].tail);
      pairs[{head, tail}] = hijri ? -month : month;
      return;
    }
    auto& word = words[std::string(name)];
    word.roles |= hijri ? hijri_month : date_role::month;
    (hijri ? word.hijri : word.month) = static_cast<std::int8_t>(month);
  }

  static int numbered(int& count, std::int8_t& number) {
    if (number == 0) number = static_cast<std::int8_t>(++count);
    return number;
  }

  int heads_ = 0, tails_ = 0;
};

const Lexicon& lexicon() {
  static const Lexicon kLexicon;
  return kLexicon;
}

}  // namespace

bool may_be_date_word(std::uint32_t hash) { return lexicon().filter.may_hold(hash); }

const DateWord* date_word(std::string_view word) {
  const auto& words = lexicon().words;
  const auto found = words.find(word);
  return found == words.end() ? nullptr : &found->second;
}

int month_of_two_words(const DateWord& head, const DateWord& tail) {
  if (head.head == 0 || tail.tail == 0) return 0;
  const auto& pairs = lexicon().pairs;
  const auto found = pairs.find({head.head, tail.tail});
  return found == pairs.end() ? 0 : found->second;
}

}  // namespace corpus
