#include "indexer/reuse.h"

#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "corpus/sentences.h"
#include "indexer/index_reader.h"
#include "indexer/index_schema.h"
#include "indexer/stored_document.h"

namespace indexer {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kBetweenCalls = 500;  // documents

struct Stopped {};  // ends the walk over the archive

ListedDocument listed(const corpus::Document& document) {
  return {document.id, document.title, document.url, document.published};
}

bool is_older(const ListedDocument& a, const ListedDocument& b) {
  const auto first_day = [](const ListedDocument& document) {
    const auto days = corpus::days_of(document.published);
    return std::pair(!days.has_value(), days ? days->first : 0);
  };
  return std::tuple(first_day(a), a.id) < std::tuple(first_day(b), b.id);
}

std::string date_text(const ListedDocument& document) {
  const auto date = corpus::to_string(document.published);
  return date.empty() ? "undated" : date;
}

std::string line_of(const ListedDocument& document) {
  return date_text(document) + '\t' + document.id + '\t' + document.title;
}

Json json_of(const ListedDocument& document) {
  const auto date = corpus::to_string(document.published);
  return {{"id", document.id},
          {"date", date.empty() ? Json() : Json(date)},
          {"title", document.title},
          {"url", document.url.empty() ? Json() : Json(document.url)}};
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

IndexError cannot_read(const std::string& why) {
  return IndexError("cannot read the index (" + why + "): `indexer check` tells what is wrong");
}

std::string hundredths(double value) {
  char text[16];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

bool says(const corpus::Document& document, const std::string& key) {
  const auto keys = corpus::sentence_keys(document);
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

DuplicatesReport find_duplicates(const corpus::Archive& archive,
                                 const std::function<bool(std::int64_t)>& on_documents) {
  DuplicatesReport report;
  corpus::DuplicateFinder finder;
  std::vector<ListedDocument> documents;  // by the finder's numbers
  const corpus::Archive::Snapshot snapshot(archive);
  try {
    archive.for_each_document([&](const corpus::Document& document) {
      if (document.withdrawn) return;
      finder.add(document.title + '\n' + document.summary + '\n' + document.body);
      documents.push_back(listed(document));
      if (++report.read % kBetweenCalls == 0 && on_documents && on_documents(report.read)) throw Stopped();
    });
  } catch (const Stopped&) {
    report.stopped = true;
    return report;
  }
  for (const auto& found : finder.groups()) {
    DuplicatesReport::Group group;
    for (const auto& member : found.members)
      group.push_back(
          {documents[member.number], documents[member.nearest].id, member.similarity, member.exact});
    std::sort(group.begin(), group.end(),
              [](const auto& a, const auto& b) { return is_older(a.document, b.document); });
    report.groups.push_back(std::move(group));
  }
  return report;
}

std::vector<SaidSentence> where_said(const IndexDirectory& index, const std::string& text) {
  const auto generation = index.current();
  if (!generation) {
    throw IndexError("there is no index in " + index.path().string() +
                     ": bring something in first (indexer import), or build it (indexer update)");
  }
  std::vector<SaidSentence> said;
  try {
    check_generation(*generation);
    const IndexReader reader(*generation);
    if (reader.schema() == Schema::plain) {
      throw IndexError("the index in " + generation->string() +
                       " is of the plain schema, which has no sentences: build it anew with `indexer rebuild "
                       "--schema full`");
    }
    std::size_t line = 1, counted = 0;
    for (const auto& sentence : corpus::sentences_of(text)) {
      auto& found = said.emplace_back();
      line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                                  text.begin() + static_cast<std::ptrdiff_t>(sentence.begin),
                                                  '\n'));
      found.line = line;
      counted = sentence.begin;
      found.text = text.substr(sentence.begin, sentence.end - sentence.begin);
      for (const auto number : reader.documents_with(sentence_term(sentence.key))) {
        const auto stored = from_stored(reader.holding(number).get_document(number).get_data());
        if (says(stored.document, sentence.key)) found.documents.push_back(listed(stored.document));
      }
      std::sort(found.documents.begin(), found.documents.end(), is_older);
    }
  } catch (const StoredDocumentError& error) {
    throw cannot_read(error.what());
  } catch (const Xapian::Error& error) {
    throw cannot_read(error.get_description());
  }
  return said;
}

std::string to_text(const DuplicatesReport& report) {
  std::string text;
  for (const auto& group : report.groups) {
    for (const auto& member : group) {
      text += line_of(member.document) + '\t' +
              (member.exact ? "the same words as " : hundredths(member.similarity) + " like ") +
              member.nearest + '\n';
    }
    text += '\n';
  }
  return text + "read " + std::to_string(report.read) +
         " documents: " + std::to_string(report.groups.size()) + " groups of near-duplicates\n";
}

std::string to_text(const std::vector<SaidSentence>& said) {
  std::string text;
  for (const auto& sentence : said) {
    text += sentence.text + '\n';
    for (const auto& document : sentence.documents) text += '\t' + line_of(document) + '\n';
    if (sentence.documents.empty())
      text += "\tnowhere as a whole sentence; what was said in part is found by a phrase search\n";
  }
  if (said.size() == 1) return text;
  const auto known = std::count_if(said.begin(), said.end(),
                                   [](const SaidSentence& sentence) { return !sentence.documents.empty(); });
  return text + "\nof " + std::to_string(said.size()) + " sentences of " +
         std::to_string(corpus::kFewestWordsSaid) + " words or more " + std::to_string(known) +
         " were said before\n";
}

std::string to_json(const DuplicatesReport& report) {
  Json groups = Json::array();
  for (const auto& group : report.groups) {
    Json members = Json::array();
    for (const auto& member : group) {
      auto json = json_of(member.document);
      json["nearest"] = member.nearest;
      json["similarity"] = std::stod(hundredths(member.similarity));
      json["exact"] = member.exact;
      members.push_back(std::move(json));
    }
    groups.push_back(std::move(members));
  }
  return dumped({{"documents", report.read}, {"groups", std::move(groups)}});
}

std::string to_json(const std::vector<SaidSentence>& said) {
  Json sentences = Json::array();
  for (const auto& sentence : said) {
    Json documents = Json::array();
    for (const auto& document : sentence.documents) documents.push_back(json_of(document));
    sentences.push_back(
        {{"text", sentence.text}, {"line", sentence.line}, {"documents", std::move(documents)}});
  }
  return dumped({{"sentences", std::move(sentences)}});
}

}  // namespace indexer
