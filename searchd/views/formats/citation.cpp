#include "searchd/views/formats/citation.h"

#include <array>
#include <utility>

namespace searchd {
namespace {

using Role = CitationPart::Role;
using Accessed = std::optional<std::chrono::year_month_day>;

bool ends_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 6> kEnds = {".", "!", "?", "؟", "…", "۔"};
  for (const auto end : kEnds) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

std::string with_stop(std::string text) {
  if (!ends_sentence(text)) text += '.';
  return text;
}

// What a reader should know of its kind; empty for what a title and a site tell well enough.
std::string description_of(const Reference& reference, const CitationWords& words) {
  switch (reference.kind) {
    case corpus::Kind::digest_item: break;
    case corpus::Kind::social_post: return words.post;
    case corpus::Kind::podcast: return words.podcast;
    default: return {};
  }
  if (reference.outlets.empty()) return words.item;
  std::string outlets;
  for (const auto& outlet : reference.outlets) outlets += (outlets.empty() ? "" : words.comma) + outlet;
  return words.item_of + " " + outlets;
}

/// Writes one citation.
class Citation {
 public:
  Citation(const Reference& reference, const CitationWords& words, const Accessed& accessed)
      : reference_(reference),
        words_(words),
        description_(description_of(reference, words)),
        accessed_(accessed && accessed->ok() ? accessed : std::nullopt) {}

  std::vector<CitationPart> write(CitationStyle style) {
    switch (style) {
      case CitationStyle::apa: write_apa(); break;
      case CitationStyle::chicago: write_chicago(); break;
      case CitationStyle::mla: write_mla(); break;
    }
    return std::move(parts_);
  }

 private:
  void write_apa() {
    const auto& date = reference_.date;
    add(with_stop(reference_.author) + " (" + written_date(date, DateOrder::year_first, words_) + "). ");
    const bool stop = description_.empty() && !ends_sentence(reference_.title);
    parts_.push_back({reference_.title, Role::title, true});
    add(description_.empty() ? (stop ? ". " : " ") : " [" + description_ + "]. ");
    if (accessed_ && !reference_.address().empty())
      add(words_.retrieved + " " + access_day(DateOrder::month_first) + words_.comma + words_.from + " ");
    add_places("");
  }

  void write_chicago() {
    const auto& date = reference_.date;
    add(with_stop(reference_.author) + " " + with_stop(written_year(date, words_)) + " ");
    add_quoted_title();
    if (!description_.empty()) add(with_stop(description_) + " ");
    const bool more =
        date.precision != corpus::DatePrecision::unknown && date.precision != corpus::DatePrecision::year;
    if (more) add(with_stop(written_date(date, DateOrder::month_first, words_)) + " ");
    if (accessed_) add(words_.accessed + " " + access_day(DateOrder::month_first) + ". ");
    add_places(".");
  }

  void write_mla() {
    add_quoted_title();
    parts_.push_back({reference_.author, Role::work, true});
    const auto date = written_date(reference_.date, DateOrder::day_first, words_);
    add(words_.comma + (reference_.address().empty() ? with_stop(date) + " " : date + words_.comma));
    add_places(".");
    if (accessed_) add(" " + words_.accessed + " " + access_day(DateOrder::day_first) + ".");
    if (!description_.empty()) add(" " + with_stop(description_));
  }

  void add_quoted_title() {
    const auto& title = reference_.title;
    const bool inside = words_.stop_inside_quotes;
    const bool stop = !ends_sentence(title);
    add(words_.open_quote);
    parts_.push_back({title, Role::title, false});
    add((inside && stop ? "." : "") + words_.close_quote + (!inside && stop ? "." : "") + " ");
  }

  // The address, and under which number the archive keeps it.
  void add_places(const std::string& end) {
    const auto& address = reference_.address();
    if (!address.empty()) {
      parts_.push_back({address, Role::address, false});
      add(" ");
    }
    add("(" + words_.archive + " " + reference_.id);
    if (!reference_.permalink.empty() && reference_.permalink != address) {
      add(": ");
      parts_.push_back({reference_.permalink, Role::address, false});
    }
    add(")" + end);
  }

  std::string access_day(DateOrder order) const {
    corpus::PublicationDate day;
    day.first_day = *accessed_;
    day.precision = corpus::DatePrecision::day;
    return written_date(day, order, words_);
  }

  void add(const std::string& text) {
    if (!parts_.empty() && parts_.back().role == Role::text) {
      parts_.back().text += text;
    } else {
      parts_.push_back({text, Role::text, false});
    }
  }

  const Reference& reference_;
  const CitationWords& words_;
  const std::string description_;
  const Accessed accessed_;
  std::vector<CitationPart> parts_;
};

}  // namespace

std::string_view citation_style_name(CitationStyle style) {
  switch (style) {
    case CitationStyle::apa: return "apa";
    case CitationStyle::chicago: return "chicago";
    case CitationStyle::mla: return "mla";
  }
  return "";
}

std::vector<CitationPart> citation(const Reference& reference, CitationStyle style,
                                   const CitationWords& words, Accessed accessed) {
  return Citation(reference, words, accessed).write(style);
}

std::string citation_text(const Reference& reference, CitationStyle style, const CitationWords& words,
                          Accessed accessed) {
  std::string text;
  for (const auto& part : citation(reference, style, words, accessed)) text += part.text;
  return text;
}

}  // namespace searchd
