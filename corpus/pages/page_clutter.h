// What of a page cannot be its main text, by what its elements say of themselves.
#pragma once

#include <vector>

#include "corpus/pages/page_tree.h"

namespace corpus {

/// For each node of `tree`, whether it is left out with all that lies in it. An element that calls itself a
/// side bar, a menu or hidden is believed only where most of the page's prose lies elsewhere.
///
/// `believing`: also what only classes and ids say; else names of elements, roles, and what is hidden alone.
std::vector<bool> page_clutter(const PageTree& tree, bool believing = true);

}  // namespace corpus
