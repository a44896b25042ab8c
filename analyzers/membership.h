// Since when a partner is a member, as far as a source says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analyzers/vocabulary.h"

namespace analyzers {

/// A partner became a member not before `from` and not after `to`: both 2014, 2014-09 or 2014-09-24, and
/// equal where one date is known. A year or month means any day of it.
struct Membership {
  std::string from, to;

  bool operator==(const Membership&) const = default;
};

/// "2020-11-10", or "2014-09/2015-10-01" for what lies between; nothing for any other text.
std::optional<Membership> read_membership(std::string_view text);

/// What the vocabulary says of `partner`; nothing where no source tells.
std::optional<Membership> membership_of(const Entry& partner);

/// Whether `partner` is an organisation; else it is a state.
bool is_organisation(const Entry& partner);

}  // namespace analyzers
