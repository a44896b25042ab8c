// Any bytes may be tagged: every span lies inside its field, in order, and every tag is an entry.
#include "analyzers/tagger.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "analyzers/utf8.h"

namespace {

struct Ours {
  analyzers::Vocabulary vocabulary = analyzers::Vocabulary::load(FUZZ_VOCABULARY_DIR);
  analyzers::Analyzer analyzer;
  analyzers::Tagger tagger{vocabulary, analyzer};
};

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  analyzers::for_each_code_point(text, [&count](char32_t) { ++count; });
  return count;
}

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Ours ours;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto title = bytes.substr(0, size / 4);
  const auto body = bytes.substr(size / 4);
  for (const auto& tag :
       ours.tagger.tags_of({.title = title, .summary = {}, .body = body, .digest_item = true})) {
    check(ours.vocabulary.find(tag.type, tag.id) != nullptr);
    check(!tag.spans.empty() && !tag.rule.empty());
    for (std::size_t i = 0; i < tag.spans.size(); ++i) {
      const auto& span = tag.spans[i];
      check(span.begin < span.end);
      check(span.end <= code_points(span.field == analyzers::TextField::title ? title : body));
      check(i == 0 || span.field != tag.spans[i - 1].field || tag.spans[i - 1].end <= span.begin);
    }
  }
  for (const auto& named : ours.tagger.entries_in_query(bytes)) check(named.first_token < named.last_token);
  return 0;
}
