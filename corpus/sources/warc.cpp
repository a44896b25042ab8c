#include "corpus/sources/warc.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/text_ends.h"
#include "corpus/plain_text.h"
#include "corpus/sources/feed.h"
#include "corpus/sources/feed_reader.h"
#include "corpus/sources/flat_file.h"
#include "corpus/sources/html_page.h"
#include "corpus/sources/http_answer.h"
#include "corpus/sources/json_feed.h"
#include "corpus/sources/moved_addresses.h"
#include "corpus/sources/pdf.h"
#include "corpus/sources/warc_reader.h"
#include "corpus/sources/wordpress_rest.h"
#include "corpus/whole_address.h"

namespace corpus {
namespace {

/// What a record holds, as far as its heads tell.
struct Answer {
  std::string where, address;
  std::string time;  // UTC, ISO 8601; empty: not told
  std::string content_type;
  HeaderFields codings;        // of its body
  std::size_t body_begin = 0;  // in the block
};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "text/html" of "Text/HTML; charset=windows-1256".
std::string media_type(std::string_view content_type) {
  return lower_case(analyzers::trimmed(content_type.substr(0, content_type.find(';')), " \t"));
}

/// Whether a body of this type may hold a document; without a type, its bytes tell.
bool may_be_document(const std::string& type) {
  if (type.empty() || type == "text/html" || type == "application/pdf") return true;
  if (type.starts_with("image/")) return false;  // SVG is XML too
  return type.ends_with("/xml") || type.ends_with("+xml") || type.ends_with("/json") ||
         type.ends_with("+json");
}

/// Whether a JSON answer of this address is one of the posts and pages of a WordPress site.
bool is_rest_address(const std::string& address) {
  return address.find("/wp-json/wp/v2/") != std::string::npos ||
         address.find("rest_route=/wp/v2/") != std::string::npos ||
         address.find("rest_route=%2Fwp%2Fv2%2F") != std::string::npos;
}

/// A date of WARC, "2018-02-13T10:11:12Z" with or without parts of a second (1.1), to the second; empty for
/// what is none.
std::string time_of(std::string_view date) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (date.size() <= kForm.size() || !date.ends_with('Z')) return {};
  for (std::size_t at = 0; at < kForm.size(); ++at) {
    const bool digit = date[at] >= '0' && date[at] <= '9';
    if (kForm[at] == '0' ? !digit : date[at] != kForm[at]) return {};
  }
  return std::string(date.substr(0, kForm.size())) + "Z";
}

class WarcSource final : public Source {
 public:
  WarcSource(const InputFile& file, bool is_gzip) : name_(file.name), reader_(file, is_gzip) {}

  std::optional<SourceItem> next() override {
    for (;;) {
      if (inner_) {
        if (auto item = next_within()) return item;
      }
      const auto head = reader_.next();
      if (!head) return std::nullopt;
      if (auto item = read(*head)) return item;
    }
  }

  std::string_view format() const override { return "warc"; }
  Progress progress() const override { return reader_.progress(); }

 private:
  std::string where(const WarcHead& head) const { return name_ + ", record " + std::to_string(head.number); }

  /// The next item of the feed or list that the record holds; what breaks it is a problem of the record.
  std::optional<SourceItem> next_within() {
    try {
      auto item = inner_->next();
      if (!item) inner_.reset();
      if (item) finish(*item);
      return item;
    } catch (const SourceError& error) {
      inner_.reset();
      return broken(error);
    }
  }

  /// A record that is left out, if there is one.
  SourceItem skipped(const std::string& where, std::string why) {
    if (!reader_.skip()) return Problem{where, "the record " + reader_.problem()};
    return Skipped{where, std::move(why), {}};
  }

  Problem broken(const SourceError& error) const {
    std::string what = error.what();
    for (const char* after : {": ", " "}) {  // the place is told once
      if (what.starts_with(answer_.where + after))
        what.erase(0, answer_.where.size() + std::string(after).size());
    }
    return {answer_.where, what};
  }

  /// What becomes of the record; nothing where it is to be read item by item.
  std::optional<SourceItem> read(const WarcHead& head) {
    if (!head.problem.empty()) return Problem{where(head), "the record " + head.problem};
    if (!head.version.empty() && !is_one_of(head.version.substr(0, 2), {"0.", "1."}))
      return skipped(where(head), "unknown WARC version");
    const std::string type = lower_case(field_of(head.fields, "warc-type"));
    if (is_one_of(type, {"warcinfo", "request", "metadata", "conversion"}))
      return skipped(where(head), "crawl record");
    if (type == "revisit") return skipped(where(head), "revisit");
    if (type != "response" && type != "resource" && type != "continuation")
      return skipped(where(head), "unknown crawl record");
    if (!field_of(head.fields, "warc-segment-number").empty())
      return Problem{where(head), "the record is a part of one that was cut into segments"};
    if (const auto& cut = field_of(head.fields, "warc-truncated"); !cut.empty())
      return Problem{where(head), "the crawler cut the record off (" + plain_line(cut.substr(0, 40)) + ")"};
    if (head.length == 0) return skipped(where(head), "empty");
    return read_answer(head);
  }

  std::optional<SourceItem> read_answer(const WarcHead& head) {
    answer_ = {where(head), {}, time_of(field_of(head.fields, "warc-date")), {}, {}, 0};
    std::string_view address = field_of(head.fields, "warc-target-uri");
    if (address.starts_with('<') && address.ends_with('>')) {  // as Wget writes it
      address = address.substr(1, address.size() - 2);
    }
    answer_.address = canonical_url(address).value_or("");
    if (answer_.address.empty()) return without_address(address);
    answer_.content_type = field_of(head.fields, "content-type");
    if (media_type(answer_.content_type) == "application/http") {
      if (auto item = read_http_head()) return item;
    }
    if (!may_be_document(media_type(answer_.content_type))) return skipped(answer_.where, "no document");
    if (head.length > WarcReader::kLargestBlock && !reader_.skip())
      return Problem{answer_.where, "the record " + reader_.problem()};
    if (head.length > WarcReader::kLargestBlock)
      return Problem{answer_.where, "the record is larger than 64 MB"};
    return read_body();
  }

  /// `address` is none of a page. It is not told: a password may stand in it.
  SourceItem without_address(std::string_view address) {
    const auto scheme = lower_case(address.substr(0, address.find(':')));
    if (!address.empty() && scheme != "http" && scheme != "https")
      return skipped(answer_.where, "no web address");
    if (!reader_.skip()) return Problem{answer_.where, "the record " + reader_.problem()};
    return Problem{answer_.where,
                   address.empty() ? "the record tells no address (WARC-Target-URI)"
                                   : "the record's address cannot be used: it is broken, or has a user and "
                                     "password in it"};
  }

  /// Why the answer is none that is wanted; nothing where it is.
  std::optional<SourceItem> read_http_head() {
    constexpr int kOk = 200, kTransformed = 203, kMoved = 301, kMovedToo = 308;
    const auto front = reader_.front();
    const auto end = end_of_head(front);
    const auto http = http_head(front.substr(0, end));
    if (http.status == 0) {
      if (!reader_.skip()) return Problem{answer_.where, "the record " + reader_.problem()};
      return Problem{answer_.where, "the record holds no answer of a web server"};
    }
    if (http.status == kMoved || http.status == kMovedToo) note_move(field_of(http.fields, "location"));
    const bool elsewhere =
        http.status > 300 && http.status < 400 && !field_of(http.fields, "location").empty();
    if (elsewhere) return skipped(answer_.where, "redirect");
    if (http.status != kOk && http.status != kTransformed)
      return skipped(answer_.where, "HTTP status " + std::to_string(http.status));
    if (end == std::string_view::npos) {
      if (front.size() < WarcReader::kLargestHead) return skipped(answer_.where, "empty");
      return Problem{answer_.where, "the head of the answer is larger than 64 KB"};
    }
    answer_.content_type = field_of(http.fields, "content-type");
    for (const char* name : {"transfer-encoding", "content-encoding"}) {
      if (const auto& coding = field_of(http.fields, name); !coding.empty())
        answer_.codings.emplace(name, coding);
    }
    answer_.body_begin = end;
    return std::nullopt;
  }

  void note_move(const std::string& location) {
    if (const auto to = whole_address(location, answer_.address)) moved_.add(answer_.address, *to);
  }

  std::optional<SourceItem> read_body() {
    auto block = reader_.block();
    if (!block) return Problem{answer_.where, "the record " + reader_.problem()};
    block->erase(0, answer_.body_begin);
    auto body = http_body(std::move(*block), answer_.codings);
    if (!body.problem.empty()) return Problem{answer_.where, "its body " + body.problem};
    if (body.bytes.find_first_not_of(" \t\r\n") == std::string::npos)
      return Skipped{answer_.where, "empty", {}};
    return open_body(std::make_shared<const std::string>(std::move(body.bytes)));
  }

  std::optional<SourceItem> open_body(const std::shared_ptr<const std::string>& bytes) {
    const auto head = std::string_view(*bytes).substr(0, kHead);
    const auto type = media_type(answer_.content_type);
    const bool json = type.ends_with("json") || (type.empty() && head.starts_with('{'));
    InputFile file(answer_.where, answer_.address, bytes);
    file.address = answer_.address;
    file.content_type = answer_.content_type;
    if (is_pdf(head) && (type == "application/pdf" || type.empty())) {
      auto item = read_pdf(*bytes, file);
      finish(item);
      return item;
    }
    if (is_html_page(head) || (type == "text/html" && !is_xml_feed(head))) {
      auto item = read_html_page(*bytes, {answer_.where, answer_.address, answer_.content_type});
      finish(item);
      return item;
    }
    try {
      if (is_xml_feed(head)) {
        inner_ = open_feed(file);
      } else if (json && is_json_feed(head)) {
        inner_ = open_json_feed(file);
      } else if (json && is_rest_address(answer_.address)) {
        inner_ = open_wordpress_rest(file);
      } else {
        return Skipped{answer_.where, "no document", {}};
      }
      return std::nullopt;
    } catch (const SourceError& error) {
      return broken(error);
    }
  }

  /// What the archive tells of a document beside its bytes.
  void finish(SourceItem& item) const {
    auto* record = std::get_if<Record>(&item);
    if (record == nullptr) return;
    record->fetched_from = answer_.address;
    record->fetched_at = answer_.time;
    if (inner_) return;  // its items have addresses of their own
    auto& document = record->document;
    for (auto& old : moved_.leading_to(answer_.address)) {
      if (old != document.key) document.aliases.push_back(std::move(old));
    }
  }

  std::string name_;
  WarcReader reader_;
  Answer answer_;
  MovedAddresses moved_;
  std::unique_ptr<Source> inner_;  // of the record that holds many documents
};

}  // namespace

std::unique_ptr<Source> open_warc(const InputFile& file, bool is_gzip) {
  return std::make_unique<WarcSource>(file, is_gzip);
}

}  // namespace corpus
