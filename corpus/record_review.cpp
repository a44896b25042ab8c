#include "corpus/record_review.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/utf8.h"
#include "corpus/checked_json.h"
#include "corpus/record_cleaning.h"

namespace corpus {
namespace {

using analyzers::Tag;
using analyzers::TextField;

constexpr std::size_t kMostNamed = 5;  // a record may state thousands

/// Things of one sort as words: "partner "nope", outlet "x" and 3 more".
class Listing {
 public:
  void add(std::string_view type, std::string_view name) {
    if (++count_ > kMostNamed) return;
    if (!words_.empty()) words_ += ", ";
    words_.append(type).append(" ").append(shown_in_json(name));
  }
  bool empty() const { return count_ == 0; }
  std::string words() const {
    return count_ <= kMostNamed ? words_ : words_ + " and " + std::to_string(count_ - kMostNamed) + " more";
  }

 private:
  std::string words_;
  std::size_t count_ = 0;
};

/// How long the fields of a document are, in code points; each is counted when it is first asked for.
class FieldLengths {
 public:
  explicit FieldLengths(const Document& document) : document_(document) {}

  bool holds(const analyzers::Span& span) {
    return span.begin <= span.end && span.end <= length_of(span.field);
  }

 private:
  std::size_t length_of(TextField field) {
    auto& length = lengths_.at(static_cast<std::size_t>(field));
    if (!length) {
      length = 0;
      analyzers::for_each_code_point(text_of(field), [&length](char32_t) { ++*length; });
    }
    return *length;
  }
  const std::string& text_of(TextField field) const {
    switch (field) {
      case TextField::title: return document_.title;
      case TextField::summary: return document_.summary;
      case TextField::body: return document_.body;
    }
    __builtin_unreachable();
  }

  const Document& document_;
  std::array<std::optional<std::size_t>, 3> lengths_;
};

void leave_out_unknown(Record& record, const analyzers::Tagger& tagger, std::vector<std::string>& remarks) {
  Listing unknown;
  std::erase_if(record.document.tags, [&](const Tag& tag) {
    const bool keep =
        record.memory ? is_tag_id(tag.id) : tagger.vocabulary().find(tag.type, tag.id) != nullptr;
    if (!keep) unknown.add(analyzers::entry_type_name(tag.type), tag.id);
    return !keep;
  });
  if (!unknown.empty()) remarks.push_back("the vocabulary has no " + unknown.words() + ": left out");
}

void leave_out_beyond(Document& document, std::vector<std::string>& remarks) {
  FieldLengths lengths(document);
  Listing beyond;
  for (auto& tag : document.tags) {
    const auto gone = std::erase_if(tag.spans, [&](const auto& span) { return !lengths.holds(span); });
    if (gone > 0) beyond.add(analyzers::entry_type_name(tag.type), tag.id);
  }
  std::erase_if(document.events, [&](const EventDate& event) {
    const bool holds = lengths.holds(event.where);
    if (!holds) beyond.add("date", to_string(event));
    return !holds;
  });
  if (!beyond.empty())
    remarks.push_back("the text is shorter than spans of " + beyond.words() + ": left out");
}

}  // namespace

std::vector<std::string> review_record(Record& record, const analyzers::Tagger& tagger,
                                       std::chrono::sys_days today) {
  std::vector<std::string> remarks;
  leave_out_unknown(record, tagger, remarks);
  leave_out_beyond(record.document, remarks);
  const auto days = days_of(record.document.published);
  if (days && days->first > (today + std::chrono::days{1}).time_since_epoch().count()) {
    remarks.push_back("its date " + to_string(record.document.published) + " is yet to come: kept as stated");
  }
  return remarks;
}

std::size_t spans_beyond_text(const Document& document) {
  FieldLengths lengths(document);
  std::size_t beyond = 0;
  for (const auto& tag : document.tags) {
    beyond += static_cast<std::size_t>(std::count_if(tag.spans.begin(), tag.spans.end(),
                                                     [&](const auto& span) { return !lengths.holds(span); }));
  }
  beyond += static_cast<std::size_t>(
      std::count_if(document.events.begin(), document.events.end(),
                    [&](const EventDate& event) { return !lengths.holds(event.where); }));
  return beyond;
}

}  // namespace corpus
