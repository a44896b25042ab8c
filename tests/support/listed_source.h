// A source whose items a test lists.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/sources/source.h"

namespace tests {

class ListedSource : public corpus::Source {
 public:
  explicit ListedSource(std::vector<corpus::SourceItem> items, std::string breaks_with = {})
      : items_(std::move(items)), breaks_with_(std::move(breaks_with)) {}

  std::optional<corpus::SourceItem> next() override {
    if (at_ < items_.size()) return items_[at_++];
    if (!breaks_with_.empty()) throw corpus::SourceError(breaks_with_);
    return std::nullopt;
  }
  std::string_view format() const override { return "listed"; }
  Progress progress() const override { return {at_, items_.size()}; }

 private:
  std::vector<corpus::SourceItem> items_;
  std::string breaks_with_;
  std::size_t at_ = 0;
};

}  // namespace tests
