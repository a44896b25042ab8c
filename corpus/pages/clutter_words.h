// Words by which sites, in English and Arabic, lead readers away from an article.
#pragma once

#include <cstdint>
#include <string_view>

namespace corpus {

enum class ClutterLine : std::uint8_t {
  none,
  heading,  // over a list of other articles, links, buttons: "Related posts", "الأكثر قراءة"
  comments,  // over what readers wrote, or may write, or on who wrote the article: "3 comments", "أضف تعليقا"
  pointer,  // speaks of reading on elsewhere: "Dear reader, there is more on ..."
  lead_in,  // begins with it: "Read also: ...", "لقراءة المزيد"
  remark,   // of the site, alone on its line: "Advertisement", "Copy link", "تم النسخ"
};

/// What `line` is by its words alone. Case, marks and punctuation do not matter.
ClutterLine clutter_line(std::string_view line);

/// Whether `line` says whose the text is: "© 2019 The Paper. All rights reserved."
bool is_notice_of_rights(std::string_view line);

/// Whether `line` speaks of who wrote or put up the article, and when, rather than being of it: "By Jane
/// Doe", "بقلم: ...", "Last updated ...", a date.
bool is_byline(std::string_view line);

}  // namespace corpus
