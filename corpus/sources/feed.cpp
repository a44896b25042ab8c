#include "corpus/sources/feed.h"

#include <utility>

#include "corpus/sources/feed_reader.h"

namespace corpus {
namespace {

class FeedSource final : public Source {
 public:
  explicit FeedSource(const InputFile& file) : reader_(file, {file.address, file.content_type, {}}) {}

  std::optional<SourceItem> next() override {
    auto read = reader_.next();
    if (!read) return std::nullopt;
    if (auto* problem = std::get_if<Problem>(&*read)) return std::move(*problem);
    return to_source_item(std::get<FeedEntry>(*read));
  }

  std::string_view format() const override { return reader_.is_atom() ? "atom" : "rss"; }
  Progress progress() const override { return reader_.progress(); }

 private:
  FeedReader reader_;
};

}  // namespace

std::unique_ptr<Source> open_feed(const InputFile& file) { return std::make_unique<FeedSource>(file); }

}  // namespace corpus
