#include <algorithm>

#include "tests/bench/peers/queries.h"

namespace peers {
namespace {

/// An address that grows parameter by parameter.
class Target {
 public:
  explicit Target(std::string_view path) : text_(path) {}

  Target& with(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    text_ += text_.find('?') == std::string::npos ? '?' : '&';
    text_ += encoded(name);
    text_ += '=';
    text_ += encoded(value);
    return *this;
  }

  const std::string& text() const { return text_; }

 private:
  static std::string encoded(std::string_view value) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text;
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
          c == '_' || c == '.') {
        text += c;
      } else {
        text += '%';
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
      }
    }
    return text;
  }

  std::string text_;
};

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

std::string day_number(std::string day) {
  std::erase(day, '-');
  return day;
}

Target asked_of_ours(const Query& query) {
  std::string typed = joined(query.words, " ");
  if (query.op == Operator::phrase) typed = '"' + typed + '"';
  if (!query.without.empty()) typed += " -" + query.without;
  return Target("/api/v1/search")
      .with("q", typed)
      .with("match", query.op == Operator::any ? "any" : "all")
      .with("cross", "off")
      .with("per_page", "10")
      .with("partner", query.partner)
      .with("topic", query.topic)
      .with("from", query.from)
      .with("to", query.to);
}

}  // namespace

std::string sijill_target(const Query& query) { return asked_of_ours(query).text(); }

std::string sijill_plain_target(const Query& query) {
  return asked_of_ours(query)
      .with("facets", "partner,topic,month")
      .with("facet_limit", "200")
      .with("passages", "off")
      .with("suggestions", "off")
      .with("labels", "off")
      .with("recency", "off")
      .text();
}

std::string peer_target(const Query& query) {
  constexpr const char* kOperators[] = {"and", "or", "phrase"};
  return Target("/search")
      .with("op", kOperators[static_cast<int>(query.op)])
      .with("q", joined(query.words, " "))
      .with("not", query.without)
      .with("partner", query.partner)
      .with("topic", query.topic)
      .with("from", query.from)
      .with("to", query.to)
      .text();
}

std::string groonga_target(const Query& query) {
  std::string typed = joined(query.words, query.op == Operator::any ? " OR " : " ");
  if (query.op == Operator::phrase) typed = '"' + typed + '"';
  if (!query.without.empty()) typed += " -" + query.without;
  std::vector<std::string> filters;
  if (!query.partner.empty()) filters.push_back("partner @ \"" + query.partner + '"');
  if (!query.topic.empty()) filters.push_back("topic @ \"" + query.topic + '"');
  if (!query.from.empty()) {
    filters.push_back("between(day, " + day_number(query.from) + ", \"include\", " + day_number(query.to) +
                      ", \"include\")");
  }
  Target target("/d/select.json");
  target.with("table", "Docs")
      .with("match_columns", "text")
      .with("query", typed)
      .with("sort_keys", "-_score");
  target.with("output_columns", "_key,title,day,partner,topic,_score").with("limit", "10");
  target.with("filter", joined(filters, " && "));
  for (const char* column : {"partner", "topic", "month"}) {
    const std::string name = std::string("drilldowns[") + column + "]";
    target.with(name + ".keys", column).with(name + ".limit", "200");
    target.with(name + ".output_columns", "_key,_nsubrecs");
  }
  return target.text();
}

}  // namespace peers
