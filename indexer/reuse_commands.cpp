#include "indexer/reuse_commands.h"

#include <cstdint>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include "corpus/archive.h"
#include "corpus/plain_text.h"
#include "corpus/record_cleaning.h"
#include "corpus/sentences.h"
#include "indexer/commands.h"
#include "indexer/index_directory.h"
#include "indexer/progress.h"
#include "indexer/reuse.h"
#include "indexer/stop_signal.h"

namespace indexer {
namespace {

/// All of `file`, or of standard input where it is "-". Throws std::runtime_error where it is no text of a
/// size that a document may have.
std::string draft_in(const std::filesystem::path& file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::ifstream opened;
  const bool is_input = file == "-";
  if (!is_input) opened.open(file, std::ios::binary);
  std::istream& in = is_input ? std::cin : opened;
  const std::string name = is_input ? "what came on standard input" : file.string();
  std::string text(corpus::kLongestText + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (!in.eof() && !in.good()) throw std::runtime_error(name + " cannot be read");
  if (text.size() > corpus::kLongestText) throw std::runtime_error(name + " is longer than 1 MB");
  if (!corpus::is_valid_utf8(text))
    throw std::runtime_error(name + " is no text in UTF-8; save it as plain text in UTF-8 first");
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  return text;
}

}  // namespace

int run_duplicates(const Settings& settings) {
  note_stop_signals();
  const corpus::Archive archive(settings.archive(), corpus::Archive::Access::read_only);
  ProgressLine progress(!settings.quiet);
  const auto documents = static_cast<std::uint64_t>(archive.counts().documents);
  const auto report = find_duplicates(archive, [&](std::int64_t read) {
    progress.show({"reading for duplicates", read, static_cast<std::uint64_t>(read), documents});
    return stop_signal() != 0;
  });
  progress.clear();
  if (report.stopped) return stopped("nothing was found yet");
  std::cout << (settings.json ? to_json(report) + "\n" : to_text(report)) << std::flush;
  return kDone;
}

int run_said(const Settings& settings) {
  const auto text = settings.file.empty() ? settings.text : draft_in(settings.file);
  const auto said = where_said(IndexDirectory(settings.index()), text);
  if (said.empty()) {
    throw std::runtime_error(
        "there is no sentence of " + std::to_string(corpus::kFewestWordsSaid) +
        " words or more in it: shorter ones are said by chance; search for them as a phrase");
  }
  std::cout << (settings.json ? to_json(said) + "\n" : to_text(said)) << std::flush;
  return kDone;
}

}  // namespace indexer
