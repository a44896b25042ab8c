// JSON of other people into values, refused where it could be read in two ways or costs too much.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace corpus {

/// The value of `text`: at most `longest` bytes (4 MB), 32 levels, no object with a key given twice. Throws
/// DocumentJsonError, whose words follow "the line" or "the record": `gives "title" twice`.
nlohmann::json checked_json(std::string_view text, std::size_t longest = std::size_t{4} << 20);

/// What a line says of itself, cut short and escaped: it goes into reports that people read on terminals.
std::string shown_in_json(std::string_view text);

}  // namespace corpus
