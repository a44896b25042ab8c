// IndexView: which index is current, opened and read once for all searchers.
#include <sys/stat.h>

#include <charconv>
#include <optional>
#include <string>

#include "analyzers/freedict.h"
#include "analyzers/lexicon_sources.h"
#include "indexer/files_for_readers.h"
#include "indexer/index_ledger.h"
#include "indexer/index_schema.h"
#include "searchd/search/index_state.h"

namespace searchd {
namespace {

using Clock = std::chrono::steady_clock;
using StatePointer = std::shared_ptr<const IndexView::State>;

constexpr auto kBetweenLooks = std::chrono::milliseconds(10);  // a look costs some 50 microseconds
constexpr auto kAfterFailure = std::chrono::seconds(1);
constexpr auto kForIdle = std::chrono::milliseconds(300);  // where no further handle can be opened
constexpr int kMostTries = 3;                              // a writer may change the index while it is read

std::optional<GenerationFolder> identify(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return GenerationFolder{path, status.st_dev, status.st_ino};
}

corpus::Revision revision_of(const indexer::IndexReader& index) {
  const auto text = index.metadata(indexer::kRevisionKey);
  corpus::Revision revision = 0;
  std::from_chars(text.data(), text.data() + text.size(), revision);
  return revision;
}

analyzers::Vocabulary vocabulary_from(const std::string& text) {
  return text.empty() ? analyzers::Vocabulary() : analyzers::Vocabulary::from_text(text);
}

// Answering does not wait for these: the first question that needs one does.
std::shared_future<analyzers::Lexicon> make_in_background(
    std::shared_ptr<const analyzers::Vocabulary> vocabulary) {
  return std::async(std::launch::async, [vocabulary = std::move(vocabulary)] {
    return analyzers::lexicon_of(*vocabulary, analyzers::Analyzer());
  });
}
// By the first question that needs them: a program that only checks, or cannot listen, does not read them.
std::shared_future<std::optional<analyzers::Lexicon>> read_when_asked(std::filesystem::path folder) {
  if (folder.empty()) {
    std::promise<std::optional<analyzers::Lexicon>> none;
    none.set_value(std::nullopt);
    return none.get_future();
  }
  return std::async(std::launch::deferred,
                    [folder = std::move(folder)]() -> std::optional<analyzers::Lexicon> {
                      return analyzers::read_freedict(folder, analyzers::Analyzer());
                    });
}

}  // namespace

MainParts::MainParts(std::filesystem::path folder, Xapian::rev commit,
                     std::shared_ptr<const indexer::IndexDirectory::ReaderHold> hold,
                     std::shared_ptr<const DocumentColumns> documents,
                     std::shared_ptr<const analyzers::Vocabulary> vocabulary)
    : folder_(std::move(folder)),
      completions_([folder = folder_, commit, hold = std::move(hold), documents = std::move(documents),
                    vocabulary = std::move(vocabulary)](const std::stop_token& stop) {
        const Xapian::Database database(folder.string());
        if (database.get_revision() != commit) throw Xapian::DatabaseModifiedError("there was a commit");
        return std::make_unique<const CompletionIndex>(database, *documents, *vocabulary, stop);
      }) {}

struct IndexView::Parts {
  Parts(indexer::IndexDirectory index, std::filesystem::path dictionaries, const Limits& limits)
      : directory(std::move(index)), dictionary(read_when_asked(std::move(dictionaries))), kept(limits) {}

  // --- under state_mutex, held for moments only ---
  std::mutex state_mutex;
  StatePointer current;
  Clock::time_point next_look;  // before it nobody looks
  std::string problem;

  FailedSearches failed;

  // --- under loader_mutex, held while an index is opened and its columns are read ---
  std::mutex loader_mutex;
  std::unique_ptr<indexer::IndexReader> probe;  // of current's generation: tells whether there was a commit
  StatePointer coming;                          // read, and shown as soon as it can answer without waiting

  const indexer::IndexDirectory directory;
  const std::shared_future<std::optional<analyzers::Lexicon>> dictionary;
  const Limits kept;

  StatePointer get() {
    const std::lock_guard lock(state_mutex);
    return current;
  }

  // The current state where it was looked at a moment ago; throws where that look found nothing to answer
  // with.
  StatePointer recent() {
    const std::lock_guard lock(state_mutex);
    if (Clock::now() >= next_look) return nullptr;
    if (current == nullptr) throw IndexUnavailable(problem);
    return current;
  }

  void publish(StatePointer state) {
    {
      const std::lock_guard lock(state_mutex);
      current = std::move(state);
    }
    failed.forget();
  }

  void note(std::string what) {
    const std::lock_guard lock(state_mutex);
    next_look =
        Clock::now() + (what.empty() ? Clock::duration(kBetweenLooks) : Clock::duration(kAfterFailure));
    problem = std::move(what);
  }

  void look();
  void look_into(const GenerationFolder& folder);
  StatePointer load(const indexer::IndexReader& reader, const GenerationFolder& folder,
                    std::shared_ptr<const indexer::IndexDirectory::ReaderHold> hold,
                    const StatePointer& known) const;
  StatePointer read(const indexer::IndexReader& reader, const GenerationFolder& folder,
                    std::shared_ptr<const indexer::IndexDirectory::ReaderHold> hold,
                    const StatePointer& known);
  bool show(StatePointer state, const StatePointer& known);
  StatePointer adopt(const indexer::IndexReader& reader, const StatePointer& opened_for);
};

// The caller holds loader_mutex. Whatever cannot be read is noted; what was read before goes on answering.
void IndexView::Parts::look() {
  for (int tries = 1;; ++tries) {
    const auto path = directory.current();
    const auto folder = path ? identify(*path) : std::nullopt;
    if (!folder) {
      const auto lost = directory.lost_generation();
      return note(lost ? "the index in " + lost->string() + " is gone: build it anew with `indexer rebuild`"
                       : "there is no index in " + directory.path().string() +
                             ": build one with `indexer import` or `indexer rebuild`");
    }
    std::string problem_found;
    try {
      look_into(*folder);
      return note("");
    } catch (const Xapian::Error& error) {
      problem_found = "the index in " + folder->path.string() + " cannot be read (" +
                      error.get_description() + "): build it anew with `indexer rebuild`";
    } catch (const std::exception& error) {
      problem_found = error.what();
    }
    // A generation may be replaced and removed while it is looked at: then the new one is what counts.
    if (tries == kMostTries || directory.current() == path) return note(std::move(problem_found));
  }
}

void IndexView::Parts::look_into(const GenerationFolder& folder) {
  const auto known = get();
  const bool same = known != nullptr && known->folder == folder;
  const auto hold =
      same ? known->hold : std::make_shared<const indexer::IndexDirectory::ReaderHold>(folder.path);
  for (int tries = 1;; ++tries) {
    try {
      if (!same) indexer::check_generation(folder.path);
      auto opened = same ? std::move(probe) : nullptr;
      if (opened == nullptr) {
        opened = std::make_unique<indexer::IndexReader>(folder.path);
      } else {
        opened->reopen();
      }
      if (same) indexer::require_tables(folder.path, opened->main());
      // The writer leaves files for readers some seconds after the commit they are of.
      const bool changed = !same || known->stamp != opened->stamp() ||
                           known->files_time != indexer::time_of_files(folder.path);
      const bool shown = !changed || show(read(*opened, folder, hold, known), known);
      if (same || shown) probe = std::move(opened);
      return;
    } catch (const Xapian::DatabaseError&) {
      // DatabaseModifiedError, or DatabaseCorruptError as it is seen for an instant between two commits.
      if (tries == kMostTries) throw;
    }
  }
}

// What is current, where it was read before; a state is read once, however often it is looked at until it is
// shown.
StatePointer IndexView::Parts::read(const indexer::IndexReader& reader, const GenerationFolder& folder,
                                    std::shared_ptr<const indexer::IndexDirectory::ReaderHold> hold,
                                    const StatePointer& known) {
  const bool is_read = coming != nullptr && coming->folder == folder && coming->stamp == reader.stamp() &&
                       coming->files_time == indexer::time_of_files(folder.path);
  if (!is_read) coming = load(reader, folder, std::move(hold), known);
  return coming;
}

// The lexicon of a new vocabulary takes a moment: until it is there the state before answers, so that no
// reader waits for it. False where that is so.
bool IndexView::Parts::show(StatePointer state, const StatePointer& known) {
  const bool can_answer = state->lexicon.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  if (known != nullptr && !can_answer) return false;
  coming = nullptr;
  publish(std::move(state));
  return true;
}

StatePointer IndexView::Parts::load(const indexer::IndexReader& reader, const GenerationFolder& folder,
                                    std::shared_ptr<const indexer::IndexDirectory::ReaderHold> hold,
                                    const StatePointer& known) const {
  auto state = std::make_shared<State>();
  state->folder = folder;
  state->hold = std::move(hold);
  state->stamp = reader.stamp();
  state->files_time = indexer::time_of_files(folder.path);  // before they are mapped
  state->revision = revision_of(reader);
  state->schema = reader.schema();
  state->name = folder.path.filename().string() + "-" + std::to_string(folder.inode) + "-" +
                std::to_string(state->stamp.main);
  if (state->stamp.delta != 0) state->name += "." + std::to_string(state->stamp.delta);
  const auto vocabulary = reader.metadata(indexer::kVocabularyKey);
  if (known != nullptr && known->vocabulary->text() == vocabulary) {
    state->vocabulary = known->vocabulary;
    state->lexicon = known->lexicon;
  } else {
    state->vocabulary = std::make_shared<const analyzers::Vocabulary>(vocabulary_from(vocabulary));
    state->lexicon = make_in_background(state->vocabulary);
  }
  state->dictionary = dictionary;
  // Open before anyone asks: whoever takes the folder away afterwards takes nothing from readers.
  auto idle = std::make_unique<indexer::IndexReader>(folder.path);
  if (idle->stamp() == state->stamp) state->idle.push_back(std::move(idle));
  state->ledger = indexer::ledger_from_json(reader.metadata(indexer::kLedgerKey));
  const bool same_main = known != nullptr && known->folder == folder &&
                         known->stamp.main == state->stamp.main && known->files_time == state->files_time;
  state->documents = std::make_unique<const StoredDocuments>(kept.documents);
  if (same_main) {
    state->columns = Columns::load(reader, known->columns);
    state->decoded = std::make_unique<const DecodedIndex>(reader, state->columns.delta(), *known->decoded);
    state->main = known->main;
  } else {
    state->columns = Columns::load(reader, folder.path);
    state->decoded = std::make_unique<const DecodedIndex>(
        reader, state->columns.main(), state->columns.delta(),
        MappedFiles{indexer::FrequentPostings::mapped(folder.path, reader.main()),
                    indexer::PairSignatures::mapped(folder.path, reader.main())},
        kept.postings);
    state->main = std::make_shared<const MainParts>(folder.path, state->stamp.main, state->hold,
                                                    state->columns.main(), state->vocabulary);
    // Who types goes on typing.
    if (known != nullptr && known->main->completions().is_begun()) state->main->completions().begin();
  }
  return state;
}

// `reader` was opened for the state `opened_for` and turned out to be of a later one: that one.
StatePointer IndexView::Parts::adopt(const indexer::IndexReader& reader, const StatePointer& opened_for) {
  const std::lock_guard loading(loader_mutex);
  auto known = get();
  if (known->folder == opened_for->folder && known->stamp == reader.stamp()) return known;
  auto state = read(reader, opened_for->folder, opened_for->hold, opened_for);
  if (known->folder == state->folder && known->revision <= state->revision) {
    coming = nullptr;
    publish(state);
  }
  return state;
}

IndexView::IndexView(indexer::IndexDirectory directory, std::filesystem::path dictionaries)
    : IndexView(std::move(directory), std::move(dictionaries), Limits()) {}
IndexView::IndexView(indexer::IndexDirectory directory, std::filesystem::path dictionaries,
                     const Limits& kept)
    : parts_(std::make_unique<Parts>(std::move(directory), std::move(dictionaries), kept)) {}
IndexView::~IndexView() = default;

StatePointer IndexView::state() {
  if (auto recent = parts_->recent()) return recent;
  std::unique_lock loading(parts_->loader_mutex, std::try_to_lock);
  if (!loading.owns_lock()) {
    if (auto known = parts_->get()) return known;  // one loads, the others go on with what they have
    loading.lock();
    if (auto recent = parts_->recent()) return recent;
  }
  parts_->look();
  if (auto known = parts_->get()) return known;
  const std::lock_guard lock(parts_->state_mutex);
  throw IndexUnavailable(parts_->problem);
}

IndexView::Current IndexView::current() {
  const auto known = state();
  return {known->name, known->vocabulary, known->schema};
}

IndexLease IndexView::lease(bool fresh) {
  auto known = state();
  if (fresh) {
    const std::lock_guard loading(parts_->loader_mutex);
    parts_->look();
    known = parts_->get();
  } else if (auto reader = known->take_idle({})) {
    return {known, std::move(reader)};
  }
  try {
    auto reader = std::make_unique<indexer::IndexReader>(known->folder.path);
    indexer::require_tables(known->folder.path, reader->main());
    if (reader->stamp() != known->stamp) known = parts_->adopt(*reader, known);
    return {std::move(known), std::move(reader)};
  } catch (const Xapian::DatabaseOpeningError&) {
    // Its files were taken away or damaged: what is open still reads what it read.
    if (auto reader = known->take_idle(kForIdle)) return {std::move(known), std::move(reader)};
    throw;
  } catch (const indexer::IndexDamaged& error) {
    if (auto reader = known->take_idle(kForIdle)) return {std::move(known), std::move(reader)};
    throw IndexUnavailable(error.what());
  }
}

bool IndexView::has_dictionary() const { return parts_->dictionary.get().has_value(); }

FailedSearches& IndexView::failed_searches() { return parts_->failed; }

IndexView::Health IndexView::health() {
  Health health;
  try {
    const auto known = state();
    health.revision = known->revision;
    health.state = known->name;
    health.documents = known->columns.shown_count();
    health.schema = known->schema;
    const auto failed = parts_->failed.told();
    const std::lock_guard lock(parts_->state_mutex);
    health.ready = failed.in_row < kMostFailuresInRow;
    health.problem = parts_->problem.empty() ? failed.why : parts_->problem;
  } catch (const IndexUnavailable& error) {
    health.problem = error.what();
  }
  if (const auto status = parts_->directory.status()) {
    health.head_revision = status->head_revision;
    health.head_time = status->time;
  }
  return health;
}

}  // namespace searchd
