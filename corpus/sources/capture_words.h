// The standing words of the site's pages: section headings, cookie notices, greetings, in both languages.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/document.h"

namespace corpus {

/// What a heading opens. `same`: the line is standing text that opens nothing.
enum class Section { top, digest, about, featured, posts, load_more, news, press, campaign, same };

struct Standing {
  Section opens;
  const char* name;  // of the boilerplate
};

/// What standing text the line is; nothing for a line of the page's own.
std::optional<Standing> standing_text(std::string_view line);

/// A paragraph that welcomes the reader and shows the way round the site, not one that states something.
/// `after_welcome`: it stands under the line that bids welcome.
bool is_greeting(std::string_view paragraph, bool after_welcome);

/// The kind that the words of a title ask for (statement or podcast); nothing where they ask for none.
std::optional<Kind> kind_of_title(std::string_view title);

}  // namespace corpus
