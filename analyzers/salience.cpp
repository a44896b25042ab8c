#include "analyzers/salience.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <map>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

// Measured by tests/quality/tags: docs/import_quality.md.
constexpr std::size_t kParts = 10;           // of the body
constexpr double kTitle = 5;                 // as much as half of the body's parts
constexpr double kEnds = .5;                 // what the first and the last part weigh more
constexpr double kListed = .1;               // of what the same places weigh outside of a list
constexpr double kFollowsHeaviest = .5;      // of the heaviest: about this too, where it is named often
constexpr std::size_t kOften = 3;            // places
constexpr std::size_t kMostInBeginning = 5;  // tags of a type, beyond which a first paragraph tells nothing

struct Lengths {
  std::uint32_t body = 0;
  std::uint32_t first_paragraph = 0;
};

Lengths lengths_of(std::string_view body) {
  Lengths lengths;
  bool in_first = true;
  bool blank = true;
  for_each_code_point(body, [&](char32_t c) {
    ++lengths.body;
    in_first = in_first && (c != '\n' || blank);
    blank = blank && c <= ' ';
    if (in_first) lengths.first_paragraph = lengths.body;
  });
  return lengths;
}

// Where one tag stands.
struct Standing {
  bool title = false;
  bool beginning = false;  // in the summary or the first paragraph
  double weight = 0;
};

Standing standing_of(const Tag& tag, const Lengths& lengths) {
  Standing standing;
  std::bitset<kParts> parts;
  for (const auto& span : tag.spans) {
    if (span.field == TextField::title) standing.title = true;
    if (span.field == TextField::summary) parts.set(0);
    if (span.field == TextField::body && lengths.body > 0) {
      parts.set(std::min<std::size_t>(std::uint64_t{span.begin} * kParts / lengths.body, kParts - 1));
    }
    standing.beginning = standing.beginning || span.field == TextField::summary ||
                         (span.field == TextField::body && span.begin < lengths.first_paragraph);
  }
  standing.weight = (standing.title ? kTitle : 0) + static_cast<double>(parts.count()) +
                    (parts[0] ? kEnds : 0) + (parts[kParts - 1] ? kEnds : 0);
  if (tag.rule == "member list") standing.weight *= kListed;
  return standing;
}

// What is known of all tags of one type in a text.
struct OfType {
  double heaviest = 0;
  std::size_t named = 0;
};

bool is_main(const Tag& tag, const Standing& standing, const OfType& all) {
  if (standing.title) return true;
  if (standing.beginning && standing.weight >= all.heaviest && all.named <= kMostInBeginning) return true;
  return tag.spans.size() >= kOften && standing.weight >= kFollowsHeaviest * all.heaviest;
}

}  // namespace

std::string_view salience_name(Salience salience) {
  constexpr std::array<std::string_view, 4> kNames = {"main", "mentioned", "listed", "stated"};
  return kNames[static_cast<std::size_t>(salience)];
}

std::vector<TagSalience> saliences_of(std::span<const Tag> tags, const TextToTag& text) {
  const auto lengths = lengths_of(text.body);
  std::vector<Standing> standings;
  std::map<EntryType, OfType> of_types;
  for (const auto& tag : tags) {
    const auto& standing = standings.emplace_back(standing_of(tag, lengths));
    auto& all = of_types[tag.type];
    all.heaviest = std::max(all.heaviest, standing.weight);
    if (!tag.spans.empty()) ++all.named;
  }
  std::vector<TagSalience> saliences;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const auto& tag = tags[i];
    const auto& all = of_types[tag.type];
    const double weight = all.heaviest > 0 ? standings[i].weight / all.heaviest : 0;
    const auto salience = tag.spans.empty()                 ? Salience::stated
                          : tag.rule == "member list"       ? Salience::listed
                          : is_main(tag, standings[i], all) ? Salience::main
                                                            : Salience::mentioned;
    saliences.push_back({salience, weight});
  }
  return saliences;
}

}  // namespace analyzers
