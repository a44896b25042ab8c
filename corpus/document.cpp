#include "corpus/document.h"

#include <array>
#include <utility>

namespace corpus {
namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 8> kKindNames{{
    {Kind::statement, "statement"},
    {Kind::news, "news"},
    {Kind::digest, "digest"},
    {Kind::digest_item, "digest_item"},
    {Kind::social_post, "social_post"},
    {Kind::podcast, "podcast"},
    {Kind::campaign, "campaign"},
    {Kind::page, "page"},
}};

}  // namespace

std::string_view kind_name(Kind kind) {
  for (const auto& [value, name] : kKindNames) {
    if (value == kind) return name;
  }
  __builtin_unreachable();
}

std::optional<Kind> kind_from_name(std::string_view name) {
  for (const auto& [value, known] : kKindNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

}  // namespace corpus
