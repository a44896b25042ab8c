// An export cut into its items and the rest, without a parser: so that one broken item is one broken item.
#pragma once

#include <cstdint>
#include <deque>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/charset.h"
#include "corpus/sources/input_file.h"

namespace corpus {

/// An item as it stands in the file, or why there is none.
struct RawItem {
  std::string bytes;     // "<item>...</item>"
  std::size_t line = 0;  // of its first byte, from 1
  std::string problem;   // not closed, too large: then `bytes` is empty
};

/// What the file is, and how its items are called.
struct ItemForm {
  std::vector<std::string_view> names{"item"};
  bool prefixed = false;          // "rss:item" is one too
  bool may_declare_type = false;  // a document type is passed on, not refused
  std::string charset;            // of the file; empty: its bytes are given as they are
};

/// Reads an export chunk by chunk. Each item is taken out and kept in `items`; the rest goes to the caller,
/// with "<item/>" and as many line breaks where an item was. An item that is not closed ends at the next line
/// that begins with the tag of one.
class ItemSplitter {
 public:
  static constexpr std::size_t kLargestItem = 4U << 20;

  explicit ItemSplitter(const InputFile& file, ItemForm form = {});

  /// Whether the file could be opened, and read so far.
  bool good() const { return good_; }

  /// More of the rest of the file, appended to `rest`; false at the end.
  bool read(std::string& rest);

  std::deque<RawItem> items;

  /// A document type was declared that may not be: nothing behind it was read.
  bool declares_type() const { return declares_type_; }
  std::uint64_t bytes_read() const { return bytes_read_; }
  /// The last item was cut off by the end of the file.
  bool ends_within_item() const { return ends_within_item_; }

 private:
  bool process(std::string& rest);
  bool process_rest(std::string& rest);
  bool process_item(std::string& rest);
  void read_chunk();
  bool pass_until_end();
  void enter(std::size_t next);
  void begin_item();
  bool pass_opening_tag(std::string& rest);
  void report(const char* problem, std::size_t bytes, std::string& rest);
  void finish_item(std::size_t end, std::string& rest);
  bool give_up_item(const char* problem, std::string& rest);
  std::size_t next_item_line(std::size_t from) const;
  void drop(std::size_t bytes);
  bool is_tag(std::size_t at, std::string_view tag) const;
  std::string_view item_tag(std::size_t at) const;
  bool may_go_on(std::size_t at) const;

  ItemForm form_;
  std::unique_ptr<std::istream> file_;
  std::optional<TextDecoder> decoder_;
  std::string buffer_;      // what was read and not given away yet; within an item, all of it
  std::size_t at_ = 0;      // in buffer_: before it nothing is left to be found
  std::string_view until_;  // end of the comment or CDATA section that at_ lies in; empty: in neither
  std::size_t line_ = 1;    // of buffer_'s first byte
  std::size_t item_line_ = 0;
  std::string item_close_;  // "</item": how the one that at_ lies in ends
  bool in_item_ = false;
  bool opening_ = false;  // at_ lies in its first tag
  bool lost_ = false;     // looking for the next item, after one that did not end
  bool end_ = false;
  bool good_ = true;
  bool declares_type_ = false;
  bool ends_within_item_ = false;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace corpus
