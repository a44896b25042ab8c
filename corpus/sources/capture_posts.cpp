// Posts of a social network as a page prints them: one or more paragraphs each, without a mark between two
// posts.
#include "corpus/sources/capture_items.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestPost = 280;  // as post_length() counts

/// Whether line `next` goes on the post whose lines so far are [first, next).
///  1. Lines that touch belong together.
///  2. More empty lines than usual part two posts, and so does a change of script.
///  3. A post that has ended (link, emoji or a list of hashtags at its end) goes on only with a line that
///  points:
///     "See more: ..." with an emoji, colon or link at its end.
///  4. Otherwise the next paragraph belongs to the post as long as the whole fits into one (280 letters as
///  the network
///     counts them). Two short posts of full sentences without any mark at their ends are taken for one by
///     this.
bool goes_on_in_post(const std::vector<Line>& lines, std::size_t first, std::size_t next, std::size_t usual,
                     std::size_t length) {
  const Line& line = lines[next];
  const Line& before = lines[next - 1];
  if (line.gap < usual) return true;
  if (line.gap > usual || begins_arabic(line.text) != begins_arabic(lines[first].text)) return false;
  if (length + 2 + post_length(line.text) > kLongestPost) return false;
  return !closes_post(before.text) || is_pointer(line.text);
}

}  // namespace

void add_posts(const std::vector<Line>& lines, std::size_t begin, std::size_t end, std::size_t usual,
               std::vector<Piece>& pieces) {
  for (std::size_t at = begin; at < end;) {
    Piece post;
    post.kind = Kind::social_post;
    post.first = at;
    std::size_t length = 0;
    do {
      length += post_length(lines[at].text) + (post.body.empty() ? 0U : 2U);
      post.body.push_back(at);
      post.last = at++;
    } while (at < end && goes_on_in_post(lines, post.first, at, usual, length));
    pieces.push_back(std::move(post));
  }
}

}  // namespace corpus
