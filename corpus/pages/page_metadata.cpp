#include "corpus/pages/page_metadata.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "analyzers/text_ends.h"
#include "corpus/document.h"
#include "corpus/html_text.h"
#include "corpus/key_text.h"
#include "corpus/pages/json_ld.h"
#include "corpus/pages/page_blocks.h"
#include "corpus/pages/page_date.h"
#include "corpus/plain_text.h"
#include "corpus/whole_address.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestLine = 1000;  // bytes of a title; of a description
constexpr std::size_t kMostAlternates = 100;
constexpr std::size_t kMostTitles = 20;
constexpr std::size_t kMostHeadings = 20;  // a headline is among the first

/// A text of the metadata in one line: entities in it were often written twice ("&amp;#039;").
std::string line_of(std::string_view text) {
  const auto read = html_line(text.substr(0, 4 * kLongestLine));
  return std::string(analyzers::cut_to(read.ok() ? read.text : plain_line(text), kLongestLine));
}

/// The <meta> elements by their name or property, lower case: the first of each that says something.
std::map<std::string, std::string> meta_of(const PageTree& tree) {
  std::map<std::string, std::string> meta;
  for (const auto& node : tree.nodes) {
    if (node.name != "meta") continue;
    const auto content = node.attribute("content");
    if (content.empty()) continue;
    for (const auto* name : {"property", "name", "itemprop", "http-equiv"}) {
      const auto key = lower_case(node.attribute(name));
      if (!key.empty()) meta.try_emplace(key, content);
    }
  }
  return meta;
}

class MetadataReader {
 public:
  MetadataReader(const PageTree& tree, std::string_view address)
      : tree_(tree), meta_(meta_of(tree)), given_(canonical_url(address).value_or("")) {}

  PageMetadata read() {
    find_address();
    json_ld_ = json_ld_article(tree_.json_ld, page_.address);
    find_titles();
    page_.description =
        first_line({"og:description", "description", "twitter:description", "dc.description"});
    if (page_.description.empty()) page_.description = line_of(json_ld_.description);
    page_.site = first_line({"og:site_name", "application-name", "dc.publisher"});
    page_.section =
        line_of(json_ld_.section.empty() ? first({"article:section", "section"}) : json_ld_.section);
    page_.type = !json_ld_.type.empty() ? json_ld_.type : first({"og:type"});
    page_.article_body = json_ld_.body;
    find_title();
    find_authors();
    find_language();
    find_alternates();
    page_.modified = page_modification(tree_, modification_fields());
    page_.published = page_date(tree_, date_fields(), page_.address);
    return std::move(page_);
  }

 private:
  std::string first(std::initializer_list<const char*> names) const {
    for (const auto* name : names) {
      if (const auto found = meta_.find(name); found != meta_.end()) return found->second;
    }
    return {};
  }
  std::string first_line(std::initializer_list<const char*> names) const { return line_of(first(names)); }

  const PageNode* element(std::string_view name) const {
    const auto found = std::find_if(tree_.nodes.begin(), tree_.nodes.end(),
                                    [&](const auto& node) { return node.name == name; });
    return found == tree_.nodes.end() ? nullptr : &*found;
  }

  std::string link(std::string_view relation) const {
    for (const auto& node : tree_.nodes) {
      if (node.name == "link" && lower_case(node.attribute("rel")) == relation &&
          !node.attribute("href").empty()) {
        return std::string(node.attribute("href"));
      }
    }
    return {};
  }

  void find_address() {
    const auto* base = element("base");
    const std::string shared = first({"og:url", "twitter:url"});
    base_ = given_;
    if (base_.empty()) base_ = canonical_url(shared).value_or("");
    if (base != nullptr) base_ = whole_address(base->attribute("href"), base_).value_or(base_);
    std::vector<std::string> found;
    for (const auto& stated : {link("canonical"), shared, given_}) {
      if (stated.empty()) continue;
      if (auto whole = whole_address(stated, base_)) found.push_back(std::move(*whole));
    }
    const auto inner =
        std::find_if_not(found.begin(), found.end(), [](const auto& one) { return is_front(one); });
    if (inner != found.end()) {
      page_.address = *inner;
    } else if (!found.empty()) {
      page_.address = found.front();
    }
    if (base_.empty()) base_ = page_.address;
  }

  void find_titles() {
    const auto add = [this](std::string_view text) {
      auto line = line_of(text);
      if (!line.empty() && std::find(page_.titles.begin(), page_.titles.end(), line) == page_.titles.end() &&
          page_.titles.size() < kMostTitles) {
        page_.titles.push_back(std::move(line));
      }
    };
    if (json_ld_.is_article()) add(json_ld_.headline);
    for (const auto* name :
         {"og:title", "twitter:title", "headline", "title", "dc.title", "dcterms.title", "citation_title"}) {
      add(first({name}));
    }
    for (std::size_t at = 0; at < tree_.nodes.size(); ++at) {
      const PageNode& node = tree_.nodes[at];
      if (node.name == "title" && !in_drawing(at)) add(tree_.line_of(at));
      const bool headline = node.attribute("itemprop") == "headline" && node.name != "meta";
      if (node.name == "h1" || headline) {
        const auto line = std::string(analyzers::cut_to(tree_.line_of(at), kLongestLine));
        if (!line.empty() && headings_.size() < kMostHeadings) headings_.push_back(line);
      }
    }
  }

  bool in_drawing(std::size_t at) const { return tree_.nodes[tree_.nodes[at].parent].name == "svg"; }

  /// "Headline | Site" without the site's name.
  std::string without_site(const std::string& title) const {
    constexpr std::array<std::string_view, 9> kBetween{
        " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • "};
    std::string_view rest = title;
    for (;;) {
      std::size_t cut = std::string_view::npos, width = 0;
      for (const auto between : kBetween) {
        const auto at = rest.rfind(between);
        if (at != std::string_view::npos && (cut == std::string_view::npos || at > cut))
          cut = at, width = between.size();
      }
      if (cut == std::string_view::npos) return std::string(rest);
      const auto last = rest.substr(cut + width);
      const bool site = key_text(last) == key_text(page_.site) ||
                        (page_.site.empty() && is_site_name(rest.substr(0, cut), last));
      if (!site) {
        const auto front = rest.substr(0, rest.find(rest.substr(cut, width)));
        const bool named = !page_.site.empty() && key_text(front) == key_text(page_.site);
        return std::string(named ? rest.substr(front.size() + width) : rest);
      }
      rest = rest.substr(0, cut);
    }
  }

  /// A few words behind many.
  static bool is_site_name(std::string_view front, std::string_view last) {
    const auto words = word_count(last);
    return words <= 4 && word_count(front) >= std::max<std::size_t>(3, words);
  }

  /// What readers see as the headline, where the metadata agree with it; else what the metadata say.
  void find_title() {
    for (const auto& heading : headings_) {
      const std::string folded = key_text(heading);
      for (const auto& title : page_.titles) {
        const std::string whole = key_text(title);
        if (!folded.empty() &&
            (whole == folded || (whole.starts_with(folded + " ") && folded.size() * 3 > whole.size()))) {
          page_.title = heading;
          return;
        }
      }
    }
    const bool one_heading = headings_.size() == 1 && key_text(headings_.front()) != key_text(page_.site) &&
                             word_count(headings_.front()) >= 3;
    if (page_.titles.empty() || (one_heading && json_ld_.headline.empty() && first({"og:title"}).empty())) {
      if (!headings_.empty()) page_.title = headings_.front();
    }
    if (page_.title.empty()) page_.title = shown_title();
    if (page_.title.empty() && !page_.titles.empty()) page_.title = without_site(page_.titles.front());
    for (const auto& heading : headings_) page_.titles.push_back(heading);
  }

  /// A part of a title that stands alone on the page, where no heading is one: "News - Headline" and
  /// "Headline".
  std::string shown_title() const {
    std::string best;
    for (std::size_t at = 0; at < tree_.nodes.size(); ++at) {
      const PageNode& node = tree_.nodes[at];
      if (!node.is_text() || node.text.size() > kLongestLine || tree_.nodes[node.parent].name == "title")
        continue;
      const auto line = plain_line(node.text);
      if (line.size() <= best.size() || word_count(line) < 3) continue;
      const bool shown = std::any_of(page_.titles.begin(), page_.titles.end(), [&](const std::string& title) {
        const auto found = title.find(line);
        return found != std::string::npos &&
               (title.size() == line.size() || is_cut_out(title, found, line.size()));
      });
      if (shown) best = line;
    }
    return best;
  }

  /// Whether the part of `title` stands before or behind a sign that parts it from the rest.
  static bool is_cut_out(const std::string& title, std::size_t from, std::size_t size) {
    const auto rest = from == 0 ? key_text(title.substr(size, 4))
                                : key_text(title.substr(from < 3 ? 0 : from - 3, from < 3 ? from : 3));
    return rest.empty() && (from == 0 || from + size == title.size());
  }

  void find_authors() {
    std::vector<std::string> found = json_ld_.authors;
    if (found.empty()) {
      for (const auto* name : {"author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
                               "parsely-author", "sailthru.author", "byl"}) {
        if (const auto value = first({name}); !value.empty()) {
          found.push_back(value);
          break;
        }
      }
    }
    if (found.empty()) {
      for (std::size_t at = 0; at < tree_.nodes.size() && found.empty(); ++at) {
        const PageNode& node = tree_.nodes[at];
        const auto relation = " " + lower_case(node.attribute("rel")) + " ";
        if (node.attribute("itemprop") == "author" ||
            (node.name == "a" && relation.find(" author ") != std::string::npos)) {
          found.push_back(tree_.line_of(at));
        }
      }
    }
    for (const auto& author : found) {
      auto line = line_of(author);
      const bool address =
          line.starts_with("http://") || line.starts_with("https://") || line.starts_with('@');
      const bool known = std::find(page_.authors.begin(), page_.authors.end(), line) != page_.authors.end();
      if (!line.empty() && !address && !known && word_count(line) <= 12)
        page_.authors.push_back(std::move(line));
    }
  }

  void find_language() {
    const auto* html = element("html");
    const auto* body = element("body");
    for (const auto* node : {html, body}) {
      if (node == nullptr) continue;
      for (const auto* name : {"lang", "xml:lang"}) {
        if (page_.language.empty()) page_.language = plain_line(node->attribute(name));
      }
      if (page_.direction.empty()) page_.direction = lower_case(plain_line(node->attribute("dir")));
    }
    if (page_.language.empty())
      page_.language =
          plain_line(first({"content-language", "og:locale", "language", "dc.language", "dcterms.language"}));
    if (page_.language.empty()) page_.language = plain_line(json_ld_.language);
    if (page_.direction != "rtl" && page_.direction != "ltr") page_.direction.clear();
  }

  void find_alternates() {
    for (const auto& node : tree_.nodes) {
      const bool link =
          node.name == "link" &&
          (" " + lower_case(node.attribute("rel")) + " ").find(" alternate ") != std::string::npos;
      if (!link && node.name != "a") continue;
      const std::string language = plain_line(node.attribute("hreflang"));
      if (language.empty() || lower_case(language) == "x-default") continue;
      auto whole = whole_address(node.attribute("href"), base_);
      if (!whole || *whole == page_.address || (node.name == "a" && is_front(*whole))) continue;
      const auto known = std::find_if(page_.alternates.begin(), page_.alternates.end(),
                                      [&](const auto& one) { return one.first == language; });
      if (known == page_.alternates.end() && page_.alternates.size() < kMostAlternates) {
        page_.alternates.emplace_back(language, std::move(*whole));
      }
    }
  }

  /// What names a date of publication for machines, the most trusted first.
  std::vector<std::string> date_fields() const {
    std::vector<std::string> fields;
    if (!json_ld_.published.empty()) fields.push_back(json_ld_.published);
    for (const auto* name : {"article:published_time",
                             "og:published_time",
                             "article:published",
                             "datepublished",
                             "dc.date.issued",
                             "dcterms.issued",
                             "dc.date",
                             "dcterms.date",
                             "dc.date.created",
                             "dcterms.created",
                             "citation_publication_date",
                             "citation_date",
                             "parsely-pub-date",
                             "sailthru.date",
                             "publication_date",
                             "publish-date",
                             "publish_date",
                             "publishdate",
                             "pubdate",
                             "pub_date",
                             "published",
                             "publishedtime",
                             "article_date_original",
                             "originalpublicationdate",
                             "date",
                             "article.published",
                             "article.created",
                             "bt:pubdate",
                             "rnews:datepublished"}) {
      if (const auto found = meta_.find(name); found != meta_.end()) fields.push_back(found->second);
    }
    return fields;
  }

  std::vector<std::string> modification_fields() const {
    std::vector<std::string> fields;
    if (!json_ld_.modified.empty()) fields.push_back(json_ld_.modified);
    for (const auto* name : {"article:modified_time", "article:modified", "og:updated_time", "datemodified",
                             "dcterms.modified", "dc.date.modified", "last-modified"}) {
      if (const auto found = meta_.find(name); found != meta_.end()) fields.push_back(found->second);
    }
    return fields;
  }

  const PageTree& tree_;
  const std::map<std::string, std::string> meta_;
  const std::string given_;
  std::string base_;
  JsonLdArticle json_ld_;
  std::vector<std::string> headings_;
  PageMetadata page_;
};

}  // namespace

bool PageMetadata::is_article() const {
  return type == "article" || type == "news" || type.ends_with("Article") || type.ends_with("Posting") ||
         type == "Report";
}

PageMetadata page_metadata(const PageTree& tree, std::string_view address) {
  return MetadataReader(tree, address).read();
}

}  // namespace corpus
