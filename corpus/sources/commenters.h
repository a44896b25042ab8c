// Commenters are strangers to the archive: what they wrote is taken out of the bytes of a record that are
// kept.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace corpus {

/// An item of a WordPress export, in any character set that is a superset of ASCII, without its <wp:comment>
/// elements; else byte by byte as it is. Empty where one of them has no end.
std::string without_comments(std::string_view xml);

/// A record of a WordPress answer without the comments that `_embed` brings. `bytes`, where there are none.
std::string without_replies(const nlohmann::json& record, std::string_view bytes);

}  // namespace corpus
