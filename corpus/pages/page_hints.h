// What an element of a page says of itself: by its name, its role, its class and id.
#pragma once

#include <cstdint>

#include "corpus/pages/page_tree.h"

namespace corpus {

/// What an element is for, as far as its own words tell. They are a hint: sites write "has-sidebar" on the
/// whole page, and "comments-open" on an article.
enum class PageHint : std::uint8_t {
  none,
  body,      // the text of an article
  clutter,   // navigation, share bar, related links, advertisement, cookie notice, form
  comments,  // what readers wrote
  detail,    // a line on the article: author, date, section, number of readers
};

PageHint page_hint(const PageNode& node);

/// The same by its name, role and itemprop alone; and `comments`, which nobody takes for an article.
PageHint page_hint_of_name(const PageNode& node);

/// Whether the element is not shown: `hidden`, "display:none", for screen readers alone.
bool is_hidden(const PageNode& node);

}  // namespace corpus
