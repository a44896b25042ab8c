#include "corpus/sources/bundle.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "corpus/sources/bundle_reader.h"
#include "corpus/sources/container.h"
#include "corpus/sources/flat_file.h"
#include "corpus/sources/piece_buffer.h"

namespace corpus {
namespace {

constexpr std::size_t kPiece = 64U << 10;

/// The parts of a name between its slashes, either way round.
bool is_hidden(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const auto end = std::min(name.find_first_of("/\\", at), name.size());
    const auto part = name.substr(at, end - at);
    if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..")) return true;
    at = end + 1;
  }
  return false;
}

/// An entry that is too large to be held, or damaged: found anew in its bundle, and unpacked piece by piece.
class EntryStream final : public std::istream {
 public:
  EntryStream(const InputFile& bundle, std::uint64_t number, std::shared_ptr<std::string> fault)
      : std::istream(nullptr), buffer_(bundle, number, std::move(fault), *this) {
    rdbuf(&buffer_);
  }

 private:
  class Buffer final : public PieceBuffer {
   public:
    Buffer(const InputFile& bundle, std::uint64_t number, std::shared_ptr<std::string> fault,
           std::istream& stream)
        : PieceBuffer(stream), reader_(bundle), fault_(std::move(fault)) {
      for (auto entry = reader_.next(); entry && entry->number < number;) entry = reader_.next();
    }

   private:
    std::span<char> next_piece() override {
      if (broken_) return {};
      try {
        return {piece_.data(), reader_.read(piece_.data(), piece_.size())};
      } catch (const SourceError& error) {
        *fault_ = error.what();
        broken_ = true;
        return {};
      }
    }
    bool is_broken() const override { return broken_; }

    BundleReader reader_;
    std::shared_ptr<std::string> fault_;
    bool broken_ = false;
    std::array<char, kPiece> piece_{};
  };

  Buffer buffer_;
};

class BundleSource final : public Source {
 public:
  BundleSource(const InputFile& file, const char* format) : file_(file), format_(format), reader_(file) {}

  std::optional<SourceItem> next() override {
    for (;;) {
      if (inner_) {
        if (auto item = next_within()) return item;
      }
      const auto entry = reader_.next();
      if (!entry) {
        if (!any_) throw SourceError(file_.name + " holds no files");
        return std::nullopt;
      }
      any_ = true;
      if (auto item = open(*entry)) return item;
    }
  }

  std::string_view format() const override { return format_; }
  Progress progress() const override { return reader_.progress(); }

 private:
  std::optional<SourceItem> next_within() {
    try {
      auto item = inner_->next();
      if (!item) inner_.reset();
      if (!item && !fault_->empty()) return Problem{where_, *fault_};  // one that took it for the end
      return item;
    } catch (const SourceError& error) {
      inner_.reset();
      return broken(error);
    }
  }

  Problem broken(const SourceError& error) const {
    std::string what = fault_->empty() ? error.what() : *fault_;
    for (const std::string after : {": ", " "}) {  // the place is told once
      if (what.starts_with(where_ + after)) what.erase(0, where_.size() + after.size());
    }
    return {where_, what};
  }

  /// What becomes of the entry; nothing where it is to be read, or is left out without a word.
  std::optional<SourceItem> open(const BundleEntry& entry) {
    where_ = file_.name + ", " + (entry.name.empty() ? "entry " + std::to_string(entry.number) : entry.name);
    fault_ = std::make_shared<std::string>();
    if (entry.is_folder || is_hidden(entry.name)) return std::nullopt;
    if (!entry.is_file) return Skipped{where_, "no regular file", {}};
    if (entry.is_encrypted) return Problem{where_, "is encrypted; unpack it first, with its password"};
    try {
      const auto file = unpacked(entry);
      const auto head = head_of(file);
      if (head.empty()) throw SourceError(where_ + " is empty");
      inner_ = open_container(file, head, Holding::in_bundle);
      return std::nullopt;
    } catch (const SourceError& error) {
      if (is_of_bundle(error)) throw;
      return broken(error);
    }
  }

  InputFile unpacked(const BundleEntry& entry) {
    if (auto bytes = held()) return {where_, base_name(entry.name), std::move(bytes)};
    const auto open = [bundle = file_, number = entry.number, fault = fault_] {
      return std::make_unique<EntryStream>(bundle, number, fault);
    };
    return {where_, base_name(entry.name), open};
  }

  /// The bytes of the entry; nothing where they are too many to be held, or broken off: then it is to be read
  /// as far as it goes.
  std::shared_ptr<const std::string> held() {
    auto bytes = std::make_shared<std::string>();
    std::array<char, kPiece> piece{};
    try {
      while (bytes->size() <= kLargestEntryHeld) {
        const auto size = reader_.read(piece.data(), piece.size());
        if (size == 0) return bytes;
        bytes->append(piece.data(), size);
      }
    } catch (const SourceError& error) {
      if (bytes->empty() || is_of_bundle(error)) throw;
    }
    return nullptr;
  }

  /// Whether no more of any entry can be read.
  bool is_of_bundle(const SourceError& error) const {
    return std::string_view(error.what()).starts_with(file_.name + ": it ");
  }

  static std::string base_name(const std::string& name) {
    const auto slash = name.find_last_of("/\\");
    return slash == std::string::npos ? name : name.substr(slash + 1);
  }

  InputFile file_;
  const char* format_;
  BundleReader reader_;
  bool any_ = false;                    // entries
  std::string where_;                   // of the entry
  std::shared_ptr<std::string> fault_;  // why no more of it can be unpacked
  std::unique_ptr<Source> inner_;       // of the entry
};

}  // namespace

std::unique_ptr<Source> open_bundle(const InputFile& file, const char* format) {
  return std::make_unique<BundleSource>(file, format);
}

}  // namespace corpus
