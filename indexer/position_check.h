// Whether an index knows of every word where it stands.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>

namespace indexer {

/// Calls `on_damage` with what is wrong with the position blocks of `database`, a sentence each: documents of
/// a block that have not the term, or are not in it; blocks that cannot be read; terms without any. Lets
/// Xapian::Error through where the tables themselves cannot be read.
void check_positions(const Xapian::Database& database,
                     const std::function<void(const std::string&)>& on_damage);

}  // namespace indexer
