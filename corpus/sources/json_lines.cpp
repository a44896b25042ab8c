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
    if (waiting_) return std::exchange(waiting_, std::nullopt);
    while (read_line()) {
      if (!too_long_ && line_text().empty()) continue;
      auto raw = std::exchange(raw_, std::nullopt);  // of this line, if it is a version
      auto item = item_here(raw);
      // What breaks the version's line is the problem that costs its bytes too.
      if (raw && !(item && std::holds_alternative<Problem>(*item))) {
        waiting_ = std::move(item);
        return problem_of(*raw);
      }
      if (item) return item;
    }
    if (const auto raw = std::exchange(raw_, std::nullopt)) return problem_of(*raw);
    return std::nullopt;
  }

  std::string_view format() const override { return "json-lines"; }
  Progress progress() const override { return {read_, std::max(size_, read_)}; }

 private:
  /// The bytes of the version on the line to come.
  struct Raw {
    RawLine line;
    std::string where;
    bool differs = false;  // from those that the version was read from
  };

  std::string where() const { return path_ + ':' + std::to_string(number_); }

  static Problem problem_of(const Raw& raw) {
    if (!raw.differs) return {raw.where, "the raw bytes are left out: no version follows on the next line"};
    return {
        raw.where,
        "the raw bytes are left out: they are not those of the version on the next line, by their SHA-256; "
        "it is read without them. Export them again where they came from"};
  }

  /// What the line gives, nothing where it is of raw bytes; `raw` are those of the line before, and nothing
  /// once they have found their version.
  std::optional<SourceItem> item_here(std::optional<Raw>& raw) {
    if (too_long_)
      return Problem{where(), "the line is longer than " + std::to_string(longest() >> 20U) + " MB"};
    try {
      const auto text = line_text();
      if (text.starts_with(kPageLineBegins)) return capture_from_json(text);
      if (text.starts_with(kRawLineBegins)) {
        raw_ = Raw{raw_from_json(text), where()};
        return std::nullopt;
      }
      auto item = line_from_json(text);
      if (auto* const record = std::get_if<Record>(&item)) {
        complete(*record, text, raw);
        return std::move(*record);
      }
      return std::visit([](auto& other) { return SourceItem(std::move(other)); }, item);
    } catch (const DocumentJsonError& error) {
      return Problem{where(), error.what()};
    }
  }

  void complete(Record& record, std::string_view text, std::optional<Raw>& raw) const {
    record.where = where();
    if (!record.memory) {
      record.raw = text;
      record.media_type = "application/json";
    } else if (raw) {  // the line is this program's own: what it tells of came before it
      const auto& told = raw->line.sha256.empty() ? record.memory->provenance.raw_sha256 : raw->line.sha256;
      raw->differs = sha256_hex(raw->line.bytes) != told;
      if (raw->differs) return;
      record.raw = std::move(raw->line.bytes);
      raw.reset();
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
  bool is_page_ = false;    // longer lines are read of pages and raw bytes
  std::optional<Raw> raw_;  // of the version on the line to come
  std::optional<SourceItem> waiting_;
};

}  // namespace

std::unique_ptr<Source> open_json_lines(const InputFile& file) { return std::make_unique<JsonLines>(file); }

}  // namespace corpus
