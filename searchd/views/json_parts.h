// What several answers have in common, written as JSON: addresses, dates, links, heads, tags.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/document.h"
#include "searchd/search/results.h"
#include "searchd/views/json_writer.h"

namespace searchd {

// Each writes into an object that is begun. `base` is as in json.h.

/// The member `name`: `path` under `base`.
void write_address(JsonWriter& json, std::string_view name, std::string_view base, const std::string& path);

/// The member `name`: a date with its evidence; null where it is not known.
void write_date(JsonWriter& json, std::string_view name, const corpus::PublicationDate& date);

/// The members that lead to a document: id, url, title, kind, lang.
void write_link_members(JsonWriter& json, const DocumentLink& link, std::string_view base);

/// The member `name`: an object of these; null where there is none.
void write_link(JsonWriter& json, std::string_view name, const std::optional<DocumentLink>& link,
                std::string_view base);

/// The members that a list and a document's page say first: id, url, source_url, lang, dir, title.
void write_head(JsonWriter& json, const corpus::Document& document, std::string_view base);

/// The ids of the tags, a member for each type: partners, topics, outlets, places, persons, groups.
void write_tag_lists(JsonWriter& json, const corpus::Document& document);

/// The member `name`: a list of what `write_item(item)` writes.
template <typename Items, typename WriteItem>
void write_list(JsonWriter& json, std::string_view name, const Items& items, WriteItem write_item) {
  json.name(name);
  json.begin_array();
  for (const auto& item : items) write_item(item);
  json.end_array();
}

}  // namespace searchd
