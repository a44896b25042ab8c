#include "analyzers/compounds.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <array>
#include <span>

#include "analyzers/language.h"

namespace analyzers {
namespace {

enum class RunKind : std::uint8_t { arabic, letters, digits, separator };

/// Neighbours of one kind, [first, last) in units. A separator stands alone.
struct Run {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t letters = 0;  // code points without marks
  RunKind kind{};
};

bool is_mark_or_format(UChar32 c) { return (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0; }

RunKind kind_of(UChar32 c) {
  if (u_isdigit(c) != 0) return RunKind::digits;
  if (u_isalpha(c) == 0) return RunKind::separator;
  return is_arabic_letter(static_cast<char32_t>(c)) ? RunKind::arabic : RunKind::letters;
}

bool is_letters(const Run& run) { return run.kind == RunKind::arabic || run.kind == RunKind::letters; }

constexpr bool is_comma(char16_t c) {
  return c == u',' || c == 0x060C || c == 0x066C || c == 0xFF0C || c == 0xFE50;
}
constexpr bool is_full_stop(char16_t c) { return c == u'.' || c == 0xFF0E || c == 0xFE52 || c == 0x2024; }

/// Separators that stand inside words and are not written in terms.
constexpr bool is_inside_word(char16_t c) {
  return c == u'\'' || c == 0x00B7 || c == 0x0387 || c == 0x05F4 || c == 0x05F3 || c == 0x2027 ||
         c == 0x2018 || c == 0x2019;
}

/// How a number's commas and full stops are meant.
enum class NumberForm : std::uint8_t { none, grouped, decimal, dotted };

constexpr std::size_t kMostNumberRuns = 8;

/// A number taken apart: the lengths of its runs of digits and what parts them.
struct NumberShape {
  std::array<std::uint32_t, kMostNumberRuns> digits{};
  std::array<char16_t, kMostNumberRuns> separators{};  // separators[i] stands before digits[i]
  std::size_t runs = 0;

  bool threes_until(std::size_t end) const {
    for (std::size_t i = 1; i < end; ++i) {
      if (digits[i] != 3) return false;
    }
    return digits[0] <= 3;
  }
  bool all_commas_until(std::size_t end) const {
    for (std::size_t i = 1; i < end; ++i) {
      if (!is_comma(separators[i])) return false;
    }
    return true;
  }
  bool all_full_stops() const {
    for (std::size_t i = 1; i < runs; ++i) {
      if (!is_full_stop(separators[i])) return false;
    }
    return true;
  }
};

NumberForm form_of(const NumberShape& shape) {
  if (shape.runs < 2) return NumberForm::decimal;
  const std::size_t last = shape.runs - 1;
  if (shape.runs == 2 && is_full_stop(shape.separators[1])) return NumberForm::decimal;
  if (shape.all_commas_until(shape.runs) && shape.threes_until(shape.runs)) return NumberForm::grouped;
  if (shape.runs == 2 && shape.digits[1] <= 2) return NumberForm::decimal;  // 7,5 as much of Europe writes it
  if (is_full_stop(shape.separators[last]) && shape.all_commas_until(last) && shape.threes_until(last)) {
    return NumberForm::decimal;  // 1,234.5
  }
  if (!shape.all_full_stops()) return NumberForm::none;
  if (shape.threes_until(shape.runs) && shape.runs > 2)
    return shape.runs == 4 ? NumberForm::dotted : NumberForm::grouped;
  return shape.runs == 4 ? NumberForm::dotted : NumberForm::none;  // 12.05.2019 is three numbers
}

NumberShape shape_of(std::u16string_view written) {
  NumberShape shape;
  shape.runs = 1;
  for (std::size_t at = 0; at < written.size();) {
    UChar32 c = 0;
    U16_NEXT(written.data(), at, written.size(), c);
    if (u_isdigit(c) != 0) {
      ++shape.digits[shape.runs - 1];
    } else if (!is_mark_or_format(c) && shape.runs < kMostNumberRuns) {
      shape.separators[shape.runs++] = static_cast<char16_t>(c);
    }
  }
  return shape;
}

/// Takes one segment apart and adds its parts and compounds to `found`.
class SegmentSplitter {
 public:
  SegmentSplitter(const Reading& reading, Compounds& found, std::vector<Run>& runs)
      : units_(reading.units), found_(found), runs_(runs) {}

  /// Whether a hyphen may join the segment's first compound to the one before it, and its last to the one
  /// after it.
  struct Ends {
    bool first_is_plain = false;
    bool last_is_plain = false;
  };

  Ends split(const Segment& segment) {
    find_runs(segment);
    Ends ends;
    std::size_t at = 0;
    const auto tag = tag_of(segment);
    if (tag != Compound::Kind::plain) {
      at = split_tag(tag);
    } else {
      ends.first_is_plain = !runs_.empty() && runs_.front().kind != RunKind::separator;
    }
    while (at < runs_.size()) at = runs_[at].kind == RunKind::separator ? at + 1 : split_group(at);
    ends.last_is_plain = !runs_.empty() && runs_.back().kind != RunKind::separator &&
                         (found_.compounds.empty() || found_.compounds.back().kind == Compound::Kind::plain);
    return ends;
  }

 private:
  char16_t unit(const Run& run) const { return units_[run.first]; }
  std::uint32_t part_count() const { return static_cast<std::uint32_t>(found_.parts.size()); }

  void find_runs(const Segment& segment) {
    runs_.clear();
    single_until_ = 0;
    for (std::uint32_t at = segment.first; at < segment.last;) {
      const auto first = at;
      UChar32 c = 0;
      U16_NEXT(units_.data(), at, segment.last, c);
      if (is_mark_or_format(c)) {
        if (!runs_.empty()) runs_.back().last = at;
        continue;
      }
      const auto kind = kind_of(c);
      if (runs_.empty() || runs_.back().kind != kind || kind == RunKind::separator)
        runs_.push_back({first, first, 0, kind});
      runs_.back().last = at;
      ++runs_.back().letters;
    }
  }

  Compound::Kind tag_of(const Segment& segment) const {
    const bool at_sign = units_[segment.first] == u'@';
    const auto sign = at_sign ? segment.first : segment.first - 1;
    if (!at_sign && (segment.first == 0 || units_[sign] != u'#')) return Compound::Kind::plain;
    if (sign > 0 && u_isalnum(units_[sign - 1]) != 0) return Compound::Kind::plain;
    return at_sign ? Compound::Kind::mention : Compound::Kind::hashtag;
  }

  /// The parts of the tag that the segment begins with; returns the run after it.
  std::size_t split_tag(Compound::Kind kind) {
    const auto first = part_count();
    std::size_t at = 0;
    for (; at < runs_.size(); ++at) {
      const Run& run = runs_[at];
      if (run.kind == RunKind::separator) {
        const bool belongs = unit(run) == u'_' || is_inside_word(unit(run)) || (at == 0 && unit(run) == u'@');
        if (!belongs) break;
      } else if (run.kind == RunKind::letters) {
        split_capitals(run);
      } else {
        add({run.first, run.last, run.kind == RunKind::digits ? Part::Kind::number : Part::Kind::word});
      }
    }
    if (part_count() > first) found_.compounds.push_back({first, part_count(), kind});
    return at;
  }

  /// StopDaesh, ISISIsEvil: before a capital that follows a small letter, and before the last of several
  /// capitals that a small letter follows.
  void split_capitals(const Run& run) {
    auto first = run.first;
    for (auto at = run.first + 1; at < run.last; ++at) {
      const bool starts =
          u_isupper(units_[at]) != 0 &&
          (u_islower(units_[at - 1]) != 0 || (at + 1 < run.last && u_islower(units_[at + 1]) != 0));
      if (!starts) continue;
      add({first, at, Part::Kind::word});
      first = at;
    }
    add({first, run.last, Part::Kind::word});
  }

  /// The compound that begins with the run `at`; returns the run after it.
  std::size_t split_group(std::size_t at) {
    const auto first = part_count();
    std::size_t end = at;
    while (end < runs_.size() && runs_[end].kind != RunKind::separator) {
      const bool new_script = end > at && is_letters(runs_[end]) && is_letters(runs_[end - 1]);
      if (new_script) break;
      end = runs_[end].kind == RunKind::digits ? take_number(end) : take_word(end);
    }
    if (part_count() - first > 2) merge_parts(first);  // R2D2 is one word
    found_.compounds.push_back({first, part_count(), Compound::Kind::plain});
    return end;
  }

  void merge_parts(std::uint32_t first) {
    found_.parts[first] = {found_.parts[first].first, found_.parts.back().last, Part::Kind::word};
    found_.parts.resize(first + 1);
  }

  bool separates(std::size_t at, RunKind kind) const {
    return at + 1 < runs_.size() && runs_[at].kind == RunKind::separator && runs_[at + 1].kind == kind;
  }

  std::size_t take_word(std::size_t at) {
    const auto kind = runs_[at].kind;
    std::size_t end = at + 1;
    while (runs_[end - 1].letters == 1 && separates(end, kind) && is_full_stop(unit(runs_[end])) &&
           runs_[end + 1].letters == 1) {
      end += 2;
    }
    if (end > at + 1) {
      add({runs_[at].first, runs_[end - 1].last, Part::Kind::initials});
      return end;
    }
    while (separates(end, kind) && is_inside_word(unit(runs_[end]))) end += 2;
    add({runs_[at].first, runs_[end - 1].last, Part::Kind::word});
    return end;
  }

  /// Takes the number that begins at `at`, or its first run alone where its separators only part numbers.
  std::size_t take_number(std::size_t at) {
    std::size_t end = at + 1;
    if (at >= single_until_) {
      while (separates(end, RunKind::digits) &&
             (is_comma(unit(runs_[end])) || is_full_stop(unit(runs_[end]))))
        end += 2;
      const auto written = units_.substr(runs_[at].first, runs_[end - 1].last - runs_[at].first);
      const auto runs = (end - at + 1) / 2;
      if (runs > kMostNumberRuns || form_of(shape_of(written)) == NumberForm::none) {
        single_until_ = end;
        end = at + 1;
      }
    }
    add({runs_[at].first, runs_[end - 1].last, Part::Kind::number});
    return end;
  }

  void add(const Part& part) { found_.parts.push_back(part); }

  std::u16string_view units_;
  Compounds& found_;
  std::vector<Run>& runs_;
  std::size_t single_until_ = 0;  // runs of digits before this one are numbers of their own
};

}  // namespace

void find_compounds(const Reading& reading, Compounds& found) {
  found.parts.clear();
  found.compounds.clear();
  std::vector<Run> runs;
  SegmentSplitter splitter(reading, found, runs);
  std::uint32_t hyphen_after = 0;  // the unit after a segment that a hyphen may join to the next
  for (const auto& segment : reading.segments) {
    if (segment.kind == Segment::Kind::emoji) continue;
    const auto before = found.compounds.size();
    const auto ends = splitter.split(segment);
    const bool joins = before > 0 && before < found.compounds.size() && ends.first_is_plain &&
                       hyphen_after + 1 == segment.first && hyphen_after > 0 &&
                       reading.units[hyphen_after] == u'-';
    if (joins) {
      found.compounds[before - 1].last = found.compounds[before].last;
      found.compounds.erase(found.compounds.begin() + static_cast<std::ptrdiff_t>(before));
    }
    hyphen_after = ends.last_is_plain ? segment.last : 0;
  }
}

std::string number_text(std::u16string_view written) {
  const auto shape = shape_of(written);
  const auto form = form_of(shape);
  std::string text;
  std::size_t run = 0;
  for (std::size_t at = 0; at < written.size();) {
    UChar32 c = 0;
    U16_NEXT(written.data(), at, written.size(), c);
    if (u_isdigit(c) != 0) {
      text += static_cast<char>('0' + u_charDigitValue(c));
    } else if (!is_mark_or_format(c)) {
      ++run;
      const bool is_point =
          form == NumberForm::dotted || (form == NumberForm::decimal && run + 1 == shape.runs);
      if (is_point) text += '.';
    }
  }
  return text;
}

}  // namespace analyzers
