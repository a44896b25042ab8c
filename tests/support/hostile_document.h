// A document with one text in every field that holds text.
#pragma once

#include <string>

#include "corpus/document.h"

namespace tests {

inline corpus::Document hostile_document(const std::string& text, corpus::Kind kind) {
  using analyzers::EntryType;
  corpus::Document document;
  document.id = document.key = document.title = document.summary = document.body = document.url = text;
  document.kind = kind;
  document.published.precision = corpus::DatePrecision::day;  // of a day that is none
  document.published.words = document.published.gmt = text;
  for (const auto type : {EntryType::partner, EntryType::topic, EntryType::place, EntryType::outlet})
    document.tags.push_back({type, text, "name", {}});
  document.hashtags = {text};
  document.parent = document.translation = text;
  document.occurrences = {{text, text}};
  return document;
}

}  // namespace tests
