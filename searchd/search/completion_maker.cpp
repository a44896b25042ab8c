// What can be completed, out of the titles, names and hashtags of an index.
#include "searchd/search/completion_index.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "analyzers/language.h"
#include "analyzers/name_key.h"
#include "analyzers/utf8.h"
#include "indexer/index_schema.h"

namespace searchd {
namespace {

using analyzers::EntryType;
using indexer::Field;
using indexer::index_term;

constexpr std::size_t kMostLetters = std::size_t{512} << 20U;  // places are 32 bits wide
constexpr std::size_t kLongestRun = 4;                         // words of a phrase
constexpr std::size_t kLongestPhrase = 80;                     // bytes of it as written
constexpr std::size_t kMostTries = 4;                          // titles looked at for a run's written form
constexpr std::uint32_t kLargeArchive = 5000;  // documents; from there on a phrase needs a third title

struct NamedField {
  EntryType type;
  CompletionKind kind;
  Field field;
};
constexpr NamedField kNamedFields[] = {
    {EntryType::partner, CompletionKind::partner, Field::partner},
    {EntryType::topic, CompletionKind::topic, Field::topic},
    {EntryType::place, CompletionKind::place, Field::place},
    {EntryType::person, CompletionKind::person, Field::person},
    {EntryType::outlet, CompletionKind::outlet, Field::outlet},
    {EntryType::group, CompletionKind::group, Field::group},
};

std::size_t letters_in(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), analyzers::continues_code_point));
}

bool begins_arabic(std::string_view text) {
  bool arabic = false;
  bool first = true;
  analyzers::for_each_code_point(text.substr(0, 4), [&](char32_t letter) {
    if (std::exchange(first, false)) arabic = analyzers::is_arabic_letter(letter);
  });
  return arabic;
}

// The end of the first `words` words of `text`; npos where it has fewer.
std::size_t end_of_words(std::string_view text, std::size_t words) {
  std::size_t at = 0;
  for (std::size_t word = 0;; ++at) {
    at = std::min(text.find(' ', at), text.size());
    if (++word == words) return at;
    if (at == text.size()) return std::string_view::npos;
  }
}

// A run that a sentence's end or a bracket goes through is no phrase.
bool is_one_phrase(std::string_view written) {
  constexpr std::array<std::string_view, 13> kBreaks = {". ", "; ", ": ", "! ", "? ", "(", ")",
                                                        "[",  "|",  "– ", "— ", "؛",  "؟"};
  return written.size() <= kLongestPhrase &&
         std::none_of(kBreaks.begin(), kBreaks.end(), [written](std::string_view sign) {
           return written.find(sign) != std::string_view::npos;
         });
}

}  // namespace

std::string_view without_article(std::string_view folded) {
  constexpr std::array<std::string_view, 11> kBeginnings = {"وبال", "وكال", "فبال", "وال", "فال", "بال",
                                                            "كال",  "ولل",  "فلل",  "ال",  "لل"};
  constexpr std::size_t kLeastLeft = 3;
  for (const auto beginning : kBeginnings) {
    if (!folded.starts_with(beginning)) continue;
    const auto rest = folded.substr(beginning.size());
    const auto word = rest.substr(0, rest.find(' '));
    return letters_in(word) >= kLeastLeft ? rest : folded;
  }
  return folded;
}

std::string term_of(const CompletionIndex::Entry& entry) {
  if (entry.kind == CompletionKind::hashtag) return index_term(Field::hashtag, entry.text.substr(1));
  for (const auto& named : kNamedFields) {
    if (named.kind == entry.kind) return index_term(named.field, entry.id);
  }
  return {};
}

class CompletionIndex::Maker {
 public:
  Maker(CompletionIndex& made, const Xapian::Database& database, const DocumentColumns& columns,
        std::stop_token stop)
      : made_(made), database_(database), columns_(columns), stop_(std::move(stop)) {}

  void make(const analyzers::Vocabulary& vocabulary) {
    add_titles();
    sort_keys();
    add_phrases();
    add_hashtags();
    for (const auto& named : kNamedFields) {
      for (const auto& entry : vocabulary.entries(named.type)) add_name(entry, named);
    }
    sort_entries();
    sort_keys();
    note_words();
  }

  void make_titles() {
    add_titles();
    sort_entries();
    sort_keys();
    note_words();
  }

 private:
  std::uint32_t add_entry(Entry entry) {
    made_.entries_.push_back(std::move(entry));
    return static_cast<std::uint32_t>(made_.entries_.size() - 1);
  }

  void check() const {
    if (stop_.stop_requested()) throw Stopped();
  }

  // A key for each word of `text`, and one more where a word has an article.
  void add_keys(std::string_view text, std::uint32_t entry, bool alias) {
    check();
    if (made_.letters_.size() + text.size() * 2 > kMostLetters) return;
    const auto tokens = analyzer_.analyze(text);
    made_.letters_ += '\n';
    const auto begin = static_cast<std::uint32_t>(made_.letters_.size());
    for (const auto& token : tokens) {
      if (made_.letters_.size() > begin) made_.letters_ += ' ';
      made_.letters_ += token.exact;
    }
    const auto end = static_cast<std::uint32_t>(made_.letters_.size());
    for (std::uint32_t at = begin; at < end;) {
      made_.keys_.push_back({at, end, entry, at == begin, alias});
      const auto bare = without_article(made_.slice(at, end));
      const auto bare_at = end - static_cast<std::uint32_t>(bare.size());
      if (bare_at != at) made_.keys_.push_back({bare_at, end, entry, at == begin, alias});
      const auto space = made_.letters_.find(' ', at);
      at = space == std::string::npos ? end : static_cast<std::uint32_t>(space + 1);
    }
  }

  // Newest first, so that of titles that match alike the newest are shown.
  void add_titles() {
    std::vector<std::pair<std::int32_t, Xapian::docid>> documents;
    const auto last = database_.valuestream_end(indexer::kTitleSlot);
    for (auto title = database_.valuestream_begin(indexer::kTitleSlot); title != last; ++title) {
      const auto document = title.get_docid();
      if (!columns_.is_shown(document)) continue;
      documents.emplace_back(columns_.first_day(document), document);
    }
    std::sort(documents.begin(), documents.end(), std::greater<>());
    titles_.resize(documents.size());
    std::vector<std::uint32_t> place(columns_.end());
    for (std::size_t at = 0; at < documents.size(); ++at) {
      place[documents[at].second] = static_cast<std::uint32_t>(at);
    }
    for (auto title = database_.valuestream_begin(indexer::kTitleSlot); title != last; ++title) {
      if (columns_.is_shown(title.get_docid())) titles_[place[title.get_docid()]] = *title;
    }
    for (std::size_t at = 0; at < documents.size(); ++at) {
      const auto& id = columns_.id(documents[at].second);
      const auto entry = add_entry({titles_[at], "", std::string(text_of(id)), CompletionKind::title, 1,
                                    begins_arabic_word(titles_[at])});
      add_keys(titles_[at], entry, false);
    }
  }

  static bool begins_arabic_word(std::string_view text) {
    return analyzers::language_of(text) == analyzers::Language::arabic;
  }

  // The keys are those of titles alone: titles that share a run of words stand side by side.
  void add_phrases() {
    const auto keys = made_.keys_;
    const std::uint32_t least = titles_.size() >= kLargeArchive ? 3 : 2;
    for (std::size_t words = 1; words <= kLongestRun; ++words) {
      for (std::size_t first = 0; first < keys.size();) {
        check();
        const auto run = made_.text(keys[first]).substr(0, end_of_words(made_.text(keys[first]), words));
        const bool is_run = end_of_words(made_.text(keys[first]), words) != std::string_view::npos;
        std::size_t last = first + 1;
        while (is_run && last < keys.size() && begins_with_run(made_.text(keys[last]), run)) ++last;
        if (is_run && last - first >= least)
          add_phrase({&keys[first], last - first}, std::string(run), words);
        first = last;
      }
    }
  }

  static bool begins_with_run(std::string_view text, std::string_view run) {
    return text.starts_with(run) && (text.size() == run.size() || text[run.size()] == ' ');
  }

  void add_phrase(std::span<const Key> keys, const std::string& run, std::size_t words) {
    // Where all go on with the same word, the longer run says more.
    const auto longer = end_of_words(made_.text(keys.front()), words + 1);
    if (words < kLongestRun && longer != std::string_view::npos &&
        begins_with_run(made_.text(keys.back()), made_.text(keys.front()).substr(0, longer))) {
      return;
    }
    const auto documents = titles_among(keys);
    std::string written;
    for (std::size_t at = 0; at < std::min(keys.size(), kMostTries) && written.empty(); ++at) {
      written = written_run(keys[at], words);
    }
    if (documents < 2 || written.empty()) return;
    const auto entry = add_entry({written, "", "", CompletionKind::phrase, documents, begins_arabic(run)});
    add_keys(written, entry, false);
  }

  std::uint32_t titles_among(std::span<const Key> keys) const {
    std::vector<std::uint32_t> titles;
    for (const auto& key : keys) titles.push_back(key.entry);
    std::sort(titles.begin(), titles.end());
    return static_cast<std::uint32_t>(std::unique(titles.begin(), titles.end()) - titles.begin());
  }

  // The run as its title writes it; empty where it makes no phrase of its own: it begins or ends with a stop
  // word, or begins with "and the", or is a number.
  std::string written_run(const Key& key, std::size_t words) const {
    const auto& title = made_.entries_[key.entry].text;
    const auto tokens = analyzer_.analyze(title);
    const auto whole = made_.whole_text(key);
    const auto before = made_.slice(key.end - static_cast<std::uint32_t>(whole.size()), key.begin);
    const auto first = static_cast<std::size_t>(std::count(before.begin(), before.end(), ' '));
    const auto last = first + words - 1;
    if (last >= tokens.size() || (!before.empty() && before.back() != ' ')) return {};
    if (tokens[first].stop_word || tokens[last].stop_word || tokens[first].exact.empty()) return {};
    const bool bound = without_article(tokens[first].exact) != std::string_view(tokens[first].exact) &&
                       !std::string_view(tokens[first].exact).starts_with("ال");
    if (bound || letters_in(tokens[first].exact) < 2 || tokens[last].end <= tokens[first].begin) return {};
    const auto written =
        std::string_view(title).substr(tokens[first].begin, tokens[last].end - tokens[first].begin);
    if (written.find_first_not_of("0123456789") == std::string_view::npos) return {};
    return is_one_phrase(written) ? std::string(written) : std::string();
  }

  void add_hashtags() {
    const auto prefix = index_term(Field::hashtag, "");
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term) {
      const auto tag = (*term).substr(prefix.size());
      if (tag.empty() || (tag.front() >= 'A' && tag.front() <= 'Z') || tag.front() == ':') continue;
      const auto entry =
          add_entry({"#" + tag, "", "", CompletionKind::hashtag, term.get_termfreq(), begins_arabic(tag)});
      add_keys(tag, entry, false);
    }
  }

  // One completion in each language; what finds nothing is none.
  void add_name(const analyzers::Entry& entry, const NamedField& named) {
    const auto documents = database_.get_termfreq(index_term(named.field, entry.id));
    if (documents == 0) return;
    const auto add = [&](const std::string& label, const std::string& other, bool arabic) {
      if (label.empty()) return;
      const auto number = add_entry({label, other, entry.id, named.kind, documents, arabic});
      const auto first_key = made_.keys_.size();
      add_keys(label, number, false);
      for (const auto& name : entry.names) {
        const bool same_script = (analyzers::language_of(name.text) == analyzers::Language::arabic) == arabic;
        if (same_script && is_spelling(name, named.type) && name.text != label)
          add_keys(name.text, number, true);
      }
      note_name_keys(first_key, arabic);
    };
    add(entry.label_en, entry.label_ar, false);
    add(entry.label_ar, entry.label_en, true);
  }

  // A capital announces its state and words give a topic away, but neither is what a reader calls it.
  static bool is_spelling(const analyzers::Name& name, EntryType type) {
    return type != EntryType::topic && name.rule != "capital" && name.rule != "speaker";
  }

  void note_name_keys(std::size_t first_key, bool arabic) {
    for (std::size_t at = first_key; at < made_.keys_.size(); ++at) {
      const auto text = made_.text(made_.keys_[at]);
      const std::string word(text.substr(0, text.find(' ')));
      auto key = analyzers::name_key(word, arabic);
      if (!key.empty()) named_words_.emplace_back(std::move(key), word);
    }
  }

  // So that the number of an entry says how good it is.
  void sort_entries() {
    auto& entries = made_.entries_;
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&entries](std::uint32_t a, std::uint32_t b) {
      return std::tuple(entries[b].documents, entries[a].kind) <
             std::tuple(entries[a].documents, entries[b].kind);
    });
    std::vector<Entry> sorted;
    sorted.reserve(entries.size());
    std::vector<std::uint32_t> place(entries.size());
    for (const auto old : order) {
      place[old] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(entries[old]));
    }
    entries = std::move(sorted);
    for (auto& key : made_.keys_) key.entry = place[key.entry];
  }

  void sort_keys() {
    std::sort(made_.keys_.begin(), made_.keys_.end(), [this](const Key& a, const Key& b) {
      check();
      return std::tuple(made_.text(a), a.entry, a.begin) < std::tuple(made_.text(b), b.entry, b.begin);
    });
  }

  void note_words() {
    for (const auto& key : made_.keys_) {
      const auto text = made_.text(key);
      const auto word = text.substr(0, text.find(' '));
      if (made_.words_.empty() || made_.text(made_.words_.back()) != word) {
        made_.words_.push_back({key.begin, key.begin + static_cast<std::uint32_t>(word.size()), 0});
      }
      ++made_.words_.back().keys;
    }
    for (auto& [key, text] : named_words_) {
      const auto found = made_.words_beginning_with(text);
      if (found.empty()) continue;
      made_.name_keys_.push_back(
          {std::move(key), static_cast<std::uint32_t>(found.data() - made_.words_.data())});
    }
    std::sort(made_.name_keys_.begin(), made_.name_keys_.end(), [](const NameKey& a, const NameKey& b) {
      return std::tie(a.key, a.word) < std::tie(b.key, b.word);
    });
  }

  CompletionIndex& made_;
  const Xapian::Database& database_;
  const DocumentColumns& columns_;
  const std::stop_token stop_;
  analyzers::Analyzer analyzer_;
  std::vector<std::string> titles_;
  std::vector<std::pair<std::string, std::string>> named_words_;  // name key, word
};

CompletionIndex::CompletionIndex(const Xapian::Database& database, const DocumentColumns& documents,
                                 const analyzers::Vocabulary& vocabulary, std::stop_token stop) {
  Maker(*this, database, documents, std::move(stop)).make(vocabulary);
  rank_keys();
}

CompletionIndex::CompletionIndex(const Xapian::Database& database, const DocumentColumns& documents) {
  Maker(*this, database, documents, {}).make_titles();
  rank_keys();
}

}  // namespace searchd
