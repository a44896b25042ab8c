#include "corpus/sources/json_splitter.h"

namespace corpus {
namespace {

constexpr std::size_t kChunk = 64U << 10;
constexpr int kEnd = -1;

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_between(int c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == kEnd || is_space(c); }

}  // namespace

JsonSplitter::JsonSplitter(const InputFile& file) : file_(file.open()) {
  good_ = file_->good();
  if (get() == 0xEF && get() == 0xBB && get() == 0xBF) return;  // the byte order mark
  at_ = 0;
}

JsonSplitter::JsonSplitter(const InputFile& file, std::uint64_t list)
    : file_(file.open()), one_list_(true), bytes_read_(list) {
  file_->ignore(static_cast<std::streamsize>(list));  // not seekg: it may lie in a compressed file
  good_ = file_->good();
}

/// The next byte, or kEnd.
int JsonSplitter::get() {
  if (at_ == chunk_.size()) {
    chunk_.resize(kChunk);
    file_->read(chunk_.data(), static_cast<std::streamsize>(kChunk));
    chunk_.resize(static_cast<std::size_t>(file_->gcount()));
    bytes_read_ += chunk_.size();
    good_ = good_ && (!chunk_.empty() || !file_->bad());
    at_ = 0;
    if (chunk_.empty()) return kEnd;
  }
  return static_cast<unsigned char>(chunk_[at_++]);
}

std::optional<RawElement> JsonSplitter::next() {
  while (!ended_) {
    const int c = get();
    if (is_space(c) || (in_list_ && c == ',')) continue;
    if (c == '{') return element(c);
    if (c == '[' && !in_list_) {
      in_list_ = true;
    } else if (c == ']' && in_list_) {
      in_list_ = false;
      ended_ = one_list_;
    } else if (c == kEnd) {
      ended_ = true;
      if (in_list_) return problem("is missing: the file ends before the end of its list");
    } else {
      return odd_text(c);
    }
  }
  return std::nullopt;
}

RawElement JsonSplitter::problem(const char* what) { return {{}, number_ + 1, what}; }

/// Passes over what is neither object nor list, up to the next sign between elements.
RawElement JsonSplitter::odd_text(int first) {
  ++number_;
  bool quoted = first == '"';
  for (int c = get(); c != kEnd; c = get()) {
    if (quoted && c == '\\') {
      get();
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && is_between(c)) {
      --at_;  // at least one byte of the chunk has been taken
      break;
    }
  }
  return {{}, number_, "is not an object"};
}

/// The object that begins with `first`, by its brackets.
RawElement JsonSplitter::element(int first) {
  RawElement element{{static_cast<char>(first)}, ++number_, {}};
  std::size_t depth = 1;
  bool quoted = false;
  bool escaped = false;
  while (depth > 0) {
    const int c = get();
    if (c == kEnd) {
      ended_ = true;
      return {{}, number_, "is not complete: the file ends within it"};
    }
    if (element.problem.empty()) element.bytes += static_cast<char>(c);
    if (quoted) {
      quoted = escaped || c != '"';
      escaped = !escaped && c == '\\';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) element.problem = "is nested deeper than 32 levels";
    } else if (c == '}' || c == ']') {
      --depth;
    }
    if (element.bytes.size() > kLargestElement) element.problem = "is larger than 4 MB";
    if (!element.problem.empty()) element.bytes.clear();
  }
  return element;
}

}  // namespace corpus
