// The versions of a document, each beside the one before it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/text_difference.h"
#include "searchd/search/results.h"

namespace searchd {

using DifferenceParts = std::vector<corpus::DifferencePart>;

/// One version, and what it changed. Views of the DocumentView that it was made of.
struct VersionStep {
  std::int64_t number = 0;  // 1: the first that was ever seen
  const indexer::DocumentVersion* version = nullptr;
  const indexer::DocumentVersion* before = nullptr;  // null: none is known
  const indexer::VersionTexts* texts = nullptr;      // what it said; null: that is not kept
  bool is_compared = false;              // the texts of both are known: else the three below are empty
  DifferenceParts title, summary, body;  // empty: nothing differs
  // "title", "summary", "text", "kind", "lang", "source_url", "published", "modified", "hashtags", "tags":
  // what differs, in this order; of texts where they are compared.
  std::vector<std::string_view> changed;
};

/// The newest first; none where there is but one version.
std::vector<VersionStep> version_steps(const DocumentView& view);

}  // namespace searchd
