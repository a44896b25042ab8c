#include "corpus/sources/capture.h"

#include <istream>
#include <map>
#include <utility>

#include "analyzers/language.h"
#include "analyzers/text_ends.h"
#include "corpus/key_text.h"
#include "corpus/plain_text.h"
#include "corpus/sources/capture_items.h"
#include "corpus/sources/capture_lines.h"
#include "corpus/sources/capture_words.h"

namespace corpus {
namespace {

constexpr std::size_t kKeyWords = 12;          // of an item without a title
constexpr std::size_t kLongestKeyWords = 400;  // bytes
constexpr std::size_t kLongestSourceInKey = 1500;

std::string anchor_of(std::size_t begin, std::size_t end) {
  return "bytes=" + std::to_string(begin) + "-" + std::to_string(end);
}

class PageTaker {
 public:
  PageTaker(std::string bytes, std::string name, std::string base_name) : path_(std::move(name)) {
    page_.bytes = std::move(bytes);
    page_.file = std::move(base_name);
    lines_ = lines_of(page_.bytes);
    page_.source = take_address();
    pieces_ = pieces_of(lines_);
  }

  std::vector<SourceItem> take() {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
      const Piece& piece = pieces_[at];
      if (piece.kind) {
        add_record(at);
      } else {
        add_standing(piece);
      }
    }
    add_part(page_.bytes.size(), page_.bytes.size(), {}, {});
    items_.emplace_back(std::move(page_));
    return std::move(items_);
  }

 private:
  /// Who saved the page may have put its address on the first line.
  std::string take_address() {
    std::string hash = "sha256:" + sha256_hex(page_.bytes);
    if (lines_.empty() || lines_.front().text.find_first_of(" \t") != std::string_view::npos) return hash;
    auto address = canonical_url(lines_.front().text);
    if (!address) return hash;
    lines_.erase(lines_.begin());
    return std::move(*address);
  }

  std::size_t begin_of(const Piece& piece) const { return lines_[piece.first].begin; }
  std::size_t end_of(const Piece& piece) const { return lines_[piece.last].end; }
  std::string_view bytes_of(const Piece& piece) const {
    return std::string_view(page_.bytes).substr(begin_of(piece), end_of(piece) - begin_of(piece));
  }
  std::string where(const Piece& piece) const {
    return path_ + ":" + std::to_string(lines_[piece.first].number);
  }

  /// The part [begin, end), and before it, where they do not touch, the white space since the last part.
  void add_part(std::size_t begin, std::size_t end, const std::string& key, const std::string& standing) {
    if (begin > covered_) page_.parts.push_back({covered_, begin, {}, {}});
    if (end > begin) page_.parts.push_back({begin, end, key, standing});
    covered_ = end;
  }

  void add_standing(const Piece& piece) {
    items_.emplace_back(Boilerplate{piece.standing, std::string(bytes_of(piece)), page_.source,
                                    anchor_of(begin_of(piece), end_of(piece))});
    add_part(begin_of(piece), end_of(piece), {}, piece.standing);
  }

  void add_record(std::size_t at) {
    const Piece& piece = pieces_[at];
    Record record;
    Document& document = record.document;
    document.kind = *piece.kind;
    if (piece.title) document.title = plain_line(lines_[*piece.title].text);
    for (const std::size_t line : piece.body) document.body += plain_line(lines_[line].text) + "\n";
    const std::string text = document.title + "\n" + document.body;
    document.language = analyzers::language_of(text);
    document.hashtags = hashtags_in(text);
    if (piece.date) document.published = *piece.date;
    document.occurrences = {{page_.source, anchor_of(begin_of(piece), end_of(piece))}};
    record.where = where(piece);
    record.raw_sha256 = sha256_hex(bytes_of(piece));
    // Digests of two weeks agree in title and text, both being "Weekly digest" and nothing: their items tell
    // them apart.
    record.joins_equal = document.kind != Kind::digest;
    if (document.kind == Kind::digest) {
      document.aliases = aliases_of_digest(at);
      document.key = key_of(document.kind, document.title + " " + first_item_of_digest(at), text);
      digest_key_ = document.key;
    } else {
      document.key = key_of(document.kind, document.title, text);
    }
    if (document.kind == Kind::digest_item) record.parent_key = digest_key_;
    add_part(begin_of(piece), end_of(piece), document.key, {});
    items_.emplace_back(std::move(record));
  }

  bool is_item_of_digest(std::size_t digest, std::size_t at) const {
    return at < pieces_.size() && (at == digest || pieces_[at].kind != Kind::digest);
  }

  std::string heading_of(const Piece& piece) const {
    return key_text(lines_[piece.title.value_or(piece.body.empty() ? piece.first : piece.body.front())].text,
                    kKeyWords);
  }

  std::string first_item_of_digest(std::size_t digest) const {
    for (std::size_t at = digest; is_item_of_digest(digest, at); ++at) {
      if (pieces_[at].kind == Kind::digest_item) return heading_of(pieces_[at]);
    }
    return {};
  }

  /// The same digest on another page has the same items.
  std::vector<std::string> aliases_of_digest(std::size_t digest) const {
    std::string titles;
    for (std::size_t at = digest; is_item_of_digest(digest, at); ++at) {
      if (pieces_[at].kind == Kind::digest_item) titles += heading_of(pieces_[at]) + "\n";
    }
    if (titles.empty()) return {};
    return {"digest:" + sha256_hex(titles)};
  }

  /// Source, kind and folded title (or the first words). Two items of the page that agree in these and differ
  /// in their text are told apart by a number.
  std::string key_of(Kind kind, std::string_view title, const std::string& text) {
    std::string words = title.empty() ? key_text(text, kKeyWords) : key_text(title);
    if (words.empty()) words = sha256_hex(text).substr(0, 16);  // emoji alone
    const std::string source =
        page_.source.size() > kLongestSourceInKey ? "sha256:" + sha256_hex(page_.source) : page_.source;
    const std::string key = source + "#" + std::string(kind_name(kind)) + ":" +
                            std::string(analyzers::cut_to(words, kLongestKeyWords));
    // Items that share a key are few on a real page; the hash keeps a page of nothing but such items fast.
    auto& texts = texts_[key];
    const auto known = texts.try_emplace(sha256_hex(text), texts.size() + 1).first;
    return known->second == 1 ? key : key + "#" + std::to_string(known->second);
  }

  std::string path_;
  Capture page_;
  std::vector<Line> lines_;
  std::vector<Piece> pieces_;
  std::vector<SourceItem> items_;
  std::map<std::string, std::map<std::string, std::size_t>>
      texts_;  // by key, then hash: which of its texts this is
  std::string digest_key_;
  std::size_t covered_ = 0;
};

class CaptureSource final : public Source {
 public:
  explicit CaptureSource(std::vector<SourceItem> items, std::uint64_t size)
      : items_(std::move(items)), size_(size) {}

  std::optional<SourceItem> next() override {
    if (at_ == items_.size()) return std::nullopt;
    return std::move(items_[at_++]);
  }

  std::string_view format() const override { return "capture"; }

  Progress progress() const override { return {items_.empty() ? size_ : size_ * at_ / items_.size(), size_}; }

 private:
  std::vector<SourceItem> items_;
  std::uint64_t size_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_saved_page(std::string_view bytes) {
  constexpr std::size_t kHead = 3;  // lines in which the date of an article stands
  const auto lines = lines_of(bytes);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto text = lines[at].text;
    if (at == 0 && text.find_first_of(" \t") == std::string_view::npos && canonical_url(text)) return true;
    if (at < kHead && date_line(text)) return true;
    // "News" may head anything; "Latest news" hardly.
    if (standing_text(text) && key_text(text).find(' ') != std::string::npos) return true;
  }
  return false;
}

std::vector<SourceItem> take_apart(std::string bytes, const std::filesystem::path& path) {
  return take_apart(std::move(bytes), path.string(), path.filename().string());
}

std::vector<SourceItem> take_apart(std::string bytes, std::string name, std::string base_name) {
  return PageTaker(std::move(bytes), std::move(name), std::move(base_name)).take();
}

std::unique_ptr<Source> open_capture(const InputFile& file) {
  const auto stream = file.open();
  if (!stream->good()) throw SourceError(file.name + " cannot be opened; may it be read?");
  std::string bytes(kLargestCapture + 1, '\0');
  stream->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream->bad()) throw SourceError(file.name + " cannot be read to its end");
  bytes.resize(static_cast<std::size_t>(stream->gcount()));
  if (bytes.size() > kLargestCapture) {
    throw SourceError(
        file.name +
        " is of no known format: text of more than 1 MB is no saved page; split it into its pages");
  }
  if (!is_valid_utf8(bytes) || bytes.find('\0') != std::string::npos) {
    throw SourceError(file.name +
                      " is of no known format; if it is text, write it as UTF-8 (iconv -t UTF-8)");
  }
  if (!is_saved_page(bytes)) {
    throw SourceError(
        file.name +
        " is of no known format: it is text, but nothing tells that it is a page of the site. If it "
        "is one, write its address alone on the first line");
  }
  const std::uint64_t size = bytes.size();
  return std::make_unique<CaptureSource>(take_apart(std::move(bytes), file.name, file.base_name), size);
}

}  // namespace corpus
