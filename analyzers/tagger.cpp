#include "analyzers/tagger.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "analyzers/fold.h"
#include "analyzers/name_finder.h"

namespace analyzers {
namespace {

constexpr std::size_t kListGap = 6;        // words from one name of a list to the next, at most
constexpr std::size_t kListPartners = 10;  // different partners that make a list of members

struct Mention {
  const Entry* entry = nullptr;
  std::string rule;
  Span span;
  bool surname = false;  // stands for the person only where a full name does too
};

bool can_be_listed(const FoundName& name) {
  const auto& rule = name.pattern->name->rule;
  return name.pattern->entry->type == EntryType::partner && (rule == "name" || rule == "acronym");
}

// Whether `name` goes on a list after `last`: few words lie between, and no sentence ends among them.
bool goes_on(const TaggedText& text, const FoundName& last, const FoundName& name) {
  const auto between = name.first - last.last - 1;
  if (between > kListGap) return false;
  const auto sentence_ends = [](const TextWord& word) { return word.full_stop; };
  return std::none_of(text.words.begin() + static_cast<std::ptrdiff_t>(last.last + 1),
                      text.words.begin() + static_cast<std::ptrdiff_t>(name.first + 1), sentence_ends);
}

// Where the names of a text list the members of the Coalition: ten partners and more, one right after the
// other; semicolons and words like "and in the east" may stand between.
std::vector<bool> listed_names(const TaggedText& text, const std::vector<FoundName>& names) {
  std::vector<bool> listed(names.size(), false);
  std::vector<std::size_t> run;
  std::set<const Entry*> partners;
  const auto end_run = [&] {
    if (partners.size() >= kListPartners) {
      for (const auto i : run) listed[i] = true;
    }
    run.clear();
    partners.clear();
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!can_be_listed(names[i])) continue;
    if (!run.empty() && !goes_on(text, names[run.back()], names[i])) end_run();
    run.push_back(i);
    partners.insert(names[i].pattern->entry);
  }
  end_run();
  return listed;
}

Span span_of(const TaggedText& text, TextField field, const FoundName& name) {
  return {field, text.words[name.first].begin, text.words[name.last].end};
}

std::pair<EntryType, std::string> parse_reference(std::string_view reference) {
  const auto colon = reference.find(':');
  return {*entry_type_from_name(reference.substr(0, colon)), std::string(reference.substr(colon + 1))};
}

// A span and whether it is a phrase in two halves, which covers whatever stands between them.
struct Evidence {
  Span span;
  bool wide = false;
};

bool comes_before(const Span& a, const Span& b) {
  if (a.field != b.field) return a.field < b.field;
  return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
}

bool overlap(const Span& a, const Span& b) {
  return a.field == b.field && a.begin < b.end && b.begin < a.end;
}

// Sorted, none over another, and a wide one only where no close one shows the same.
std::vector<Span> tidy(std::vector<Evidence>& evidence) {
  std::sort(evidence.begin(), evidence.end(), [](const Evidence& a, const Evidence& b) {
    return a.wide != b.wide ? b.wide : comes_before(a.span, b.span);
  });
  std::vector<Span> close;
  std::vector<Span> wide;
  for (const auto& [span, is_wide] : evidence) {
    auto& spans = is_wide ? wide : close;
    if (spans.empty() || !overlap(spans.back(), span)) spans.push_back(span);
  }
  std::erase_if(wide, [&close](const Span& span) {
    const auto after = std::lower_bound(close.begin(), close.end(), span, comes_before);
    return (after != close.end() && overlap(*after, span)) ||
           (after != close.begin() && overlap(*(after - 1), span));
  });
  close.insert(close.end(), wide.begin(), wide.end());
  std::sort(close.begin(), close.end(), comes_before);
  return close;
}

// What is gathered of one tag: its strongest rule and all that speaks for it.
struct Gathered {
  std::string rule;
  std::vector<Evidence> evidence;

  // A list of members says nothing more of a partner that is also spoken of outside it.
  void add(const Mention& mention) {
    const bool listed = mention.rule == "member list";
    if (rule.empty() || rank_of_rule(mention.rule) < rank_of_rule(rule)) {
      if (rule == "member list") evidence.clear();
      rule = mention.rule;
    }
    if (!listed || rule == "member list") evidence.push_back({mention.span, mention.rule == "words"});
  }
};

}  // namespace

std::string_view text_field_name(TextField field) {
  switch (field) {
    case TextField::title: return "title";
    case TextField::summary: return "summary";
    case TextField::body: return "body";
  }
  __builtin_unreachable();
}

struct Tagger::Names {
  Names(const Vocabulary& the_vocabulary, const Analyzer& analyzer)
      : vocabulary(the_vocabulary), finder(vocabulary, analyzer) {
    for (const auto type : {EntryType::partner, EntryType::topic, EntryType::place, EntryType::person,
                            EntryType::outlet, EntryType::group}) {
      for (const auto& entry : vocabulary.entries(type)) read_implied(entry);
    }
  }

  void read_field(std::string_view text, TextField field, bool digest_item,
                  std::vector<Mention>& mentions) const;
  void add_implied(std::vector<Mention>& mentions) const;
  std::string folded(std::string_view text) const;

  const Vocabulary& vocabulary;
  NameFinder finder;
  Folder folder;

 private:
  struct Implied {
    const Entry* entry;
    const char* rule;
  };
  void read_implied(const Entry& entry);

  std::unordered_map<const Entry*, std::vector<Implied>> implied_;  // by who implies them; few do
};

void Tagger::Names::read_field(std::string_view text, TextField field, bool digest_item,
                               std::vector<Mention>& mentions) const {
  const auto read = finder.read(text);
  const auto names = finder.names_in(read, digest_item);
  const auto listed = listed_names(read, names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& pattern = *names[i].pattern;
    mentions.push_back({pattern.entry, listed[i] ? "member list" : pattern.name->rule,
                        span_of(read, field, names[i]), has_condition(pattern, Condition::Kind::surname)});
  }
  for (const auto& phrase : finder.phrases_in(read)) {
    mentions.push_back(
        {phrase.pattern->entry, phrase.pattern->name->rule, span_of(read, field, phrase), false});
  }
}

// Who speaks for a partner names the partner; Kuwait City speaks of Kuwait.
void Tagger::Names::read_implied(const Entry& entry) {
  const auto add = [&](EntryType type, const std::string& id, const char* rule) {
    if (const auto* other = vocabulary.find(type, id)) implied_[&entry].push_back({other, rule});
  };
  if (const auto speaks = entry.facts.find("speaks_for");
      speaks != entry.facts.end() && !speaks->second.empty()) {
    add(EntryType::partner, speaks->second, "speaker");
  }
  const auto also = entry.facts.find("also");
  if (also == entry.facts.end()) return;
  for (std::string_view rest = also->second; !rest.empty();) {
    const auto reference = rest.substr(0, rest.find('|'));
    const auto [type, id] = parse_reference(reference);
    add(type, id, "within");
    rest.remove_prefix(std::min(reference.size() + 1, rest.size()));
  }
}

// A surname counts where the person is named in full.
void Tagger::Names::add_implied(std::vector<Mention>& mentions) const {
  std::set<const Entry*> named;
  for (const auto& mention : mentions) {
    if (!mention.surname) named.insert(mention.entry);
  }
  std::erase_if(mentions, [&named](const Mention& mention) {
    return mention.surname && !named.contains(mention.entry);
  });
  const auto count = mentions.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto implied = implied_.find(mentions[i].entry);
    if (implied == implied_.end()) continue;
    const Span span = mentions[i].span;
    for (const auto& [entry, rule] : implied->second) mentions.push_back({entry, rule, span, false});
  }
}

std::string Tagger::Names::folded(std::string_view text) const {
  constexpr std::size_t kLongest = 200;  // code points; no label is as long
  std::string folded;
  folder.fold(to_utf16(text), folded, kLongest);
  return folded;
}

Tagger::Tagger(const Vocabulary& vocabulary, const Analyzer& analyzer)
    : names_(std::make_unique<Names>(vocabulary, analyzer)) {}
Tagger::~Tagger() = default;

std::vector<Tag> Tagger::tags_of(const TextToTag& text) const {
  std::vector<Mention> mentions;
  names_->read_field(text.title, TextField::title, text.digest_item, mentions);
  names_->read_field(text.summary, TextField::summary, text.digest_item, mentions);
  names_->read_field(text.body, TextField::body, text.digest_item, mentions);
  names_->add_implied(mentions);

  std::map<std::pair<EntryType, std::string_view>, Gathered> gathered;
  for (const auto& mention : mentions) gathered[{mention.entry->type, mention.entry->id}].add(mention);
  std::vector<Tag> tags;
  tags.reserve(gathered.size());
  for (auto& [key, tag] : gathered)
    tags.push_back({key.first, std::string(key.second), tag.rule, tidy(tag.evidence)});
  return tags;
}

std::vector<Tagger::NamedEntry> Tagger::entries_in_query(std::string_view query) const {
  const auto read = names_->finder.read(query);
  std::vector<NamedEntry> entries;
  for (const auto& name : names_->finder.names_in_query(read)) {
    entries.push_back({name.pattern->entry, name.first, name.last + 1});
  }
  return entries;
}

std::vector<const Entry*> Tagger::entries_called(std::string_view name) const {
  std::vector<const Entry*> entries;
  for (const auto& found : names_->finder.names_that_are(names_->finder.read(name)))
    entries.push_back(found.pattern->entry);
  return entries;
}

const Entry* Tagger::entry_called(EntryType type, std::string_view name) const {
  if (const auto* entry = vocabulary().find(type, name)) return entry;
  const auto read = names_->finder.read(name);
  for (const auto& found : names_->finder.names_in_query(read)) {
    const bool all_of_it = found.first == 0 && found.last + 1 == read.words.size();
    if (all_of_it && found.pattern->entry->type == type) return found.pattern->entry;
  }
  // Labels of one word stand for nothing in a text ("Women"), but here they do.
  const auto wanted = names_->folded(name);
  if (wanted.empty()) return nullptr;
  for (const auto& entry : vocabulary().entries(type)) {
    if (names_->folded(entry.label_en) == wanted || names_->folded(entry.label_ar) == wanted) return &entry;
  }
  return nullptr;
}

const Vocabulary& Tagger::vocabulary() const { return names_->vocabulary; }

}  // namespace analyzers
