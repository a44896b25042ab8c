// Articles of a list: titles, teasers, dates and captions, told apart by their shape and order.
#include <algorithm>
#include <utility>

#include "corpus/sources/capture_items.h"
#include "corpus/sources/capture_words.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestTitle = 120;  // letters; the longest of the site's titles known to us has 98
constexpr std::size_t kLongestTitleWithStop = 70;  // of a title that ends in a full stop

enum class Shape { title, paragraph, date };

/// Where dates stand in a list, told by the first of them.
enum class DatePlace { before_title, after_title, after_text };

class ArticleReader {
 public:
  ArticleReader(const std::vector<Line>& lines, std::size_t begin, std::size_t end, std::size_t usual,
                const ListStyle& style, std::vector<Piece>& pieces)
      : lines_(lines), begin_(begin), end_(end), usual_(usual), style_(style), pieces_(pieces) {
    for (std::size_t at = begin; at < end; ++at) shapes_.push_back(shape_of(at));
    place_ = place_of_dates();
  }

  void read() {
    const std::size_t before = pieces_.size();
    for (std::size_t at = begin_; at < end_;) {
      std::size_t run_end = at;
      while (run_end < end_ && shape(run_end) != Shape::paragraph) ++run_end;
      if (run_end > at) read_run(at, run_end, before);
      at = read_paragraphs(run_end, run_end > at && !pieces_.empty() && pieces_.size() > before);
    }
  }

 private:
  /// A title, or a lone line, of a run of lines without a paragraph among them.
  struct Entry {
    std::size_t first, last;  // lines, those of its dates included
    std::size_t line;
    std::optional<std::size_t> date;  // line
    std::vector<std::size_t> more;    // a further date beside it: text like any other
  };

  Shape shape(std::size_t at) const { return shapes_[at - begin_]; }
  bool is_break(std::size_t at) const { return lines_[at].gap > usual_; }

  Shape shape_of(std::size_t at) const {
    const Line& line = lines_[at];
    // Of two dates in a row the second is text.
    const bool below_date = at > begin_ && shape(at - 1) == Shape::date;
    if (!line.bullet && date_line(line.text)) return below_date ? Shape::paragraph : Shape::date;
    if (is_titular(line)) return Shape::title;
    // "Somebody: something happened." before a long paragraph and after one: a title, full stop or not.
    const bool after_text = at == begin_ || (at > begin_ && shape(at - 1) == Shape::paragraph);
    const bool before_text = at + 1 < end_ && !is_titular(lines_[at + 1]) && !lines_[at + 1].bullet &&
                             lines_[at + 1].letters > kLongestTitle && lines_[at + 1].gap >= usual_;
    const bool short_line = !line.bullet && line.letters <= kLongestTitleWithStop &&
                            line.text.back() == '.' && !has_several_sentences(line.text);
    const bool teasers = style_.kind != Kind::statement;
    return teasers && after_text && before_text && short_line ? Shape::title : Shape::paragraph;
  }

  DatePlace place_of_dates() const {
    const auto first = std::find(shapes_.begin(), shapes_.end(), Shape::date);
    if (first == shapes_.end() || first == shapes_.begin()) return DatePlace::before_title;
    if (*(first - 1) == Shape::title) return DatePlace::after_title;
    return shapes_.back() == Shape::date ? DatePlace::after_text : DatePlace::before_title;
  }

  /// Reads the run [at, end) of titles and dates; a paragraph, if any, follows and belongs to its last title.
  void read_run(std::size_t at, std::size_t end, std::size_t pieces_before) {
    // A date that has no title after it in its list's order belongs to the text above.
    while (at < end && shape(at) == Shape::date && pieces_.size() > pieces_before &&
           (place_ == DatePlace::after_text || titles_in(at, end) == 0)) {
      add_date_below(pieces_.back(), at++);
    }
    if (at == end) return;
    if (titles_in(at, end) == 0) return add_dated_text(at, end);
    const auto entries = entries_of(at, end);
    const bool has_text = end < end_;
    if (style_.podcasts && speaks_of_podcast(entries)) return add_podcast(entries);
    if (style_.captions) {
      read_captioned(entries);
    } else {
      read_teasers(entries, has_text);
    }
  }

  std::size_t titles_in(std::size_t at, std::size_t end) const {
    std::size_t titles = 0;
    for (; at < end; ++at) titles += shape(at) == Shape::title ? 1U : 0U;
    return titles;
  }

  static void add_line(Piece& piece, std::size_t line) {
    piece.body.push_back(line);
    piece.last = line;
  }

  void add_date_below(Piece& piece, std::size_t line) const {
    if (place_ == DatePlace::after_text && !piece.date) {
      piece.date = date_line(lines_[line].text);
      piece.last = line;
    } else {
      add_line(piece, line);
    }
  }

  /// A date above text without a title.
  void add_dated_text(std::size_t at, std::size_t end) {
    Piece piece;
    piece.kind = style_.kind.value_or(style_.otherwise);
    piece.first = piece.last = at;
    piece.date = date_line(lines_[at].text);
    if (end == end_) piece.body.push_back(at);  // nothing follows: the date is all the text there is
    pieces_.push_back(std::move(piece));
  }

  /// The titles of a run, each with the dates that stand beside it.
  std::vector<Entry> entries_of(std::size_t at, std::size_t end) const {
    std::vector<Entry> entries;
    std::optional<std::size_t> date_above;
    for (; at < end; ++at) {
      if (shape(at) == Shape::title) {
        entries.push_back({date_above.value_or(at), at, at, date_above, {}});
        date_above.reset();
      } else if (!entries.empty() && !entries.back().date &&
                 (place_ == DatePlace::after_title || at + 1 == end || shape(at + 1) != Shape::title)) {
        entries.back().date = entries.back().last = at;
      } else if (at + 1 == end) {
        entries.back().more.push_back(entries.back().last = at);
      } else {
        date_above = at;
      }
    }
    return entries;
  }

  bool speaks_of_podcast(const std::vector<Entry>& entries) const {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
      return kind_of_title(lines_[entry.line].text) == Kind::podcast;
    });
  }

  void add_podcast(const std::vector<Entry>& entries) {
    Piece podcast = article(entries.front());
    podcast.kind = Kind::podcast;
    for (std::size_t at = 1; at < entries.size(); ++at) add_entry(podcast, entries[at]);
    pieces_.push_back(std::move(podcast));
  }

  /// Adds what else stands under a title. A second date is text.
  void add_entry(Piece& piece, const Entry& entry) const {
    piece.body.push_back(entry.line);
    piece.body.insert(piece.body.end(), entry.more.begin(), entry.more.end());
    if (entry.date && piece.date) piece.body.push_back(*entry.date);
    if (entry.date && !piece.date) piece.date = date_line(lines_[*entry.date].text);
    piece.last = entry.last;
  }

  Piece article(const Entry& title) const {
    Piece piece;
    piece.first = title.first;
    piece.last = title.last;
    piece.title = title.line;
    if (title.date) piece.date = date_line(lines_[*title.date].text);
    piece.body = title.more;
    const auto by_words = kind_of_title(lines_[title.line].text);
    piece.kind = style_.kind                                     ? *style_.kind
                 : by_words == Kind::podcast && !style_.podcasts ? style_.otherwise
                                                                 : by_words.value_or(style_.otherwise);
    return piece;
  }

  /// The entry ends an article or stands before text, so it is no caption.
  bool is_surely_title(const std::vector<Entry>& entries, std::size_t at) const {
    return at + 1 == entries.size() || entries[at].date.has_value() || is_break(entries[at + 1].first);
  }

  void read_captioned(const std::vector<Entry>& entries) {
    std::optional<Entry> caption;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      if (!caption && !is_surely_title(entries, at)) {
        caption = entries[at];
        continue;
      }
      add_with_caption(entries[at], caption);
      caption.reset();
    }
  }

  void add_with_caption(const Entry& title, const std::optional<Entry>& caption) {
    Piece piece = article(title);
    if (caption) {
      piece.first = caption->first;
      piece.body.insert(piece.body.begin(), caption->line);
    }
    pieces_.push_back(std::move(piece));
  }

  /// Lone lines of a list of teasers come in pairs, title and a teaser that is short; the last before a
  /// paragraph is that paragraph's title, and what then stands alone before it is the caption of its picture.
  void read_teasers(const std::vector<Entry>& entries, bool has_text) {
    std::optional<Entry> pending;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      const bool before_text = has_text && at + 1 == entries.size();
      if (before_text) {
        if (pending && pending->date) pieces_.push_back(article(*std::exchange(pending, std::nullopt)));
        add_with_caption(entries[at], pending);
        return;
      }
      if (pending && pending->date && entries[at].date) {
        pieces_.push_back(article(*pending));
        pending = entries[at];
      } else if (pending) {
        pieces_.push_back(article(*pending));
        add_entry(pieces_.back(), entries[at]);
        pending.reset();
      } else if (is_surely_title(entries, at) && !entries[at].date) {
        pieces_.push_back(article(entries[at]));
      } else {
        pending = entries[at];
      }
    }
    if (pending) pieces_.push_back(article(*pending));
  }

  /// Reads paragraphs from `at` on into the article before them, or (after a break, a cut-off teaser, or
  /// where there is none) into articles without a title. Returns the line after them.
  std::size_t read_paragraphs(std::size_t at, bool has_title) {
    bool open = has_title;
    for (; at < end_ && shape(at) == Shape::paragraph; ++at) {
      const bool first_text = open && shape_before(at) != Shape::paragraph;
      if (open && (first_text || !(is_break(at) || is_cut_off(lines_[at - 1].text)))) {
        add_line(pieces_.back(), at);
        continue;
      }
      Piece piece;
      piece.kind = style_.kind.value_or(style_.otherwise);
      piece.first = at;
      add_line(piece, at);
      pieces_.push_back(std::move(piece));
      open = true;
    }
    return at;
  }

  Shape shape_before(std::size_t at) const { return at == begin_ ? Shape::title : shape(at - 1); }

  static bool is_cut_off(std::string_view text) { return text.ends_with("…") || text.ends_with("[...]"); }

  const std::vector<Line>& lines_;
  std::size_t begin_, end_, usual_;
  const ListStyle& style_;
  std::vector<Piece>& pieces_;
  std::vector<Shape> shapes_;
  DatePlace place_ = DatePlace::before_title;
};

}  // namespace

bool is_titular(const Line& line) {
  return !line.bullet && line.letters <= kLongestTitle && !ends_as_sentence(line.text) &&
         !closes_post(line.text);
}

void add_articles(const std::vector<Line>& lines, std::size_t begin, std::size_t end, std::size_t usual,
                  const ListStyle& style, std::vector<Piece>& pieces) {
  if (begin < end) ArticleReader(lines, begin, end, usual, style, pieces).read();
}

}  // namespace corpus
