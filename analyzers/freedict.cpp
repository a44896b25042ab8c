#include "analyzers/freedict.h"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>

namespace analyzers {
namespace {

constexpr std::size_t kLargestDictionary = 64U << 20U;  // bytes unpacked; Debian's are below 3 MiB

std::string read_plain(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The bytes of a gzip file (dictzip's is one); empty where it is not there, broken, or too large.
std::string read_packed(const std::filesystem::path& file) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file.c_str(), "rb"), gzclose);
  std::string text;
  if (in == nullptr) return text;
  std::array<char, 1U << 16U> buffer{};
  int size = 0;
  while ((size = gzread(in.get(), buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(size));
    if (text.size() > kLargestDictionary) return {};
  }
  return size == 0 ? text : std::string{};
}

/// A number as dictd writes it: six bits a letter, the highest first.
std::optional<std::size_t> number_from(std::string_view letters) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t kMostLetters = 6;
  if (letters.empty() || letters.size() > kMostLetters) return std::nullopt;
  std::size_t number = 0;
  for (const char letter : letters) {
    const auto digit = kDigits.find(letter);
    if (digit == std::string_view::npos) return std::nullopt;
    number = number << 6U | digit;
  }
  return number;
}

std::string_view next_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// What stands at the place that a line of the index names: HEADWORD<tab>BEGIN<tab>SIZE.
std::optional<std::string_view> entry_at(std::string_view line, std::string_view text) {
  const auto first = line.find('\t');
  const auto second = line.find('\t', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  if (line.starts_with("00database")) return std::nullopt;  // what the dictionary says of itself
  const auto begin = number_from(line.substr(first + 1, second - first - 1));
  const auto size = number_from(line.substr(second + 1));
  if (!begin || !size || *begin > text.size() || *size > text.size() - *begin) return std::nullopt;
  return text.substr(*begin, *size);
}

/// "2. Onslaught" without its number.
std::string_view without_number(std::string_view sense) {
  const auto digits = std::min(sense.find_first_not_of("0123456789"), sense.size());
  return digits > 0 && sense.substr(digits).starts_with(". ") ? sense.substr(digits + 2) : sense;
}

void read_entry(std::string_view text,
                const std::function<void(std::string_view, std::string_view, int)>& entry) {
  auto headword = next_line(text);
  if (const auto sound = headword.find(" /"); sound != std::string_view::npos)
    headword = headword.substr(0, sound);
  if (headword.empty()) return;
  int number = 0;
  while (!text.empty()) {
    const auto sense = without_number(next_line(text));
    if (!sense.empty()) entry(headword, sense, ++number);
  }
}

/// "بشكل مذهل" renders "breathtakingly" by its second word; the first is how Arabic makes adverbs.
std::string_view without_adverb_sign(std::string_view arabic) {
  for (const std::string_view sign : {"بشكل ", "بصورة ", "بطريقة ", "على نحو "}) {
    if (arabic.starts_with(sign)) return arabic.substr(sign.size());
  }
  return arabic;
}

/// "غير مستقرّ", not stable, would name its contrary.
bool denies(std::string_view arabic) {
  return arabic.starts_with("غير ") || arabic.starts_with("لا ") || arabic.starts_with("عدم ");
}

/// The parts of a sense that stand side by side: "لادغ، شائك".
std::vector<std::string> parts_of(std::string_view sense) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < sense.size();) {
    const std::size_t sign = sense.substr(at).starts_with("،")      ? std::string_view("،").size()
                             : sense[at] == ',' || sense[at] == ';' ? 1
                                                                    : 0;
    if (sign == 0) {
      ++at;
      continue;
    }
    parts.emplace_back(sense.substr(begin, at - begin));
    begin = at = at + sign;
  }
  parts.emplace_back(sense.substr(begin));
  return parts;
}

/// Adds the dictionary `name` ("eng-ara"); false where it is not there.
bool add_dictionary(const std::filesystem::path& folder, const std::string& name, bool from_english,
                    LexiconMaker& maker) {
  const auto index = read_plain(folder / ("freedict-" + name + ".index"));
  const auto text = read_packed(folder / ("freedict-" + name + ".dict.dz"));
  if (index.empty() || text.empty()) return false;
  const auto source = "dictionary:" + name;
  for_each_sense(index, text, [&](std::string_view headword, std::string_view sense, int number) {
    if (denies(from_english ? sense : headword)) return;
    const auto weight = 1.0F / static_cast<float>(number);
    const std::vector<std::string> words{std::string(headword)};
    if (from_english) {
      maker.add(words, parts_of(without_adverb_sign(sense)), source, weight);
    } else {
      maker.add(parts_of(sense), parts_of(without_adverb_sign(headword)), source, weight);
    }
  });
  return true;
}

}  // namespace

void for_each_sense(std::string_view index, std::string_view text,
                    const std::function<void(std::string_view, std::string_view, int)>& entry) {
  while (!index.empty()) {
    if (const auto found = entry_at(next_line(index), text)) read_entry(*found, entry);
  }
}

std::optional<Lexicon> read_freedict(const std::filesystem::path& folder, const Analyzer& analyzer) {
  LexiconMaker maker(analyzer);
  const bool english = add_dictionary(folder, "eng-ara", true, maker);
  const bool arabic = add_dictionary(folder, "ara-eng", false, maker);
  if (!english && !arabic) return std::nullopt;
  return std::move(maker).make();
}

}  // namespace analyzers
