// What the file of a whole result is called.
#pragma once

#include <string>
#include <string_view>

#include "searchd/search/request.h"

namespace searchd {

/// "sijill-Mosul-italy-2016-2018": what was typed and the filters, words joined by '-', letters and digits of
/// any script, at most some 80 code points. Never empty; safe as the name of a file.
std::string export_name(const SearchRequest& request);

/// The value of Content-Disposition (RFC 6266) for an attachment called `name` + `extension`: where that is
/// not ASCII alone, a fallback that is, and the name itself as filename*.
std::string attachment(std::string_view name, std::string_view extension);

}  // namespace searchd
