// A saved page taken apart: which of its lines belong together, and what they are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/dates/date.h"
#include "corpus/document.h"
#include "corpus/sources/capture_lines.h"

namespace corpus {

/// Lines [first, last] of a page that are one thing.
struct Piece {
  std::size_t first = 0, last = 0;
  std::optional<Kind> kind;          // of a document; nothing: standing text
  std::string standing;              // name of the standing text
  std::optional<std::size_t> title;  // line
  std::vector<std::size_t> body;     // lines, in order; the caption of an article's picture among them
  std::optional<PublicationDate> date;
};

/// What `lines` are, in order; every line is in exactly one piece. Items of a digest come after their digest.
///
/// The rules, by section (the headings are in capture_words.cpp):
///  - before any heading: bullets together are one statement; a greeting is standing text; a title and its
///  paragraphs,
///    or paragraphs without one, are a statement; where "Load more" follows, posts as after the standing
///    text.
///  - weekly digest: paragraphs before the first title are its introduction; each title with its paragraphs
///  is an item.
///  - "What is the Coalition?": heading and up to two paragraphs are standing text; they end early at a
///  break.
///  - after it: titles with paragraphs, as statement, podcast or news by the words of the title; from the
///  first
///    paragraph that looks like a post on, posts.
///  - posts: see goes_on_in_post() in capture_posts.cpp.
///  - news: a title and its teaser. Press list: the same, but a line alone directly before a title is the
///  caption of a
///    picture and belongs to the article after it; three such lines are a caption, a title without text, a
///    title.
///  - a page without any heading is one document.
/// A title is short and does not end as a sentence does. A line that is nothing but a date is the date of the
/// title beside it. A break is more empty lines than most lines of the page stand apart.
std::vector<Piece> pieces_of(const std::vector<Line>& lines);

/// Posts of a social network in lines [begin, end), appended to `pieces`.
void add_posts(const std::vector<Line>& lines, std::size_t begin, std::size_t end, std::size_t usual,
               std::vector<Piece>& pieces);

/// How titles, paragraphs and lone lines of a list make articles.
struct ListStyle {
  std::optional<Kind> kind;  // of every article; nothing: statement or `otherwise`, by the words of the title
  Kind otherwise = Kind::news;
  bool captions = false;  // a lone line before a title is a picture's caption (else: title and short teaser)
  bool podcasts = false;  // lone lines that speak of a podcast are one podcast
};

/// Articles in lines [begin, end), appended to `pieces`.
void add_articles(const std::vector<Line>& lines, std::size_t begin, std::size_t end, std::size_t usual,
                  const ListStyle& style, std::vector<Piece>& pieces);

/// Whether the line can be a title: short, no bullet, not ending as a sentence or as a post.
bool is_titular(const Line& line);

}  // namespace corpus
