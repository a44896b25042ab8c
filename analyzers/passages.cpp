#include "analyzers/passages.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

/// The letters that nearly every text consists of, about which ICU need not be asked.
constexpr bool is_plain_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') ||
         (c >= 0x0620 && c <= 0x065F);
}

/// The bytes of the plain letter that begins at `at`; 0 where there is none.
std::size_t plain_letter_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return is_plain_letter(first) ? 1 : 0;
  if ((first != 0xD8 && first != 0xD9) || at + 1 == text.size() || !continues_code_point(text[at + 1]))
    return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  return is_plain_letter(static_cast<char32_t>((first & 0x1FU) << 6U | (second & 0x3FU))) ? 2 : 0;
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == U' ' || (c >= U'\t' && c <= U'\r');
  return !is_plain_letter(c) && u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

/// A run of the text without white space, [begin, end) in bytes. What cannot be broken at white space is cut
/// into pieces that fit.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t points = 0;  // code points
  bool spaced = false;     // white space stands before it
  bool begins_sentence = false;
  bool begins_line = false;  // in a text of several lines
};

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x061F || c == 0x06D4 || c == 0x2026 || c == 0x3002;
}

bool closes(char32_t c) {
  const auto category = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (category & (U_GC_PE_MASK | U_GC_PF_MASK)) != 0 || c == '"' || c == '\'';
}

/// Reads pieces one code point after another.
class PieceReader {
 public:
  PieceReader(std::size_t longest) : longest_(longest) {}

  std::vector<Piece> read(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (in_piece_) at = behind_plain_letters(text, at);
      const auto end = behind_others(text, at);
      for_each_code_point_at(text.substr(at, end - at), [this, at](char32_t c, std::size_t offset) {
        if (is_space(c)) {
          read_space(c, at + offset);
        } else {
          read_letter(c, at + offset);
        }
      });
      at = end;
    }
    if (in_piece_) pieces_.back().end = text.size();
    return std::move(pieces_);
  }

 private:
  /// What read_letter() would do with each of the plain letters from `at` on, in one go: nearly all of a text
  /// are such.
  std::size_t behind_plain_letters(std::string_view text, std::size_t at) {
    auto& points = pieces_.back().points;
    const auto before = at;
    while (points < longest_ && at < text.size()) {
      const auto size = plain_letter_at(text, at);
      if (size == 0) break;
      at += size;
      ++points;
    }
    if (at != before) stop_seen_ = false;
    return at;
  }

  /// Behind the plain letter at `at`, or else before the next one.
  static std::size_t behind_others(std::string_view text, std::size_t at) {
    if (at < text.size() && plain_letter_at(text, at) > 0) return at + plain_letter_at(text, at);
    while (at < text.size() && plain_letter_at(text, at) == 0) ++at;
    return at;
  }

  void read_space(char32_t c, std::size_t at) {
    if (in_piece_) pieces_.back().end = at;
    in_piece_ = false;
    new_lines_ = new_lines_ || c == '\n' || c == 0x2029;
  }

  void read_letter(char32_t c, std::size_t at) {
    const bool too_long = in_piece_ && pieces_.back().points == longest_;
    if (too_long) pieces_.back().end = at;
    if (!in_piece_ || too_long) {
      // A small letter goes on after "U.S." or "e.g."; Arabic has none, and its full stops end sentences.
      const bool sentence = !too_long && (new_lines_ || pieces_.empty() ||
                                          (stop_seen_ && u_islower(static_cast<UChar32>(c)) == 0));
      pieces_.push_back({at, at, 0, !too_long && !pieces_.empty(), sentence, !too_long && new_lines_});
      in_piece_ = true;
      new_lines_ = false;
      stop_seen_ = false;
    }
    ++pieces_.back().points;
    if (is_plain_letter(c) || (!ends_sentence(c) && !closes(c))) {
      stop_seen_ = false;
    } else if (ends_sentence(c)) {
      stop_seen_ = pieces_.back().points > 2;  // no sentence ends in "A."
    }
  }

  std::size_t longest_;
  std::vector<Piece> pieces_;
  bool in_piece_ = false, new_lines_ = false, stop_seen_ = false;
};

/// [first, last) among the pieces.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The lengths of windows over the pieces in constant time.
class Ruler {
 public:
  explicit Ruler(const std::vector<Piece>& pieces) : sums_{0} {
    for (const auto& piece : pieces) sums_.push_back(sums_.back() + piece.points + (piece.spaced ? 1 : 0));
    for (const auto& piece : pieces) spaced_.push_back(piece.spaced);
  }
  std::size_t length(Window window) const {
    if (window.first == window.last) return 0;
    return sums_[window.last] - sums_[window.first] - (spaced_[window.first] ? 1 : 0);
  }

 private:
  std::vector<std::size_t> sums_;
  std::vector<bool> spaced_;
};

/// The pieces that each found word lies in; of a word longer than a passage those that fit.
std::vector<Window> pieces_of(const std::vector<FoundWord>& found, const std::vector<Piece>& pieces,
                              const Ruler& ruler, std::size_t longest) {
  std::vector<Window> windows;
  std::size_t first = 0;
  for (const auto& word : found) {
    while (first < pieces.size() && pieces[first].end <= word.begin) ++first;
    auto last = first + 1;
    while (last < pieces.size() && pieces[last].begin < word.end &&
           ruler.length({first, last + 1}) <= longest)
      ++last;
    windows.push_back({first, last});
  }
  return windows;
}

/// The window from one found word to another that holds the most different wanted terms, then the most of
/// their words, then the earliest.
class BestWindow {
 public:
  BestWindow(std::size_t terms, const Ruler& ruler, std::size_t longest)
      : counts_(terms, 0), ruler_(ruler), longest_(longest) {}

  Window find(const std::vector<FoundWord>& found, const std::vector<Window>& places) {
    Window best = places.front();
    std::size_t left = 0, most_different = 0, most = 0;
    for (std::size_t right = 0; right < found.size(); ++right) {
      different_ += counts_[found[right].wanted]++ == 0 ? 1U : 0U;
      while (left < right && ruler_.length({places[left].first, places[right].last}) > longest_) {
        different_ -= --counts_[found[left++].wanted] == 0 ? 1U : 0U;
      }
      const auto words = right - left + 1;
      if (different_ < most_different || (different_ == most_different && words <= most)) continue;
      most_different = different_;
      most = words;
      best = {places[left].first, places[right].last};
    }
    return best;
  }

 private:
  std::vector<std::size_t> counts_;
  std::size_t different_ = 0;
  const Ruler& ruler_;
  std::size_t longest_;
};

/// A window at the end of the text with what fits before it: whole sentences, or words where it begins inside
/// one.
Window filled_before(Window window, const std::vector<Piece>& pieces, const Ruler& ruler,
                     std::size_t longest) {
  auto earliest = window.first;
  for (auto first = window.first; first > 0 && ruler.length({first - 1, window.last}) <= longest;) {
    --first;
    if (pieces[first].begins_sentence || !pieces[earliest].begins_sentence) earliest = first;
  }
  return {earliest, window.last};
}

/// The core with what fits round it: from the beginning of its sentence where that leaves some room for what
/// follows, else a third of the room before it.
Window widened(Window core, const std::vector<Piece>& pieces, const Ruler& ruler, std::size_t longest) {
  auto window = core;
  const auto room = longest - std::min(longest, ruler.length(core));
  const auto fits = [&](std::size_t first, std::size_t room_before) {
    return ruler.length({first, core.last}) <= ruler.length(core) + room_before;
  };
  auto first = core.first;
  while (first > 0 && !pieces[first].begins_sentence && fits(first - 1, room * 5 / 6)) --first;
  if (!pieces[first].begins_sentence) {
    first = core.first;
    while (first > 0 && fits(first - 1, room / 3)) --first;
  }
  window.first = first;
  while (window.last < pieces.size() && ruler.length({window.first, window.last + 1}) <= longest)
    ++window.last;
  return window.last == pieces.size() ? filled_before(window, pieces, ruler, longest) : window;
}

/// Writes out pieces of a text and keeps count of where its bytes went.
class PassageWriter {
 public:
  PassageWriter(std::string_view text, const std::vector<FoundWord>& found) : text_(text), found_(found) {}

  Passage write(const std::vector<Piece>& pieces, Window window) {
    passage_.cut_before = window.first > 0;
    passage_.cut_after = window.last < pieces.size();
    const auto begin = pieces[window.first].begin;
    while (next_ < found_.size() && found_[next_].end <= begin) ++next_;
    for (auto i = window.first; i < window.last; ++i) {
      if (i > window.first && pieces[i].spaced) put(U' ');
      if (i > window.first && pieces[i].begins_line) passage_.line_begins.push_back(points_);
      const auto& piece = pieces[i];
      for_each_code_point_at(text_.substr(piece.begin, piece.end - piece.begin),
                             [&](char32_t c, std::size_t at) {
                               mark(piece.begin + at);
                               put(c);
                             });
    }
    mark(window.last < pieces.size() ? pieces[window.last].begin : text_.size());
    if (open_) close();
    return std::move(passage_);
  }

 private:
  void put(char32_t c) {
    append_code_point(passage_.text, c);
    ++points_;
    if (!is_space(c)) last_letter_ = points_;
  }

  /// Opens and closes marks at the byte `at` of the text.
  void mark(std::size_t at) {
    if (open_ && at >= found_[next_].end) close();
    while (!open_ && next_ < found_.size() && found_[next_].end <= at) ++next_;
    if (!open_ && next_ < found_.size() && found_[next_].begin <= at) {
      passage_.marks.emplace_back(points_, points_);
      open_ = true;
    }
  }

  void close() {
    passage_.marks.back().second = last_letter_;
    if (passage_.marks.back().first >= passage_.marks.back().second) passage_.marks.pop_back();
    open_ = false;
    ++next_;
  }

  std::string_view text_;
  const std::vector<FoundWord>& found_;
  Passage passage_;
  std::size_t next_ = 0;  // the first found word that is not behind us
  bool open_ = false;
  std::uint32_t points_ = 0, last_letter_ = 0;
};

/// A text taken apart for passages of at most `longest` code points.
class PassageFinder {
 public:
  PassageFinder(std::string_view text, std::vector<FoundWord> found, std::size_t terms, std::size_t longest)
      : text_(text),
        terms_(terms),
        longest_(longest),
        pieces_(PieceReader(std::max<std::size_t>(longest, 1)).read(text)),
        ruler_(pieces_),
        found_(std::move(found)) {}

  bool is_empty() const { return pieces_.empty() || longest_ == 0; }

  Window best() const {
    if (found_.empty()) return widened({0, 1}, pieces_, ruler_, longest_);
    return widened(best_core(found_), pieces_, ruler_, longest_);
  }

  /// The best window beside `first` that shows a term which is not in it; nothing where there is none.
  std::optional<Window> best_beside(Window first) const {
    std::vector<bool> shown(terms_, false);
    const auto is_in_first = [&](const FoundWord& word) {
      return word.end > pieces_[first.first].begin && word.begin < pieces_[first.last - 1].end;
    };
    for (const auto& word : found_) {
      if (is_in_first(word)) shown[word.wanted] = true;
    }
    std::vector<FoundWord> left;
    for (const auto& word : found_) {
      if (!is_in_first(word) && !shown[word.wanted]) left.push_back(word);
    }
    if (left.empty()) return std::nullopt;
    auto window = widened(best_core(left), pieces_, ruler_, longest_);
    if (window.first < first.first) {
      window.last = std::min(window.last, first.first);
    } else {
      window.first = std::max(window.first, first.last);
    }
    return window.first < window.last ? std::optional(window) : std::nullopt;
  }

  Passage write(Window window) const { return PassageWriter(text_, found_).write(pieces_, window); }

 private:
  Window best_core(const std::vector<FoundWord>& found) const {
    return BestWindow(terms_, ruler_, longest_).find(found, pieces_of(found, pieces_, ruler_, longest_));
  }

  std::string_view text_;
  std::size_t terms_;
  std::size_t longest_;
  std::vector<Piece> pieces_;
  Ruler ruler_;
  std::vector<FoundWord> found_;
};

}  // namespace

Passage best_passage(const Analyzer& analyzer, std::string_view text, const std::vector<WantedTerm>& wanted,
                     std::size_t longest) {
  const PassageFinder finder(text, find_wanted(analyzer, text, wanted), wanted.size(), longest);
  return finder.is_empty() ? Passage{} : finder.write(finder.best());
}

std::vector<Passage> best_passages(const Analyzer& analyzer, std::string_view text,
                                   const std::vector<WantedTerm>& wanted, std::size_t longest) {
  return best_passages(text, find_wanted(analyzer, text, wanted), wanted.size(), longest);
}

std::vector<Passage> best_passages(std::string_view text, std::vector<FoundWord> found, std::size_t terms,
                                   std::size_t longest) {
  const PassageFinder finder(text, std::move(found), terms, longest);
  if (finder.is_empty()) return {};
  const auto best = finder.best();
  std::vector<Passage> passages{finder.write(best)};
  if (const auto second = finder.best_beside(best)) passages.push_back(finder.write(*second));
  return passages;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_in(const Analyzer& analyzer, std::string_view text,
                                                              const std::vector<WantedTerm>& wanted) {
  return marks_in(text, find_wanted(analyzer, text, wanted));
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_in(std::string_view text,
                                                              const std::vector<FoundWord>& found) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
  if (found.empty()) return marks;
  std::size_t next = 0;
  std::uint32_t point = 0;
  bool open = false;
  const auto visit = [&](std::size_t at) {
    if (open && at >= found[next].end) {
      marks.back().second = point;
      open = false;
      ++next;
    }
    if (!open && next < found.size() && at >= found[next].begin) {
      marks.emplace_back(point, point);
      open = true;
    }
  };
  for_each_code_point_at(text, [&](char32_t, std::size_t at) {
    visit(at);
    ++point;
  });
  visit(text.size());
  return marks;
}

}  // namespace analyzers
