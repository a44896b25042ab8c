// Reply: what is answered to a request. Plain values, known to every route.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace searchd {

struct Reply {
  int status = 200;
  std::string content_type;  // empty where there is no body
  std::string body;          // for HEAD too: the server leaves it out and keeps its length
  std::vector<std::pair<std::string, std::string>> headers;  // beside those that every answer carries
  std::string_view route = "none";  // name of the route, for the log: never a word of the sender's
};

}  // namespace searchd
