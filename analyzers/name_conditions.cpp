#include "analyzers/name_conditions.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr std::size_t kNear = 8;     // words to either side
constexpr std::size_t kAround = 50;  // the same, where the subject of the passage decides

// Before the name of a town or state that is a common word too: في القائم, مدينة سرت.
constexpr std::string_view kBeforePlaces =
    "في إلى من قرب مدينة بلدة قرية محافظة قضاء ناحية منطقة ولاية إقليم دولة جمهورية مخيم معبر ريف سد جبل "
    "مطار قاعدة شمال "
    "جنوب شرق غرب شمالي جنوبي شرقي غربي وسط تحرير معركة نحو داخل ضواحي عاصمة العاصمة بين ضد رئيس حكومة شمالى "
    "شرقى";

constexpr std::string_view kGivenNames =
    "Michael Jim James John Robert David William Richard Thomas Charles Christopher Daniel Matthew Anthony "
    "Mark Donald "
    "Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan Jacob "
    "Gary Nicholas "
    "Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond "
    "Patrick Jack "
    "Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold "
    "Keith "
    "Christian Roger Noah Gerald Carl Terry Sean Austin Arthur Lawrence Jesse Dylan Bryan Joe Billy Bruce "
    "Albert Willie "
    "Gabriel Logan Alan Juan Wayne Roy Ralph Randy Eugene Vincent Russell Louis Bobby Philip Johnny Mary "
    "Patricia "
    "Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Margaret Sandra Ashley Kimberly "
    "Emily Donna "
    "Michelle Dorothy Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy "
    "Angela Shirley "
    "Anna Brenda Pamela Nicole Ruth Katherine Samantha Christine Emma Helen Olivia Julia Vernon Neil Leslie "
    "Duke Tom Ben "
    "Sam Hamilton Will Tim Dan Matt Mike Steve Bill Bob Katie Kate Jane Agnieszka Simon Martin Ian Colin "
    "Nigel Graham "
    "Stuart Craig Joan";
constexpr std::string_view kTitles =
    "Mr Mrs Ms Dr Sir Lady Judge Senator Congressman Congresswoman Representative Coach";

constexpr std::string_view kBeforeCountries =
    "in into inside outside across throughout near around neighbouring neighboring visit visited visiting "
    "southern "
    "northern eastern western central";

// Behind the name of a state, with a capital and yet no surname.
constexpr std::string_view kOfStates =
    "Armed Army Air Arab Government King Queen Prime Foreign Ministry Minister National President Parliament "
    "Police "
    "Defence Defense Interior Embassy Ambassador Military Special Security Forces Border River Valley Times "
    "Field Office "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August "
    "September October November December Basin Football Olympic Red Royal Crown Prince And Is Has Will To "
    "For";

constexpr std::string_view kActsAfter =
    "said says announced announces agreed agrees pledged pledges denied denies insisted insists hopes wants "
    "considers "
    "believes condemned condemns welcomed welcomes warned warns supports supported backed backs decided "
    "decides accused "
    "accuses rejected rejects vowed vows confirmed confirms argued argues expressed expresses urged urges "
    "demanded demands "
    "called calls recognised recognized recognises recognizes refused refuses promised promises committed "
    "responded "
    "opposes opposed summoned expelled signed ratified blamed blames lobbied offered";

constexpr std::string_view kPolicies =
    "government policy policies decision stance position role support response commitment contribution "
    "diplomats "
    "officials";

constexpr std::string_view kActsBefore =
    "أعلنت قالت أكدت طالبت دعت رفضت اتهمت حذرت رحبت أدانت قررت تعهدت أبدت شددت أعربت نفت وافقت طلبت أوضحت "
    "أيدت وعدت "
    "استدعت جددت ردت تعلن تؤكد ترفض تدعم تعتبر تطالب تدعو ترحب تدين تتهم تسعى";

constexpr std::string_view kInsideTowns =
    "in from at near of around outside inside to across East West North South في من";

bool is_latin_joined(const TextWord& word) {
  return !word.arabic && word.gap == Gap::plain && !word.new_line;
}

std::size_t begin_of_window(const Place& place, std::size_t reach = kNear) {
  return place.first < reach ? 0 : place.first - reach;
}

std::size_t end_of_window(const Place& place, std::size_t reach = kNear) {
  return std::min(place.last + reach + 1, place.text.words.size());
}

bool any_near(const Condition& condition, const Place& place, std::size_t reach = kNear) {
  for (auto i = begin_of_window(place, reach); i < end_of_window(place, reach); ++i) {
    if (i >= place.first && i <= place.last) continue;
    const auto& word = place.text.words[i];
    if (std::any_of(condition.words.begin(), condition.words.end(), [&](auto id) { return word.is(id); }))
      return true;
  }
  return false;
}

bool any_at(const Condition& condition, const Place& place, std::size_t at) {
  if (at >= place.text.words.size()) return false;
  const auto& word = place.text.words[at];
  return std::any_of(condition.words.begin(), condition.words.end(), [&](auto id) { return word.is(id); });
}

// Headlines give every word a capital, so capitals say nothing there.
bool is_headline(const Place& place) {
  int small = 0;
  int capital = 0;
  for (auto i = begin_of_window(place); i < end_of_window(place); ++i) {
    const auto& word = place.text.words[i];
    if (word.arabic || word.written.size() < 4) continue;
    ++(word.capital ? capital : small);
  }
  return capital > 3 * small;
}

// Words all in capitals around a name in capitals: US or us, nobody can tell.
bool is_shouted(const Place& place) {
  constexpr std::size_t kReach = 3;
  const auto& words = place.text.words;
  bool shouting = false;
  const auto is_quiet = [&shouting](const TextWord& word) {
    if (word.arabic || word.written.size() < 2) return false;
    shouting = shouting || (word.all_capitals && word.written.size() >= 4);
    return !word.all_capitals;
  };
  for (auto i = place.first; i > 0 && i + kReach > place.first && words[i].gap != Gap::sentence; --i) {
    if (is_quiet(words[i - 1])) return false;
  }
  for (auto i = place.last + 1; i < words.size() && i <= place.last + kReach && words[i].gap != Gap::sentence;
       ++i) {
    if (is_quiet(words[i])) return false;
  }
  return shouting;
}

// "Metro" of "Metro's", "US" of "U.S.".
std::string bare(std::string_view written) {
  for (const std::string_view apostrophe : {"'", "’"}) {
    if (written.ends_with(apostrophe)) written.remove_suffix(apostrophe.size());
    if (written.ends_with('s') && written.substr(0, written.size() - 1).ends_with(apostrophe)) {
      written.remove_suffix(apostrophe.size() + 1);
    }
  }
  std::string letters;
  std::copy_if(written.begin(), written.end(), std::back_inserter(letters), [](char c) { return c != '.'; });
  return letters;
}

bool has_its_capitals(const Pattern& pattern, const Place& place) {
  for (std::size_t i = 0; i < pattern.written.size(); ++i) {
    const auto typed = bare(place.text.words[place.first + i].written);
    if (typed == bare(pattern.written[i])) continue;
    const bool article = i == 0 && pattern.written[i] == "The" && typed == "the";
    if (!article) return false;
  }
  return true;
}

bool has_a_capital(const Pattern& pattern, const Place& place) {
  bool asked = false;
  for (std::size_t i = 0; i < pattern.capitals.size(); ++i) {
    if (!pattern.capitals[i]) continue;
    asked = true;
    const auto& word = place.text.words[place.first + i];
    if (word.capital || word.in_tag) return true;
  }
  return !asked;
}

// The signs of `name` in their order, others allowed between them: عُمان in وعُمَان.
bool is_written_in(std::string_view name, std::string_view written) {
  std::u32string wanted;
  for_each_code_point(name, [&wanted](char32_t c) { wanted += c; });
  std::size_t found = 0;
  for_each_code_point(written, [&](char32_t c) {
    if (found < wanted.size() && c == wanted[found]) ++found;
  });
  return found == wanted.size();
}

bool is_as_written(const Pattern& pattern, const Place& place) {
  for (std::size_t i = 0; i < pattern.written.size(); ++i) {
    if (!is_written_in(pattern.written[i], place.text.words[place.first + i].written)) return false;
  }
  return true;
}

bool has_stem(const TextWord& word, std::uint32_t id) {
  const auto end = word.stems.begin() + word.stem_count;
  return std::find(word.stems.begin(), end, id) != end;
}

bool stands_at(const std::vector<std::uint32_t>& half, const TaggedText& text, std::size_t at) {
  if (half.empty() || at + half.size() > text.words.size()) return false;
  for (std::size_t i = 0; i < half.size(); ++i) {
    if (!has_stem(text.words[at + i], half[i])) return false;
  }
  return true;
}

// The two halves of a phrase stand in one sentence.
bool parts_phrases(const TextWord& word) { return word.new_line || word.full_stop; }

std::size_t begin_of_sentence(const Place& place) {
  auto begin = place.first;
  while (begin > begin_of_window(place) && !parts_phrases(place.text.words[begin])) --begin;
  return begin;
}

std::size_t end_of_sentence(const Place& place) {
  auto end = place.last + 1;
  while (end < end_of_window(place) && !parts_phrases(place.text.words[end])) ++end;
  return end;
}

}  // namespace

NameConditions::NameConditions(NameTable& table, const Analyzer& analyzer)
    : table_(table),
      look_alikes_(analyzer, table.exact_ids),
      before_places_(kBeforePlaces, analyzer, table.exact_ids),
      given_names_(kGivenNames, analyzer, table.exact_ids),
      titles_(kTitles, analyzer, table.exact_ids),
      before_countries_(kBeforeCountries, analyzer, table.exact_ids),
      of_states_(kOfStates, analyzer, table.exact_ids),
      acts_after_(kActsAfter, analyzer, table.exact_ids),
      policies_(kPolicies, analyzer, table.exact_ids),
      acts_before_(kActsBefore, analyzer, table.exact_ids),
      inside_towns_(kInsideTowns, analyzer, table.exact_ids) {}

bool NameConditions::is_joined_so(const Pattern& pattern, const Place& place) {
  for (std::size_t i = 1; i < pattern.commas.size(); ++i) {
    const auto gap = place.text.words[place.first + i].gap;
    if (gap == Gap::sentence || (gap == Gap::comma && !pattern.commas[i])) return false;
  }
  return true;
}

bool NameConditions::is_written_so(const Pattern& pattern, const Place& place) {
  if (!is_joined_so(pattern, place)) return false;
  return pattern.case_sensitive ? has_its_capitals(pattern, place) : has_a_capital(pattern, place);
}

bool NameConditions::is_typed_so(const Pattern& pattern, const Place& place) {
  return is_joined_so(pattern, place) && (!pattern.case_sensitive || has_its_capitals(pattern, place));
}

bool NameConditions::hold(const Pattern& pattern, const Place& place) const {
  if (is_another_person(pattern, place) || look_alikes_.is_another_thing(pattern, place)) return false;
  return std::all_of(pattern.conditions.begin(), pattern.conditions.end(),
                     [&](const Condition& condition) { return holds(condition, pattern, place); });
}

bool NameConditions::holds(const Condition& condition, const Pattern& pattern, const Place& place) const {
  switch (condition.kind) {
    case Condition::Kind::surname:
    case Condition::Kind::with: return true;  // asked elsewhere
    case Condition::Kind::place: return is_a_place(place);
    case Condition::Kind::country: return is_a_country(place);
    case Condition::Kind::government: return is_a_government(place);
    case Condition::Kind::written: return is_as_written(pattern, place);
    case Condition::Kind::not_shouted: return !is_shouted(place);
    case Condition::Kind::near: return any_near(condition, place);
    case Condition::Kind::not_near: return !any_near(condition, place);
    case Condition::Kind::not_around: return !any_near(condition, place, kAround);
    case Condition::Kind::after: return place.first > 0 && any_at(condition, place, place.first - 1);
    case Condition::Kind::not_before: return !any_at(condition, place, place.last + 1);
  }
  return false;
}

// في القائم; النيجر ومالي; مالي والنيجر.
bool NameConditions::is_a_place(const Place& place) const {
  const auto& words = place.text.words;
  if (place.first > 0 && before_places_.has(words[place.first - 1])) return true;
  if (place.after_place && words[place.first].conjunction) return true;
  if (place.last + 1 >= words.size() || !words[place.last + 1].conjunction) return false;
  const auto& following = words[place.last + 1];
  return std::any_of(following.forms.begin(), following.forms.begin() + following.form_count, [&](auto form) {
    const auto patterns = table_.at(table_.step(NameTable::kNames, form));
    return std::any_of(patterns.begin(), patterns.end(), [](const Pattern& pattern) {
      return pattern.entry->type == EntryType::partner || pattern.entry->type == EntryType::place;
    });
  });
}

// Melania Trump, where the vocabulary knows "Trump" and "Donald Trump".
bool NameConditions::is_another_person(const Pattern& pattern, const Place& place) const {
  if (pattern.entry->type != EntryType::person || pattern.written.size() != 1 || place.first == 0)
    return false;
  const auto& before = place.text.words[place.first - 1];
  return is_latin_joined(place.text.words[place.first]) && before.capital && given_names_.has(before);
}

// Not Michael Jordan, and not Jordan Peterson.
bool NameConditions::is_a_country(const Place& place) const {
  if (look_alikes_.is_a_man(place)) return false;
  const auto& words = place.text.words;
  const bool joined = is_latin_joined(words[place.first]);
  if (place.first > 0 && joined) {
    const auto& before = words[place.first - 1];
    if (before.capital && (given_names_.has(before) || titles_.has(before))) return false;
    if (before_countries_.has(before)) return true;
  }
  if (place.last + 1 >= words.size()) return true;
  const auto& after = words[place.last + 1];
  const bool possessive = words[place.last].written.size() > 2 && words[place.last].written.ends_with('s');
  if (!after.capital || after.all_capitals || !is_latin_joined(after) || possessive || of_states_.has(after))
    return true;
  return is_headline(place);
}

// "Paris announced", "London's decision", أعلنت باريس; not "police in Paris said".
bool NameConditions::is_a_government(const Place& place) const {
  const auto& words = place.text.words;
  if (place.first > 0 && acts_before_.has(words[place.first - 1])) return true;
  if (place.first > 0 && inside_towns_.has(words[place.first - 1])) return false;
  if (place.last + 1 >= words.size()) return false;
  const auto& after = words[place.last + 1];
  if (!is_latin_joined(after)) return false;
  return acts_after_.has(after) || (words[place.last].written.ends_with('s') && policies_.has(after));
}

bool NameConditions::widen_to_other_half(const Pattern& pattern, Place& place) {
  const auto with =
      std::find_if(pattern.conditions.begin(), pattern.conditions.end(),
                   [](const Condition& condition) { return condition.kind == Condition::Kind::with; });
  if (with == pattern.conditions.end()) return true;
  const auto end = end_of_sentence(place);
  for (auto at = begin_of_sentence(place); at < end; ++at) {
    for (const auto& half : with->halves) {
      const auto last = at + half.size() - 1;
      if (!stands_at(half, place.text, at) || last >= end || (last >= place.first && at <= place.last))
        continue;
      place.first = std::min(place.first, at);
      place.last = std::max(place.last, last);
      return true;
    }
  }
  return false;
}

}  // namespace analyzers
