#include "corpus/pages/page_date.h"

#include <algorithm>
#include <string>

#include "corpus/dates/written_date.h"
#include "corpus/pages/page_blocks.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestLine = 20;  // words of a line that holds a date beside other things
constexpr std::size_t kBlocksBelow = 12;  // blocks below the headline in which the date stands

class DateFinder {
 public:
  explicit DateFinder(const PageTree& tree) : tree_(tree) {}

  std::optional<PublicationDate> in_fields(const std::vector<std::string>& fields) const {
    std::optional<PublicationDate> best;
    for (const auto& field : fields) {
      auto date = written_date(field);
      if (!date) continue;
      date->evidence = DateEvidence::metadata;
      if (!best) best = *date;
      // The same instant with the site's own zone tells the site's own day; in UTC it may be the day before.
      const bool own_zone = !date->gmt.empty() && !date->words.ends_with('Z');
      if (own_zone && best->gmt == date->gmt) return date;
      if (best->precision != DatePrecision::day && date->precision == DatePrecision::day) best = date;
    }
    return best;
  }

  /// <time datetime="...">, or what is marked as the date of publication; the modification's is none.
  std::optional<PublicationDate> in_time() const {
    std::vector<std::string> marked, plain;
    for (std::size_t at = 0; at < tree_.nodes.size(); ++at) {
      const PageNode& node = tree_.nodes[at];
      const auto property = lower_case(node.attribute("itemprop"));
      if (node.name != "time" && property != "datepublished") continue;
      if (says_modified(node)) continue;
      (says_published(node) ? marked : plain).push_back(value_of(at));
    }
    if (auto date = in_fields(marked)) return date;
    plain.resize(
        std::min<std::size_t>(plain.size(), 1));  // the first is the article's, others those of teasers
    return in_fields(plain);
  }

  std::optional<PublicationDate> in_modification_time() const {
    std::vector<std::string> marked;
    for (std::size_t at = 0; at < tree_.nodes.size(); ++at) {
      const PageNode& node = tree_.nodes[at];
      const bool is_time = node.name == "time" || node.has("itemprop");
      if (is_time && says_modified(node)) marked.push_back(value_of(at));
    }
    return in_fields(marked);
  }

  /// A line near the headline, or at the end of the page's text, that is or holds a date.
  std::optional<PublicationDate> in_lines() const {
    const auto blocks = page_blocks(tree_, std::vector<bool>(tree_.nodes.size(), false));
    const auto headline =
        std::find_if(blocks.begin(), blocks.end(), [](const auto& block) { return block.level == 1; });
    const auto from = headline == blocks.end() ? 0 : headline - blocks.begin();
    const auto to =
        std::min<std::ptrdiff_t>(from + static_cast<std::ptrdiff_t>(kBlocksBelow), std::ssize(blocks));
    for (auto at = std::max<std::ptrdiff_t>(from - 3, 0); at < to; ++at) {
      const auto& block = blocks[static_cast<std::size_t>(at)];
      if (block.words > kLongestLine || block.kind == BlockKind::heading) continue;
      if (auto date = date_within_line(block.text)) return date;
    }
    return std::nullopt;
  }

 private:
  static bool says_published(const PageNode& node) {
    if (lower_case(node.attribute("itemprop")) == "datepublished" || node.has("pubdate")) return true;
    const auto words = lower_case(node.attribute("class"));
    return words.find("publish") != std::string::npos || words.find("entry-date") != std::string::npos ||
           words.find("post-date") != std::string::npos;
  }

  static bool says_modified(const PageNode& node) {
    if (says_published(node)) return false;
    return lower_case(node.attribute("itemprop")) == "datemodified" ||
           lower_case(node.attribute("class")).find("updated") != std::string::npos;
  }

  std::string value_of(std::size_t at) const {
    const PageNode& node = tree_.nodes[at];
    std::string value(node.attribute("datetime"));
    if (value.empty()) value = node.attribute("content");
    if (value.empty()) value = node.attribute("title");  // <abbr>, as microformats have it
    return value.empty() ? tree_.line_of(at) : value;
  }

  const PageTree& tree_;
};

}  // namespace

PublicationDate page_date(const PageTree& tree, const std::vector<std::string>& fields,
                          std::string_view address) {
  const DateFinder finder(tree);
  std::vector<PublicationDate> found;
  const auto add = [&found](std::optional<PublicationDate> date) {
    if (date) found.push_back(std::move(*date));
  };
  add(finder.in_fields(fields));
  if (found.empty() || found.back().precision != DatePrecision::day) add(finder.in_time());
  if (found.empty()) add(date_in_address(address));
  if (found.empty() || found.back().precision != DatePrecision::day) add(finder.in_lines());
  const auto whole = std::find_if(found.begin(), found.end(),
                                  [](const auto& date) { return date.precision == DatePrecision::day; });
  if (whole != found.end()) return *whole;
  return found.empty() ? PublicationDate{} : found.front();
}

PublicationDate page_modification(const PageTree& tree, const std::vector<std::string>& fields) {
  const DateFinder finder(tree);
  auto date = finder.in_fields(fields);
  if (!date) date = finder.in_modification_time();
  return date.value_or(PublicationDate{});
}

}  // namespace corpus
