// Lists that several pages have: documents by their titles, values of a facet with their counts, names.
#include <set>
#include <utility>

#include "analyzers/fold.h"
#include "searchd/views/direction.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestName = 200;  // code points

std::string folded(std::string_view text) {
  static const analyzers::Folder folder;
  std::string result;
  folder.fold(analyzers::to_utf16(text), result, kLongestName);
  return result;
}

}  // namespace

bool has_letters_of(std::string_view name, std::string_view wanted) {
  if (wanted.empty()) return true;
  const auto letters = folded(wanted);
  return !letters.empty() && folded(name).find(letters) != std::string::npos;
}

void set_named(Data& data, const std::string& named, std::size_t found, const Messages& messages) {
  data.set("named", named);
  set_text(data, "named_text",
           named.empty() ? ""
                         : messages.format("list.found",
                                           {{"count", static_cast<std::int64_t>(found)}, {"words", named}}));
}

const DocumentLink* own_version(const Hit& hit, const PageView& view) {
  const auto own = archive_language_of(view.language);
  if (!hit.translation || hit.document.language == own) return nullptr;
  return hit.translation->language == own ? &*hit.translation : nullptr;
}

Data document_items(const std::vector<Hit>& hits, std::size_t most, const PageView& view) {
  auto list = empty_list();
  std::set<corpus::DocumentId> listed;
  for (const auto& hit : hits) {
    const auto* own = own_version(hit, view);
    if (list.list_value().size() == most) break;
    if (!listed.insert(own != nullptr ? own->id : hit.document.id).second) continue;
    Data item;
    set_document(item, hit.document, view);
    set_title(item, "doc_title", list_title(hit.document, view.messages), view);
    if (own != nullptr) {
      item.set("doc_href", document_address(view.language, own->id));
      item.set("doc_lang", std::string(html_language(own->language)));
      item.set("doc_dir", direction_of(own->language));
      set_title(item, "doc_title", list_title(*own, view.messages), view);
    }
    list.push_back(std::move(item));
  }
  return list;
}

Data value_items(const Facet& facet, std::size_t most,
                 const std::function<std::string(const std::string&)>& address_of, const PageView& view) {
  auto list = empty_list();
  for (const auto& value : facet.values) {
    if (list.list_value().size() == most) break;
    Data item;
    item.set("value_href", address_of(value.value));
    item.set("value_label", name_of_value(facet.field, value.value, view.vocabulary, view.messages));
    item.set("value_count", view.messages.number(value.count));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace searchd
