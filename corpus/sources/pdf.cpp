#include "corpus/sources/pdf.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <istream>
#include <utility>
#include <vector>

#include "analyzers/language.h"
#include "analyzers/text_ends.h"
#include "corpus/dates/feed_date.h"
#include "corpus/key_text.h"
#include "corpus/plain_text.h"
#include "corpus/sources/capture_words.h"

namespace corpus {
namespace {

constexpr std::size_t kMagicWithin = 1024;   // bytes before a PDF begins: readers pass over so many
constexpr std::size_t kMostText = 2U << 20;  // bytes: what is more than a document may have is not collected
constexpr std::size_t kDateWithin = 10;      // lines at the front, of which one may be the date
constexpr std::size_t kTitleWithin = 2000;   // bytes at the front, in which a stated title is looked for
constexpr std::size_t kMostTitleLines = 4;

std::string utf8(const poppler::ustring& text) {
  const auto bytes = text.to_utf8();
  return {bytes.begin(), bytes.end()};
}

/// The lines of a page in the order in which they are read, without white space at their ends; empty between
/// blocks.
std::vector<std::string> lines_of(poppler::page& page) {
  const std::string text = utf8(page.text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of("\n\f", at), text.size());
    lines.push_back(plain_line(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

/// "7", "- 7 -", "7/12", "Page 7 of 12": what stands at the top or foot of a page.
bool is_page_number(std::string_view line) {
  bool digit = false;
  std::string words;
  for (const char c : line) {
    if (c >= '0' && c <= '9')
      digit = true;
    else if (c != ' ' && c != '-' && c != '/')
      words += lower_case(c);
  }
  return digit && (words.empty() || words == "page" || words == "pageof");
}

void drop_page_numbers(std::vector<std::string>& lines) {
  const auto written = [](const std::string& line) { return !line.empty(); };
  const auto last = std::find_if(lines.rbegin(), lines.rend(), written);
  if (last != lines.rend() && is_page_number(*last)) last->clear();
  const auto first = std::find_if(lines.begin(), lines.end(), written);
  if (first != lines.end() && is_page_number(*first)) first->clear();
}

/// Lines put together again: a paragraph ends where a block does, or with a line that is short and ends a
/// sentence.
std::string paragraphs(const std::vector<std::string>& lines) {
  constexpr double kShort = 0.75;  // of the longest line
  std::size_t longest = 0;
  for (const auto& line : lines) longest = std::max(longest, line.size());
  std::string text;
  for (const auto& line : lines) {
    const bool begins = text.empty() || text.back() == '\n';
    if (line.empty()) {
      if (!begins) text += '\n';
      continue;
    }
    if (!begins && text.back() != '-') text += ' ';
    text += line;
    const bool ends_sentence = std::string_view(".!?:").find(line.back()) != std::string_view::npos;
    if (ends_sentence && static_cast<double>(line.size()) < kShort * static_cast<double>(longest))
      text += '\n';
  }
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

/// "20180214093000+03'00'" as ISO 8601; empty for what is none.
std::string iso_date(std::string_view written) {
  constexpr std::size_t kDay = 8, kSecond = 14;
  if (written.starts_with("D:")) written.remove_prefix(2);
  const auto digits = std::min(written.find_first_not_of("0123456789"), written.size());
  if (digits < kDay) return {};
  const auto part = [&](std::size_t at, std::size_t size) { return std::string(written.substr(at, size)); };
  std::string date = part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2);
  if (digits < kSecond) return date;
  date += "T" + part(8, 2) + ":" + part(10, 2) + ":" + part(12, 2);
  const auto zone = written.substr(digits);
  if (zone.starts_with('Z')) return date + "Z";
  if (zone.size() < 6 || (zone[0] != '+' && zone[0] != '-')) return date;
  return date + std::string(zone.substr(0, 3)) + ":" + std::string(zone.substr(4, 2));
}

/// How many of the first lines are the title: those in the letters of the first, where these are larger than
/// what most of the page is written in.
std::size_t title_lines(poppler::page& page) {
  constexpr double kLarger = 1.15, kSame = 0.5;
  const auto boxes = page.text_list(poppler::page::text_list_include_font);
  if (boxes.empty()) return 0;
  std::vector<double> sizes;
  for (const auto& box : boxes) sizes.push_back(box.get_font_size());
  const double first = sizes.front();
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
  if (first < kLarger * sizes[sizes.size() / 2]) return 0;
  std::size_t lines = 1;
  for (std::size_t at = 1; at < boxes.size(); ++at) {
    if (std::abs(boxes[at].get_font_size() - first) > kSame) break;
    if (boxes[at].bbox().top() > boxes[at - 1].bbox().top() + first / 2) ++lines;
  }
  return lines <= kMostTitleLines ? lines : 0;
}

class PdfReader {
 public:
  PdfReader(std::string_view bytes, const InputFile& origin) : bytes_(bytes), origin_(origin) {}

  SourceItem read() {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);  // nothing is printed
    const std::unique_ptr<poppler::document> pdf(
        poppler::document::load_from_raw_data(bytes_.data(), static_cast<int>(bytes_.size())));
    if (!pdf) return problem("is a PDF that cannot be read; it may be damaged");
    if (pdf->is_locked()) return problem("is a PDF that is locked with a password; save it without");
    if (pdf->pages() > kMostPdfPages)
      return problem("is a PDF of more than " + std::to_string(kMostPdfPages) + " pages");
    collect(*pdf);
    const std::string text = paragraphs(lines_);
    if (text.empty())
      return problem("is a PDF without text: its pages may be pictures of it, to be read by OCR");
    if (analyzers::language_of(text) != analyzers::Language::english && has_arabic(text)) {
      return problem(
          "is a PDF with Arabic text, whose letters cannot be put in order reliably; save its text as "
          "UTF-8 from the program that made it");
    }
    return record(*pdf);
  }

 private:
  Problem problem(std::string what) const { return {origin_.name, std::move(what)}; }

  static bool has_arabic(const std::string& text) {
    bool found = false;
    for (std::size_t at = 0; at + 1 < text.size() && !found; ++at) {
      const auto first = static_cast<unsigned char>(text[at]);
      found = first >= 0xD8 && first <= 0xDB;  // U+0600 to U+06FF
      found =
          found || (first == 0xEF && static_cast<unsigned char>(text[at + 1]) >= 0xAC);  // its other shapes
    }
    return found;
  }

  void collect(poppler::document& pdf) {
    std::size_t size = 0;
    for (int number = 0; number < pdf.pages() && size < kMostText; ++number) {
      const std::unique_ptr<poppler::page> page(pdf.create_page(number));
      if (!page) continue;
      auto lines = lines_of(*page);
      drop_page_numbers(lines);
      if (number == 0) {
        lines.erase(lines.begin(),
                    std::find_if(lines.begin(), lines.end(), [](const auto& l) { return !l.empty(); }));
        title_lines_ = std::min(title_lines(*page), lines.size());
      }
      for (auto& line : lines) {
        size += line.size();
        lines_.push_back(std::move(line));
      }
    }
  }

  SourceItem record(poppler::document& pdf) {
    Record record;
    Document& document = record.document;
    const std::string hash = sha256_hex(bytes_);
    document.title = take_title(utf8(pdf.get_title()));
    document.published = take_date().value_or(made_on(utf8(pdf.info_key("CreationDate"))));
    document.body = paragraphs(lines_);
    document.url = canonical_url(origin_.address).value_or("");
    document.key = document.url.empty() ? "sha256:" + hash : document.url;
    document.kind = kind_of_title(document.title).value_or(Kind::page);
    const std::string text = document.title + "\n" + document.body;
    document.language = analyzers::language_of(text);
    document.hashtags = hashtags_in(text);
    document.occurrences = {{document.key, {}}};
    record.where = origin_.name;
    record.raw_sha256 = hash;
    record.raw = bytes_;
    record.media_type = "application/pdf";
    record.fetched_from = document.url;
    return record;
  }

  /// The title that the file states, where its front shows it; else its first lines in large letters, else
  /// its first line. Many programs state the name of a file. Takes it from the lines.
  std::string take_title(const std::string& stated) {
    std::string front;
    for (std::size_t at = 0; at < title_lines_; ++at) front += (at > 0 ? " " : "") + lines_[at];
    const std::string title = plain_line(stated);
    std::string shown;
    for (const auto& line : lines_) {
      if (shown.size() > kTitleWithin) break;
      shown += line + " ";
    }
    const bool is_shown =
        !key_text(title).empty() && key_text(shown).find(key_text(title)) != std::string::npos;
    std::size_t taken = title_lines_;
    if (front.empty() && !lines_.empty()) {
      front = lines_.front();
      taken = 1;
    }
    if (is_shown && key_text(front) != key_text(title))
      return title;  // it stands elsewhere: nothing is taken
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(taken));
    return front;
  }

  /// A line at the front that is nothing but a date. Takes it from the lines.
  std::optional<PublicationDate> take_date() {
    for (std::size_t at = 0; at < std::min(kDateWithin, lines_.size()); ++at) {
      if (auto date = date_line(lines_[at])) {
        lines_[at].clear();
        return date;
      }
    }
    return std::nullopt;
  }

  static PublicationDate made_on(const std::string& written) {
    return feed_date(iso_date(written)).value_or(PublicationDate{});
  }

  std::string_view bytes_;
  const InputFile& origin_;
  std::vector<std::string> lines_;
  std::size_t title_lines_ = 0;
};

class PdfSource final : public Source {
 public:
  explicit PdfSource(const InputFile& file) : file_(file) {}

  std::optional<SourceItem> next() override {
    if (std::exchange(read_, true)) return std::nullopt;
    const auto stream = file_.open();
    std::string bytes;
    std::string piece(64U << 10, '\0');
    while (bytes.size() <= kLargestPdf) {
      stream->read(piece.data(), static_cast<std::streamsize>(piece.size()));
      if (stream->bad()) throw SourceError(file_.name + " cannot be read to its end");
      if (stream->gcount() == 0) break;
      bytes.append(piece, 0, static_cast<std::size_t>(stream->gcount()));
    }
    return read_pdf(bytes, file_);
  }

  std::string_view format() const override { return "pdf"; }
  Progress progress() const override { return {read_ ? file_.size : 0, file_.size}; }

 private:
  InputFile file_;
  bool read_ = false;
};

}  // namespace

SourceItem read_pdf(std::string_view bytes, const InputFile& origin) {
  if (bytes.size() > kLargestPdf) return Problem{origin.name, "is a PDF of more than 64 MB"};
  return PdfReader(bytes, origin).read();
}

bool is_pdf(std::string_view head) {
  return head.substr(0, kMagicWithin).find("%PDF-") != std::string_view::npos;
}

std::unique_ptr<Source> open_pdf(const InputFile& file) { return std::make_unique<PdfSource>(file); }

}  // namespace corpus
