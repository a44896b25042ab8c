// When a page says that it was published: from its metadata, its <time>, its address, its visible lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/dates/date.h"
#include "corpus/pages/page_tree.h"

namespace corpus {

/// The date of publication of `tree`. `fields` are what its metadata give, the most trusted first; then
/// <time> and what is marked as datePublished (evidence metadata), then `address`, then a line near the
/// headline that holds a date (evidence visible_text). Unknown where none of them tells; a date before 1900
/// or of 1970-01-01 is none.
PublicationDate page_date(const PageTree& tree, const std::vector<std::string>& fields,
                          std::string_view address);

/// The date of the last change of `tree`, likewise from `fields`, then from what is marked as dateModified or
/// as the time of an update: metadata alone, since a line of text that says "updated" may speak of anything.
PublicationDate page_modification(const PageTree& tree, const std::vector<std::string>& fields);

}  // namespace corpus
