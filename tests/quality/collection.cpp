#include "tests/quality/collection.h"

#include <zstd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/document_json.h"
#include "tests/support/places.h"

namespace quality {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::ifstream open(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw CollectionError("cannot open " + file.string());
  return stream;
}

/// Cuts bytes into lines as they come.
class LineCutter {
 public:
  explicit LineCutter(const std::function<void(const std::string&)>& visit) : visit_(visit) {}

  void add(std::string_view bytes) {
    for (;;) {
      const auto end = bytes.find('\n');
      rest_.append(bytes.substr(0, end));
      if (end == std::string_view::npos) return;
      visit_(rest_);
      rest_.clear();
      bytes.remove_prefix(end + 1);
    }
  }

  void finish() {
    if (!rest_.empty()) visit_(rest_);
  }

 private:
  const std::function<void(const std::string&)>& visit_;
  std::string rest_;  // of a line whose end has not come yet
};

void unpack(const fs::path& file, std::ifstream& stream, LineCutter& lines) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> unpacker(ZSTD_createDStream(),
                                                                            &ZSTD_freeDStream);
  std::vector<char> packed(ZSTD_DStreamInSize());
  std::vector<char> plain(ZSTD_DStreamOutSize());
  std::size_t wanted = 0;
  while (stream.read(packed.data(), static_cast<std::streamsize>(packed.size())) || stream.gcount() > 0) {
    ZSTD_inBuffer in{packed.data(), static_cast<std::size_t>(stream.gcount()), 0};
    bool full = false;  // then there is more to come of what is already read
    while (in.pos < in.size || full) {
      ZSTD_outBuffer out{plain.data(), plain.size(), 0};
      wanted = ZSTD_decompressStream(unpacker.get(), &out, &in);
      if (ZSTD_isError(wanted) != 0) {
        throw CollectionError(file.string() + " cannot be unpacked: " + ZSTD_getErrorName(wanted));
      }
      lines.add({plain.data(), out.pos});
      full = out.pos == out.size;
    }
  }
  if (wanted != 0) throw CollectionError(file.string() + " ends in the middle");
}

// Calls `take` for each line that is not empty; what it throws is told with the line's number.
void for_each_numbered_line(const fs::path& file, const std::function<void(const std::string&)>& take) {
  std::size_t number = 0;
  for_each_line(file, [&](const std::string& line) {
    ++number;
    if (line.empty()) return;
    try {
      take(line);
    } catch (const std::exception& error) {
      throw CollectionError(file.string() + ":" + std::to_string(number) + ": " + error.what());
    }
  });
}

int grade_of(std::string_view text) {
  int grade = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), grade);
  if (error != std::errc() || end != text.data() + text.size())
    throw CollectionError("the grade is no number");
  return grade;
}

}  // namespace

void for_each_line(const fs::path& file, const std::function<void(const std::string&)>& visit) {
  auto stream = open(file);
  LineCutter lines(visit);
  if (file.extension() == ".zst") {
    unpack(file, stream, lines);
  } else {
    std::vector<char> bytes(std::size_t{1} << 16);
    while (stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || stream.gcount() > 0) {
      lines.add({bytes.data(), static_cast<std::size_t>(stream.gcount())});
    }
  }
  lines.finish();
}

corpus::Record document_from_line(const std::string& line) try {
  const auto json = Json::parse(line);
  if (json.contains("key")) return corpus::record_from_json(line);
  corpus::Record record;
  auto& document = record.document;
  document.key = json.at("id").get<std::string>();
  document.title = json.at("title").get<std::string>();
  document.body = json.at("text").get<std::string>();
  const auto language = json.at("lang").get<std::string>();
  document.language = analyzers::language_from_code(language).value_or(analyzers::Language::other);
  document.kind = corpus::Kind::news;
  return record;
} catch (const Json::exception& error) {
  throw CollectionError(std::string("no document: ") + error.what());
} catch (const corpus::DocumentJsonError& error) {
  throw CollectionError(std::string("no document: ") + error.what());
}

std::vector<Question> read_questions(const fs::path& file) {
  std::vector<Question> questions;
  for_each_numbered_line(file, [&questions](const std::string& line) {
    const auto json = Json::parse(line);
    questions.push_back({json.at("id").get<std::string>(), json.at("lang").get<std::string>(),
                         json.at("text").get<std::string>()});
  });
  return questions;
}

Qrels read_qrels(const fs::path& file) {
  Qrels qrels;
  for_each_numbered_line(file, [&qrels](const std::string& line) {
    if (line.front() == '#') return;
    const auto first = line.find('\t');
    const auto second = first == std::string::npos ? first : line.find('\t', first + 1);
    if (second == std::string::npos)
      throw CollectionError("not QUESTION, DOCUMENT and GRADE with tabs between");
    const auto document = line.substr(first + 1, second - first - 1);
    if (!qrels[line.substr(0, first)]
             .emplace(document, grade_of(std::string_view(line).substr(second + 1)))
             .second) {
      throw CollectionError("judged twice");
    }
  });
  return qrels;
}

std::vector<fs::path> judged_sample() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(tests::sample_folder())) {
    const bool later = entry.path().filename() == "italy.jsonl";
    if (entry.path().extension() == ".jsonl" && !later) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string digest_of(std::span<const fs::path> files) {
  std::string all;
  for (const auto& file : files) {
    auto stream = open(file);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    all += corpus::sha256_hex(bytes);
  }
  return corpus::sha256_hex(all);
}

}  // namespace quality
