#include "searchd/views/analysis_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "analyzers/analyzer.h"
#include "analyzers/language.h"
#include "analyzers/name_key.h"
#include "analyzers/utf8.h"

namespace searchd {
namespace {

using analyzers::SpecialTermKind;
using Json = nlohmann::ordered_json;

std::string_view name_of(SpecialTermKind kind) {
  switch (kind) {
    case SpecialTermKind::hashtag: return "hashtag";
    case SpecialTermKind::mention: return "mention";
    case SpecialTermKind::acronym: return "acronym";
    case SpecialTermKind::host: return "host";
    case SpecialTermKind::joined: return "joined";
    case SpecialTermKind::name_key: return "name_key";
  }
  __builtin_unreachable();
}

/// Counts the code points of a text on its way through it: the tokens come in their order.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}

  std::size_t at(std::size_t byte) {
    if (byte < byte_) byte_ = count_ = 0;  // an address and its parts may overlap
    for (; byte_ < byte; ++byte_) {
      if (!analyzers::continues_code_point(text_[byte_])) ++count_;
    }
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0, count_ = 0;
};

Json special_json(const analyzers::Token& token) {
  auto list = Json::array();
  for (const auto& term : token.special) list.push_back({{"kind", name_of(term.kind)}, {"term", term.text}});
  return list;
}

Json token_json(std::string_view text, const analyzers::Token& token, CodePoints& code_points) {
  const auto key = analyzers::name_key(token.exact, token.arabic);
  Json json = {{"typed", text.substr(token.begin, token.end - token.begin)},
               {"begin", code_points.at(token.begin)},
               {"end", code_points.at(token.end)},
               {"position", token.position},
               {"script", token.arabic ? "arabic" : "latin"},
               {"exact", token.exact},
               {"stem", token.stem},
               {"stop_word", token.stop_word}};
  json["name_key"] = key.empty() ? Json(nullptr) : Json(key);
  json["also"] = special_json(token);
  return json;
}

}  // namespace

std::string analysis_json(std::string_view text, const std::vector<analyzers::Token>& tokens) {
  CodePoints code_points(text);
  auto list = Json::array();
  for (const auto& token : tokens) list.push_back(token_json(text, token, code_points));
  const Json json = {{"text", text},
                     {"lang", analyzers::language_code(analyzers::language_of(text))},
                     {"analysis_version", analyzers::kAnalysisVersion},
                     {"tokens", std::move(list)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace searchd
