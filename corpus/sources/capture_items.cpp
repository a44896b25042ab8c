#include "corpus/sources/capture_items.h"

#include <algorithm>

#include "corpus/sources/capture_words.h"

namespace corpus {
namespace {

constexpr std::size_t kAboutParagraphs = 2;

class PageReader {
 public:
  explicit PageReader(const std::vector<Line>& lines) : lines_(lines), usual_(usual_gap(lines)) {
    for (const auto& line : lines) standing_.push_back(line.bullet ? std::nullopt : standing_text(line.text));
  }

  std::vector<Piece> read() {
    Section section = first_section();
    for (std::size_t at = 0; at < lines_.size();) {
      if (standing_[at]) {
        section = read_heading(at, section);
        continue;
      }
      std::size_t end = at;
      while (end < lines_.size() && !standing_[end]) ++end;
      read_section(section, at, end);
      at = end;
      if (section == Section::about) section = Section::featured;
    }
    return std::move(pieces_);
  }

 private:
  bool has(std::string_view name) const {
    return std::any_of(standing_.begin(), standing_.end(),
                       [&](const auto& standing) { return standing && standing->name == name; });
  }

  Section first_section() const {
    const bool any_heading = std::any_of(standing_.begin(), standing_.end(), [](const auto& standing) {
      return standing && standing->opens != Section::same;
    });
    if (any_heading || has("welcome-line")) return Section::top;
    // Pages are counted in lists of articles; what has neither heading nor page number is one text.
    return has("page-number") ? Section::press : Section::same;
  }

  void add_standing(const char* name, std::size_t first, std::size_t last) {
    Piece piece;
    piece.first = first;
    piece.last = last;
    piece.standing = name;
    pieces_.push_back(std::move(piece));
  }

  /// Reads the standing line `at`, and what belongs to it alone; returns the section that follows.
  Section read_heading(std::size_t& at, Section section) {
    const Standing standing = *standing_[at];
    const std::size_t line = at++;
    switch (standing.opens) {
      case Section::digest: read_digest_heading(line); return Section::digest;
      case Section::about: return read_about(standing, line, at);
      case Section::campaign: return read_campaign(standing, line, at);
      case Section::load_more:
        add_standing(standing.name, line, line);
        return section == Section::digest || section == Section::press ? section : Section::news;
      case Section::same: add_standing(standing.name, line, line); return section;
      default: add_standing(standing.name, line, line); return standing.opens;
    }
  }

  std::size_t end_of_section(std::size_t at) const {
    while (at < lines_.size() && !standing_[at]) ++at;
    return at;
  }

  bool is_break(std::size_t at) const { return lines_[at].gap > usual_; }

  /// The digest is its heading and the paragraphs before its first title.
  void read_digest_heading(std::size_t line) {
    Piece digest;
    digest.kind = Kind::digest;
    digest.first = digest.last = line;
    digest.title = line;
    const std::size_t end = end_of_section(line + 1);
    std::size_t at = line + 1;
    while (at < end && !is_titular(lines_[at]) && !is_title_with_stop(at, end)) ++at;
    // Paragraphs all the way: these are items without titles, not an introduction.
    if (at < end) {
      for (std::size_t body = line + 1; body < at; ++body) digest.body.push_back(digest.last = body);
    }
    pieces_.push_back(std::move(digest));
    digest_end_ = pieces_.back().last + 1;
  }

  bool is_title_with_stop(std::size_t at, std::size_t end) const {
    return at + 1 < end && lines_[at].letters <= 70 && !has_several_sentences(lines_[at].text) &&
           lines_[at + 1].letters > 3 * lines_[at].letters;
  }

  Section read_about(const Standing& standing, std::size_t line, std::size_t& at) {
    const std::size_t end = end_of_section(at);
    std::size_t last = line;
    for (std::size_t paragraphs = 0; at < end && paragraphs < kAboutParagraphs; ++paragraphs, ++at) {
      const bool ends =
          is_titular(lines_[at]) || is_like_post(lines_[at].text) || (paragraphs > 0 && is_break(at));
      if (ends) break;
      last = at;
    }
    add_standing(standing.name, line, last);
    return Section::featured;
  }

  /// A campaign that has text of its own is a document; its heading alone is standing text.
  Section read_campaign(const Standing& standing, std::size_t line, std::size_t& at) {
    const std::size_t end = end_of_section(at);
    if (at == end) {
      add_standing(standing.name, line, line);
      return Section::news;
    }
    Piece campaign;
    campaign.kind = Kind::campaign;
    campaign.first = line;
    campaign.title = line;
    for (; at < end; ++at) campaign.body.push_back(campaign.last = at);
    pieces_.push_back(std::move(campaign));
    return Section::news;
  }

  void read_section(Section section, std::size_t begin, std::size_t end) {
    switch (section) {
      case Section::top: return read_top(begin, end);
      case Section::digest:
        return add_articles(lines_, std::max(begin, digest_end_), end, usual_,
                            {Kind::digest_item, {}, false, false}, pieces_);
      case Section::posts: return add_posts(lines_, begin, end, usual_, pieces_);
      case Section::press:
        return add_articles(lines_, begin, end, usual_, {{}, Kind::news, true, false}, pieces_);
      case Section::same: return read_plain(begin, end);
      case Section::featured:
      case Section::about: return read_featured(begin, end);
      default:
        return add_articles(lines_, begin, end, usual_, {Kind::news, Kind::news, false, false}, pieces_);
    }
  }

  void read_top(std::size_t begin, std::size_t end) {
    // A button that loads more ends a list of posts, also where their heading is missing.
    std::size_t posts = end;
    if (end < lines_.size() && standing_[end]->opens == Section::load_more) {
      posts = begin;
      while (posts < end && !begins_posts(posts, begin)) ++posts;
    }
    read_statements(begin, posts);
    add_posts(lines_, posts, end, usual_, pieces_);
  }

  void read_statements(std::size_t begin, std::size_t end) {
    const bool welcomed = begin > 0 && standing_[begin - 1]->name == std::string_view("welcome-line");
    const ListStyle style{Kind::statement, Kind::statement, false, false};
    for (std::size_t at = begin; at < end;) {
      std::size_t next = at;
      if (lines_[at].bullet) {
        next = add_bullets(at, end);
      } else if (is_greeting_at(at, welcomed && at == begin)) {
        add_standing("welcome", at, at);
        next = at + 1;
      } else {
        while (next < end && !lines_[next].bullet && !is_greeting_at(next, false)) ++next;
        add_articles(lines_, at, next, usual_, style, pieces_);
      }
      at = next;
    }
  }

  bool is_greeting_at(std::size_t at, bool after_welcome) const {
    return !is_titular(lines_[at]) && is_greeting(lines_[at].text, after_welcome);
  }

  std::size_t add_bullets(std::size_t at, std::size_t end) {
    Piece statement;
    statement.kind = Kind::statement;
    statement.first = at;
    while (at < end && lines_[at].bullet) statement.body.push_back(statement.last = at++);
    pieces_.push_back(std::move(statement));
    return at;
  }

  /// From the first paragraph on that looks like a post and is not the text of a title, the rest are posts.
  void read_featured(std::size_t begin, std::size_t end) {
    std::size_t posts = begin;
    while (posts < end && !begins_posts(posts, begin)) ++posts;
    add_articles(lines_, begin, posts, usual_, {{}, Kind::news, false, true}, pieces_);
    add_posts(lines_, posts, end, usual_, pieces_);
  }

  bool begins_posts(std::size_t at, std::size_t begin) const {
    const bool under_title = at > begin && is_titular(lines_[at - 1]) && !is_break(at);
    return is_like_post(lines_[at].text) && !is_titular(lines_[at]) && !under_title;
  }

  /// A page without headings: one document.
  void read_plain(std::size_t begin, std::size_t end) {
    Piece page;
    page.first = begin;
    page.last = end - 1;
    page.kind = Kind::page;
    std::size_t at = begin;
    if (begin == 0) {
      const auto date_at = [&](std::size_t line) {
        auto date = line < end && !page.date ? date_line(lines_[line].text) : std::nullopt;
        if (date) page.date = std::move(date), ++at;
      };
      date_at(at);
      if (at < end && is_titular(lines_[at]) && end - at > 1) {
        page.title = at++;
        date_at(at);
        if (kind_of_title(lines_[*page.title].text) == Kind::statement) page.kind = Kind::statement;
      }
    }
    for (; at < end; ++at) page.body.push_back(at);
    if (!page.title && page.body.empty()) page.body.push_back(begin);
    pieces_.push_back(std::move(page));
  }

  const std::vector<Line>& lines_;
  std::size_t usual_;
  std::vector<std::optional<Standing>> standing_;
  std::vector<Piece> pieces_;
  std::size_t digest_end_ = 0;
};

}  // namespace

std::vector<Piece> pieces_of(const std::vector<Line>& lines) { return PageReader(lines).read(); }

}  // namespace corpus
