#include "corpus/sources/feed_reader.h"

#include <algorithm>
#include <istream>
#include <utility>
#include <vector>

#include "analyzers/text_ends.h"
#include "corpus/charset.h"
#include "corpus/plain_text.h"
#include "corpus/sources/feed_names.h"
#include "corpus/sources/feed_xml.h"
#include "corpus/sources/item_splitter.h"
#include "corpus/sources/xml_mender.h"
#include "corpus/sources/xml_reader.h"
#include "corpus/sources/xml_root.h"
#include "corpus/whole_address.h"

namespace corpus {
namespace {

constexpr std::size_t kHead = 64U << 10;  // bytes by which the character set is told

ItemForm form_of(const InputFile& input, const FeedOrigin& origin) {
  const auto file = input.open();
  std::string head(kHead, '\0');
  file->read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(file->gcount(), 0)));
  ItemForm form;
  form.names = {"item", "entry"};
  form.prefixed = form.may_declare_type = true;
  form.charset = charset_of(head, origin.content_type, head.size() < kHead);
  return form;
}

std::string trimmed(std::string_view text) { return std::string(analyzers::trimmed(text, " \t\r\n")); }

/// An element that is open around the entries.
struct Open {
  std::string declared;  // namespaces
  std::string name;      // without its prefix
  std::string base, language;
};

}  // namespace

class FeedReader::Work {
 public:
  Work(const InputFile& file, FeedOrigin origin)
      : path_(file.name),
        file_(file.base_name),
        origin_(std::move(origin)),
        splitter_(file, form_of(file, origin_)),
        channel_(give_rest, this, "UTF-8"),
        size_(file.size) {
    if (!splitter_.good()) refuse("cannot be opened; may it be read?");
    read_root();
  }

  std::optional<std::variant<FeedEntry, Problem>> next() {
    while (true) {
      if (ended_) return std::nullopt;
      if (broken_) return next_without_channel();
      if (!channel_.next()) {
        if (auto problem = end_of_channel()) return std::move(*problem);
        continue;
      }
      if (channel_.is_element() && channel_.local_name() == "item" && !splitter_.items.empty())
        return next_entry();
      follow();
    }
  }

  bool is_atom() const { return around_.atom; }
  Source::Progress progress() const { return {splitter_.bytes_read(), size_}; }

 private:
  [[noreturn]] void refuse(const std::string& what) const { throw SourceError(path_ + " " + what); }

  std::string where(std::size_t line) const { return path_ + ":" + std::to_string(line); }

  /// libxml2 asks for more of the file; it gets it mended, without the entries.
  static int give_rest(void* context, char* to, int size) {
    auto& self = *static_cast<Work*>(context);
    try {
      while (self.rest_at_ == self.rest_.size()) {
        self.rest_.clear();
        self.rest_at_ = 0;
        std::string raw;
        if (self.rest_ended_) return self.splitter_.good() ? 0 : -1;
        self.rest_ended_ = !self.splitter_.read(raw);
        self.rest_ = self.mender_.mend(raw, self.rest_ended_);
        if (!self.begun_) self.drop_front();
        self.begun_ = self.begun_ || self.rest_.find('<') != std::string::npos;
      }
      const std::size_t count = std::min(static_cast<std::size_t>(size), self.rest_.size() - self.rest_at_);
      self.rest_.copy(to, count, self.rest_at_);
      self.rest_at_ += count;
      return static_cast<int>(count);
    } catch (const std::exception&) {  // no exception may pass through a C library
      return -1;
    }
  }

  /// Leaves out what no XML may begin with: all but line breaks before its first tag.
  void drop_front() {
    const auto front = static_cast<std::ptrdiff_t>(std::min(rest_.find('<'), rest_.size()));
    rest_.erase(std::remove_if(rest_.begin(), rest_.begin() + front, [](char c) { return c != '\n'; }),
                rest_.begin() + front);
  }

  /// Makes sure that this is a feed.
  void read_root() {
    while (channel_.next()) {
      if (!channel_.is_element()) continue;
      const std::string root = lower_case(channel_.local_name());
      around_.atom = root == "feed";
      if (!around_.atom && root != "rss" && root != "rdf")
        refuse("is XML, but no feed: its root is <" + std::string(channel_.local_name()) + ">");
      if (root != "rdf") around_.root_namespace = channel_.namespace_address();
      return follow();
    }
    refuse("is no feed: " + channel_.fault().what);
  }

  /// Keeps what the node around the entries says.
  void follow() {
    if (channel_.is_element()) {
      refuse_export();
      begin_field();
      const bool empty = channel_.is_empty_element();
      if (!empty) open_.push_back(opened());
    } else if (channel_.is_end()) {
      if (!open_.empty()) open_.pop_back();
      text_ = nullptr;
    } else if (channel_.is_text() && text_ != nullptr && text_->size() < kHead) {
      *text_ += channel_.value();
    }
  }

  /// An export holds drafts too, which its own reader knows.
  void refuse_export() const {
    if (channel_.declared_namespaces().find("://wordpress.org/export/") != std::string::npos)
      refuse("is a WordPress export that is not written as UTF-8; rewrite it (iconv -t UTF-8)");
  }

  Open opened() const {
    Open open{channel_.declared_namespaces(), std::string(channel_.local_name()),
              open_.empty() ? origin_.address : open_.back().base,
              open_.empty() ? origin_.language : open_.back().language};
    open.base = base_within(channel_.attribute("xml:base"), open.base);
    for (const auto& [name, value] : channel_.attributes()) {
      if (name == "lang") open.language = trimmed(value);
    }
    return open;
  }

  /// A field of the feed itself: its address, its site's, its language.
  void begin_field() {
    text_ = nullptr;
    const std::string parent = open_.empty() ? std::string() : lower_case(open_.back().name);
    if (parent != "channel" && parent != "feed") return;
    auto address = channel_.namespace_address();
    if (address == around_.root_namespace) address = around_.atom ? "http://www.w3.org/2005/Atom" : "";
    const FeedName name = feed_name(address, channel_.local_name());
    if (name.field == FeedField::language && language_.empty()) text_ = &language_;
    if (name.field != FeedField::link) return;
    const std::string href = trimmed(channel_.attribute("href"));
    const std::string rel = lower_case(channel_.attribute("rel"));
    if (href.empty() && site_.empty()) text_ = &site_;
    if (!href.empty() && rel == "self" && self_.empty()) self_ = href;
    if (!href.empty() && (rel.empty() || rel == "alternate") && site_.empty()) site_ = href;
  }

  /// The feed has ended, well or not.
  std::optional<Problem> end_of_channel() {
    if (!splitter_.good()) refuse("cannot be read to its end");
    const XmlFault& fault = channel_.fault();
    broken_ = true;  // what is left, if anything, are entries
    // An entry cut off by the end of the file has been reported; that the feed ends with it is no news.
    if (fault.what.empty() || splitter_.ends_within_item()) return std::nullopt;
    return Problem{where(fault.line), fault_around(fault, "feed", "entries")};
  }

  /// Outside of its entries the feed is broken: they are taken as the splitter finds them.
  std::optional<std::variant<FeedEntry, Problem>> next_without_channel() {
    while (splitter_.items.empty()) {
      std::string rest;
      if (splitter_.read(rest)) continue;
      if (!splitter_.good()) refuse("cannot be read to its end");
      ended_ = true;
      return std::nullopt;
    }
    return next_entry();
  }

  std::variant<FeedEntry, Problem> next_entry() {
    RawItem raw = std::move(splitter_.items.front());
    splitter_.items.pop_front();
    if (!raw.problem.empty()) return Problem{where(raw.line), "the entry " + raw.problem};
    surround();
    FeedXmlEntry read = read_feed_entry(mended_xml(raw.bytes), around_);
    if (!read.fault.what.empty()) {
      const std::size_t line = raw.line + (read.fault.line > 0 ? read.fault.line - 1 : 0);
      return Problem{where(line), "the entry is broken: " + read.fault.what};
    }
    read.entry.where = where(raw.line);
    read.entry.raw_sha256 = sha256_hex(raw.bytes);
    read.entry.raw = std::move(raw.bytes);
    read.entry.media_type = around_.atom ? "application/atom+xml" : "application/rss+xml";
    read.entry.site = whole_address(trimmed(site_), around_.base).value_or("");
    const auto self = whole_address(self_, around_.base);
    read.entry.feed = !read.entry.site.empty() ? read.entry.site : self.value_or(file_);
    return std::move(read.entry);
  }

  /// What stands around the entry that comes next. Relative addresses belong to the feed's own address where
  /// nothing says otherwise.
  void surround() {
    around_.open.clear();
    for (const auto& open : open_) around_.open.push_back(open.declared);
    around_.base = open_.empty() ? origin_.address : open_.back().base;
    for (const auto& stated : {self_, trimmed(site_)}) {
      if (around_.base.empty() && canonical_url(stated)) around_.base = stated;
    }
    around_.language = open_.empty() ? origin_.language : open_.back().language;
    if (around_.language.empty()) around_.language = trimmed(language_);
  }

  std::string path_, file_;
  FeedOrigin origin_;
  ItemSplitter splitter_;
  XmlMender mender_;
  std::string rest_;
  std::size_t rest_at_ = 0;
  bool rest_ended_ = false, begun_ = false;
  XmlReader channel_;
  std::uint64_t size_ = 0;
  bool broken_ = false, ended_ = false;
  std::vector<Open> open_;
  FeedSurroundings around_;
  std::string site_, self_, language_;
  std::string* text_ = nullptr;  // where the text of the field goes
};

FeedReader::FeedReader(const InputFile& file, FeedOrigin origin)
    : work_(std::make_unique<Work>(file, std::move(origin))) {}
FeedReader::~FeedReader() = default;
std::optional<std::variant<FeedEntry, Problem>> FeedReader::next() { return work_->next(); }
bool FeedReader::is_atom() const { return work_->is_atom(); }
Source::Progress FeedReader::progress() const { return work_->progress(); }

bool is_xml_feed(std::string_view head) {
  const std::string root = xml_root(head);
  return root == "rss" || root == "rdf" || root == "feed";
}

}  // namespace corpus
