// The ledger of member counts as an index carries it: the only form that writer and searcher must agree on.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/ledger.h"

namespace indexer {

/// `entries` as the value of kLedgerKey (form: docs/index_format.md). Invalid UTF-8 becomes U+FFFD.
std::string ledger_to_json(std::span<const corpus::LedgerEntry> entries);

/// The entries that ledger_to_json() wrote; those that are not of its form are left out. Never throws for its
/// text.
std::vector<corpus::LedgerEntry> ledger_from_json(std::string_view json);

}  // namespace indexer
