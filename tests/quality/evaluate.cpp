// evaluate: how good the rankings of the real search are on a collection with judgments.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "analyzers/freedict.h"
#include "indexer/vocabulary_place.h"
#include "tests/quality/asking.h"
#include "tests/quality/collection.h"
#include "tests/quality/collection_index.h"
#include "tests/quality/measures.h"
#include "tests/support/temporary_directory.h"

namespace {

namespace fs = std::filesystem;
using quality::MeanMeasures;
using quality::Measures;

struct Settings {
  quality::Recipe recipe;
  fs::path questions, qrels, vocabulary, index, run;
  fs::path dictionaries = analyzers::kFreedictFolder;
  std::string questions_language;
  quality::AskingOptions asking;
  bool per_query = false;
};

constexpr char kFooter[] =
    "Prints nDCG@10, MAP, MRR@10 and Recall@100 as trec_eval defines them (gain: the grade; MAP over the "
    "first 1000),\n"
    "a line each: the mean over all questions that occur in the judgments, then over the half that rules are "
    "tuned\n"
    "on (CRC-32 of the id even) and over the half that is reported (odd). Documents of --docs-lang are told "
    "from others\n"
    "by the language filter of the search; the index holds all of them.";

const std::map<std::string, searchd::Match> kMatches{
    {"auto", searchd::Match::automatic}, {"all", searchd::Match::all}, {"any", searchd::Match::any}};

void switch_off(searchd::RankingRules& rules, const std::string& name) {
  for (const auto& rule : searchd::kRankingRules) {
    if (rule.name != name) continue;
    rules.*rule.rule = false;
    return;
  }
  throw CLI::ValidationError("--without", "there is no rule " + name);
}

std::string rule_names() {
  std::string names;
  for (const auto& rule : searchd::kRankingRules)
    names += (names.empty() ? "" : ", ") + std::string(rule.name);
  return names;
}

void add_options(CLI::App& app, Settings& settings) {
  app.footer(kFooter);
  app.add_option("--docs", settings.recipe.documents,
                 "documents, JSON lines, also packed (.zst); several files")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--queries", settings.questions, "questions, JSON lines")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--qrels", settings.qrels, "judgments: QUESTION, DOCUMENT, GRADE with tabs between")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--docs-lang", settings.asking.documents_language, "rank documents of this language alone");
  app.add_option("--queries-lang", settings.questions_language, "ask questions of this language alone");
  app.add_option("--match", settings.asking.match, "any, auto or all words wanted")
      ->transform(CLI::CheckedTransformer(kMatches))
      ->default_str("auto");
  app.add_option("--cross", settings.asking.cross, "on or off: search in the other language too")
      ->transform(CLI::CheckedTransformer(std::map<std::string, bool>{{"on", true}, {"off", false}}))
      ->default_str("on");
  app.add_option_function<std::vector<std::string>>(
      "--without",
      [&settings](const std::vector<std::string>& names) {
        for (const auto& name : names) switch_off(settings.asking.rules, name);
      },
      "switch rules of ranking off: " + rule_names());
  app.add_flag("--leave-out-titles", settings.recipe.leave_out_titles,
               "index documents without their titles (for questions that are the titles)");
  app.add_option("--run", settings.run, "write the rankings to this file, as trec_eval reads them");
  app.add_flag("--per-query", settings.per_query, "print each question's figures too");
  app.add_option("--index", settings.index, "keep the index in this folder, and use it again where it fits");
  app.add_option("--vocabulary", settings.vocabulary,
                 "folder of vocabulary files (the one beside the program)");
  app.add_option("--dictionaries", settings.dictionaries, "folder of FreeDict's dictionaries; empty: none");
  app.add_option("--threads", settings.asking.threads, "that analyse and ask");
}

std::vector<quality::Question> questions_to_ask(const Settings& settings, const quality::Qrels& qrels) {
  auto questions = quality::read_questions(settings.questions);
  std::erase_if(questions, [&](const quality::Question& question) {
    const bool other =
        !settings.questions_language.empty() && question.language != settings.questions_language;
    return other || !qrels.contains(question.id);
  });
  return questions;
}

void print_measures(const char* name, double Measures::*which, const MeanMeasures& all,
                    const MeanMeasures& tune, const MeanMeasures& report) {
  std::printf("%-10s %.4f   tune %.4f (%zu)   report %.4f (%zu)\n", name, all.mean().*which,
              tune.mean().*which, tune.count(), report.mean().*which, report.count());
}

using Rankings = std::vector<std::vector<searchd::RankedDocument>>;

void write_run(const fs::path& file, const std::vector<quality::Question>& questions,
               const Rankings& rankings, const std::map<corpus::DocumentId, std::string>& keys) {
  std::ofstream run(file);
  for (std::size_t at = 0; at < questions.size(); ++at) {
    for (std::size_t rank = 0; rank < rankings[at].size(); ++rank) {
      const auto& ranked = rankings[at][rank];
      run << questions[at].id << " Q0 " << keys.at(ranked.id) << ' ' << rank + 1 << ' ' << ranked.score
          << " sijill\n";
    }
  }
  if (!run) throw std::runtime_error("cannot write " + file.string());
}

void print_figures(const std::vector<quality::Question>& questions, const std::vector<Measures>& each,
                   bool each_too) {
  MeanMeasures all;
  MeanMeasures tune;
  MeanMeasures report;
  for (std::size_t at = 0; at < questions.size(); ++at) {
    const auto& id = questions[at].id;
    const auto& measures = each[at];
    const bool tunes = quality::is_for_tuning(id);
    all.add(measures);
    (tunes ? tune : report).add(measures);
    if (!each_too) continue;
    std::printf("%s\t%s\tnDCG@10 %.4f\tAP %.4f\tRR@10 %.4f\tRecall@100 %.4f\t%s\n", id.c_str(),
                tunes ? "tune" : "report", measures.ndcg_at_10, measures.average_precision,
                measures.reciprocal_rank_at_10, measures.recall_at_100, questions[at].text.c_str());
  }
  print_measures("nDCG@10", &Measures::ndcg_at_10, all, tune, report);
  print_measures("MAP", &Measures::average_precision, all, tune, report);
  print_measures("MRR@10", &Measures::reciprocal_rank_at_10, all, tune, report);
  print_measures("Recall@100", &Measures::recall_at_100, all, tune, report);
}

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void evaluate(Settings& settings) {
  std::optional<tests::TemporaryDirectory> temporary;
  if (settings.index.empty()) settings.index = temporary.emplace().path();
  settings.recipe.threads = settings.asking.threads;
  Stopwatch watch;
  if (quality::make_index(settings.index, settings.recipe, indexer::load_vocabulary(settings.vocabulary))) {
    std::fprintf(stderr, "indexed in %.1f s\n", watch.seconds());
  }
  const auto keys = quality::keys_of(settings.index);
  const auto qrels = quality::read_qrels(settings.qrels);
  const auto questions = questions_to_ask(settings, qrels);
  const auto view = std::make_shared<searchd::IndexView>(indexer::IndexDirectory(settings.index / "index"),
                                                             settings.dictionaries);
  watch = Stopwatch();
  const auto rankings = quality::ask(view, questions, settings.asking);
  std::fprintf(stderr, "%zu documents, %zu questions asked in %.1f s\n", keys.size(), questions.size(),
               watch.seconds());
  if (!settings.run.empty()) write_run(settings.run, questions, rankings, keys);
  print_figures(questions, quality::measure_each(questions, rankings, keys, qrels), settings.per_query);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures rankings on a collection with judgments.", "evaluate");
  Settings settings;
  settings.asking.threads = std::max(std::thread::hardware_concurrency(), 1U);
  add_options(app, settings);
  CLI11_PARSE(app, argc, argv);
  try {
    evaluate(settings);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "evaluate: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
