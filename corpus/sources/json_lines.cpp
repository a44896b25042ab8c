#include "corpus/sources/json_lines.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <istream>
#include <utility>

#include "corpus/document_json.h"
#include "corpus/sources/item_json.h"

namespace corpus {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class JsonLines : public Source {
 public:
  explicit JsonLines(const InputFile& file) : path_(file.name), file_(file.open()), size_(file.size) {
    if (!file_->good()) throw SourceError(path_ + " cannot be opened; may it be read?");
  }

  std::optional<SourceItem> next() override {
    while (read_line()) {
      if (too_long_) {
        raw_.clear();
        return Problem{where(), "the line is longer than " + std::to_string(longest() >> 20U) + " MB"};
      }
      const auto text = line_text();
      if (text.empty() || keeps_raw(text)) continue;
      return item_of(text);
    }
    return std::nullopt;
  }

  std::string_view format() const override { return "json-lines"; }
  Progress progress() const override { return {read_, std::max(size_, read_)}; }

 private:
  std::string where() const { return path_ + ':' + std::to_string(number_); }

  SourceItem item_of(std::string_view text) {
    try {
      auto raw = std::exchange(raw_, {});
      if (text.starts_with(kPageLineBegins)) return capture_from_json(text);
      auto item = line_from_json(text);
      auto* const known = std::get_if<Record>(&item);
      if (known == nullptr) return std::visit([](auto& other) { return SourceItem(std::move(other)); }, item);
      auto record = std::move(*known);
      record.where = where();
      if (record.memory) {  // the line is this program's own: what it tells of came before it
        record.raw = std::move(raw);
      } else {
        record.raw = text;
        record.media_type = "application/json";
      }
      return record;
    } catch (const DocumentJsonError& error) {
      return Problem{where(), error.what()};
    }
  }

  // Raw bytes belong to the version on the next line. What is none is an item that is broken.
  bool keeps_raw(std::string_view text) {
    if (!text.starts_with(kRawLineBegins)) return false;
    try {
      raw_ = raw_from_json(text);
      return true;
    } catch (const DocumentJsonError&) {
      return false;
    }
  }

  // The line without white space at its ends and without the mark that some editors put at a file's
  // beginning.
  std::string_view line_text() const {
    constexpr std::string_view kSpace = " \t\r";
    std::string_view text = line_;
    if (number_ == 1 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
  }

  // Reads up to the next newline or the end. Keeps no more of a line than may be kept. False where nothing is
  // left.
  bool read_line() {
    line_.clear();
    too_long_ = is_page_ = false;
    ++number_;
    bool any = false;
    while (fill()) {
      any = true;
      const char* begin = buffer_.data() + at_;
      const auto* newline = static_cast<const char*>(std::memchr(begin, '\n', filled_ - at_));
      const auto size = newline == nullptr ? filled_ - at_ : static_cast<std::size_t>(newline - begin);
      keep({begin, size});
      at_ += size;
      if (newline == nullptr) continue;
      ++at_;
      return true;
    }
    return any;
  }

  std::size_t longest() const { return is_page_ ? kLongestPageLine : kLongestJsonLine; }

  void keep(std::string_view piece) {
    is_page_ = is_page_ || line_.starts_with(kPageLineBegins) || line_.starts_with(kRawLineBegins);
    too_long_ = too_long_ || line_.size() + piece.size() > longest();
    if (too_long_) {
      line_.clear();
    } else {
      line_ += piece;
    }
  }

  // Makes sure that there are bytes to read in the buffer; false at the end.
  bool fill() {
    if (at_ < filled_) return true;
    at_ = 0;
    file_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    filled_ = static_cast<std::size_t>(file_->gcount());
    read_ += filled_;
    if (filled_ == 0 && file_->bad()) {
      throw SourceError(path_ + " cannot be read beyond line " + std::to_string(number_ - 1));
    }
    return filled_ > 0;
  }

  std::string path_;
  std::unique_ptr<std::istream> file_;
  std::array<char, 1U << 16U> buffer_{};
  std::size_t at_ = 0, filled_ = 0;
  std::uint64_t read_ = 0, size_ = 0;
  std::int64_t number_ = 0;
  std::string line_;
  bool too_long_ = false;
  bool is_page_ = false;  // longer lines are read of pages and raw bytes
  std::string raw_;       // of the version on the line to come
};

}  // namespace

std::unique_ptr<Source> open_json_lines(const InputFile& file) { return std::make_unique<JsonLines>(file); }

}  // namespace corpus
