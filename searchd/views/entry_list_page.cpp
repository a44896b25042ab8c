// The pages of all partners and of all topics: by the page's alphabet, each with how many documents it has.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/membership.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

constexpr std::size_t kFewLetters = 20;  // a list of fewer names needs no letters between them

struct ListedEntry {
  const analyzers::Entry* entry = nullptr;
  std::string order;
  std::int64_t count = 0;
};

using Counts = std::map<std::string, std::int64_t>;

Counts counts_of(const EntryList& list) {
  Counts counts;
  for (const auto& value : list.everything.facets.front().values) counts[value.value] = value.count;
  return counts;
}

// A name in either language, an adjective or an acronym.
bool has_name(const analyzers::Entry& entry, const std::string& wanted) {
  return has_letters_of(entry.label_en, wanted) || has_letters_of(entry.label_ar, wanted) ||
         std::any_of(entry.names.begin(), entry.names.end(), [&](const analyzers::Name& name) {
           return name.rule != "phrase" && has_letters_of(name.text, wanted);
         });
}

std::vector<ListedEntry> listed(const EntryList& list, const PageView& view) {
  const auto counts = counts_of(list);
  std::vector<ListedEntry> entries;
  for (const auto& entry : view.vocabulary.entries(list.type)) {
    if (!has_name(entry, list.named)) continue;
    const auto found = counts.find(entry.id);
    entries.push_back({&entry, view.messages.sort_key(name_in(entry, view.language)),
                       found == counts.end() ? 0 : found->second});
  }
  std::sort(entries.begin(), entries.end(), [](const ListedEntry& a, const ListedEntry& b) {
    return a.order != b.order ? a.order < b.order : a.entry->id < b.entry->id;
  });
  return entries;
}

std::string since_of(const analyzers::Entry& entry, const Messages& messages) {
  const auto membership = analyzers::membership_of(entry);
  if (!membership) return {};
  // The whole of what is known stands on the page of the entry.
  const auto date = name_of_date(membership->to, messages);
  return messages.format(membership->from == membership->to ? "partner.since" : "partner.since_by",
                         {{"date", date}});
}

Data item_of(const ListedEntry& listed, analyzers::EntryType type, const PageView& view) {
  const auto& entry = *listed.entry;
  Data item;
  item.set("item_href", entry_address(view.language, type, entry.id));
  item.set("item_name", name_in(entry, view.language));
  item.set("item_count", view.messages.number(listed.count));
  set_text(item, "item_since",
           type == analyzers::EntryType::partner ? since_of(entry, view.messages) : std::string());
  return item;
}

/// A group of a page: "States", with its names under their letters, or under none.
Data group_of(const std::string& id, const std::string& name, const std::vector<ListedEntry>& entries,
              analyzers::EntryType type, const PageView& view) {
  const bool with_letters = entries.size() >= kFewLetters && type == analyzers::EntryType::partner;
  auto letters = empty_list();
  std::string last;
  Data section, items = empty_list();
  const auto close = [&] {
    if (!items.is_non_empty_list()) return;
    section["items"] = std::move(items);
    letters.push_back(std::move(section));
    section = Data();
    items = empty_list();
  };
  for (const auto& listed : entries) {
    const auto letter = with_letters ? view.messages.initial(name_in(*listed.entry, view.language)) : "";
    if (letter != last || letters.list_value().empty()) {
      if (letter != last) close();
      set_text(section, "letter", letter);
      section.set("letter_id", id + "-" + std::to_string(letters.list_value().size() + 1));
      last = letter;
    }
    items.push_back(item_of(listed, type, view));
  }
  close();
  Data group;
  set_text(group, "group_name", name);
  group.set("group_id", id);
  group.set("has_letters", with_letters);
  group["letters"] = std::move(letters);
  return group;
}

Data groups_of(const std::vector<ListedEntry>& entries, analyzers::EntryType type, const PageView& view) {
  auto groups = empty_list();
  if (type != analyzers::EntryType::partner) {
    if (!entries.empty()) groups.push_back(group_of("all", "", entries, type, view));
    return groups;
  }
  for (const bool organisations : {false, true}) {
    std::vector<ListedEntry> of_kind;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(of_kind), [&](const ListedEntry& listed) {
      return analyzers::is_organisation(*listed.entry) == organisations;
    });
    if (of_kind.empty()) continue;
    const std::string name = organisations ? "organisations" : "states";
    const auto heading =
        view.messages.format("partner." + name, {{"count", static_cast<std::int64_t>(of_kind.size())}});
    groups.push_back(group_of(name, heading, of_kind, type, view));
  }
  return groups;
}

// How many of them any document carries, and how many documents carry none.
std::string coverage_of(const EntryList& list, const std::string& prefix, const PageView& view) {
  const auto missing = list.everything.facets.front().missing;
  return view.messages.format(prefix + ".coverage",
                              {{"count", list.everything.total - missing}, {"documents", missing}});
}

}  // namespace

Data entries_data(const EntryList& list, const PageView& view, Data data) {
  const std::string prefix(analyzers::entry_type_name(list.type));
  const auto entries = listed(list, view);
  const auto all = static_cast<std::int64_t>(view.vocabulary.entries(list.type).size());
  data.set("heading", view.messages.format(prefix + ".list_heading", {{"count", all}}));
  data.set("coverage", coverage_of(list, prefix, view));
  data.set("list_href", entries_address(view.language, list.type));
  set_named(data, list.named, entries.size(), view.messages);
  set_list(data, "groups", groups_of(entries, list.type, view));
  set_ledger(data, list.named.empty() ? list.ledger : std::vector<corpus::LedgerEntry>(), view);
  return data;
}

}  // namespace searchd
