// A gzip file is read as the file that it holds.
#include <utility>

#include "corpus/sources/container.h"
#include "corpus/sources/flat_file.h"
#include "corpus/sources/gzip_stream.h"
#include "corpus/sources/warc.h"
#include "corpus/sources/warc_reader.h"

namespace corpus {
namespace {

/// The report of the stream that was opened last.
using Latest = std::shared_ptr<std::shared_ptr<const GzipStream::Report>>;

std::string without_gz(const std::string& name) {
  for (const std::string_view end : {".gz", ".tgz"}) {
    if (name.ends_with(end)) return name.substr(0, name.size() - end.size()) + (end == ".tgz" ? ".tar" : "");
  }
  return name;
}

InputFile unpacked(const InputFile& packed, const Latest& latest) {
  InputFile file(packed.name, without_gz(packed.base_name), [open = packed.open, latest] {
    auto stream = std::make_unique<GzipStream>(open());
    *latest = stream->report();
    return stream;
  });
  file.address = packed.address;
  file.content_type = packed.content_type;
  return file;
}

class GzipSource final : public Source {
 public:
  GzipSource(const InputFile& packed, Holding holding)
      : name_(packed.name), size_(packed.size), latest_(std::make_shared<Latest::element_type>()) {
    const auto file = unpacked(packed, latest_);
    guarded([&] {
      const std::string head = head_of(file);
      if (head.empty()) throw SourceError(name_ + " is empty");
      inner_ =
          open_container(file, head, holding == Holding::in_bundle ? Holding::in_both : Holding::in_gzip);
      return 0;
    });
  }

  std::optional<SourceItem> next() override {
    auto item = waiting_ ? *std::exchange(waiting_, std::nullopt) : next_within();
    // The item that the damage cut through is no problem of its own.
    if (!item || !std::holds_alternative<Problem>(*item) || fault().empty() || (*latest_)->whole) return item;
    waiting_ = next_within();
    return item;
  }

  std::string_view format() const override { return inner_->format(); }
  Progress progress() const override { return {(*latest_)->packed_read, size_}; }

 private:
  std::optional<SourceItem> next_within() {
    return guarded([&] {
      auto item = inner_->next();
      if (!item && !fault().empty()) throw SourceError(name_ + ": it " + fault());  // it took it for the end
      return item;
    });
  }

  const std::string& fault() const { return (*latest_)->fault; }

  /// Where the bytes could not be unpacked, that is the fault, whatever became of it.
  template <typename Step>
  auto guarded(const Step& step) -> decltype(step()) {
    try {
      return step();
    } catch (const SourceError&) {
      if (!*latest_ || fault().empty() || (*latest_)->whole) throw;
      throw SourceError(name_ + ": it " + fault());
    }
  }

  std::string name_;
  std::uint64_t size_;
  Latest latest_;
  std::optional<std::optional<SourceItem>> waiting_;
  std::unique_ptr<Source> inner_;
};

bool holds_warc(const InputFile& packed) {
  GzipStream stream(packed.open());
  std::string head(64, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return is_warc(head);
}

}  // namespace

std::unique_ptr<Source> open_gzip(const InputFile& file, Holding holding) {
  if (holds_warc(file)) return open_warc(file, true);
  return std::make_unique<GzipSource>(file, holding);
}

}  // namespace corpus
