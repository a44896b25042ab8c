#include "corpus/pages/clutter_words.h"

#include <string>

#include "corpus/dates/written_date.h"
#include "corpus/key_text.h"
#include "corpus/pages/page_blocks.h"

namespace corpus {
namespace {

// Phrases between bars, all as key_text() folds them: lower case, without marks, alef without hamza, heh for
// teh marbuta, yeh for alef maksura.

constexpr std::string_view kHeadings =
    "|related|related articles|related stories|related posts|related news|related content|"
    "related topics|related links|related coverage|related reading|related documents|more|more news|"
    "more stories|more articles|more posts|more on this story|more on this topic|more like this|"
    "more from|read more|read next|up next|see also|you may also like|you might also like|"
    "you may like|you might like|recommended|recommended for you|recommended reading|"
    "recommended stories|most read|most popular|most viewed|popular posts|popular|trending|"
    "trending now|latest|latest news|latest stories|latest posts|recent posts|recent news|"
    "top stories|editors picks|dont miss|share|share this|share this article|share this story|"
    "share this post|share this page|share on|sharing|follow us|follow us on|connect with us|"
    "stay connected|subscribe|newsletter|sign up for our newsletter|subscribe to our newsletter|"
    "get our newsletter|tags|topics|keywords|filed under|categories|"
    "advertisement|advertisements|sponsored|sponsored content|promoted content|from the web|"
    "around the web|next article|previous article|next post|previous post|like this|also read|"
    "also on|explore more|contact us|in this section|quick links|اقرا ايضا|اقرا المزيد|اقرا كذلك|"
    "اقرؤوا ايضا|مواضيع ذات صله|موضوعات ذات صله|اخبار ذات صله|مقالات ذات صله|ذات صله|قصص ذات صله|"
    "محتوي ذو صله|مواضيع متعلقه|موضوعات متعلقه|اخبار متعلقه|مقالات متعلقه|مواضيع مشابهه|"
    "مقالات مشابهه|قد يعجبك ايضا|ربما يعجبك ايضا|قد يعجبك|قد يهمك|قد يهمك ايضا|شاهد ايضا|شاهد المزيد|"
    "المزيد|المزيد من الاخبار|المزيد من|الاكثر قراءه|الاكثر مشاهده|الاكثر تداولا|الاكثر شيوعا|"
    "اخر الاخبار|احدث الاخبار|احدث المقالات|شارك|شاركها|شارك المقال|شارك الخبر|شارك هذا|"
    "شارك هذا الموضوع|شارك الموضوع|شارك علي|مشاركه|مشاركه الخبر|مشاركه المقال|انشر|تابعنا|تابعونا|"
    "تابعنا علي|تابعونا علي|الوسوم|وسوم|كلمات مفتاحيه|الكلمات المفتاحيه|كلمات دلاليه|"
    "الكلمات الدلاليه|التصنيفات|تصنيفات|اعلان|اعلانات|المقال التالي|"
    "المقال السابق|الخبر التالي|الخبر السابق|النشره البريديه|اشترك|اشترك في النشره البريديه|مختارات|"
    "اخترنا لك|اخترنا لكم|روابط ذات صله|روابط سريعه|وصلات ذات صله|معجب بهذه|";

constexpr std::string_view kComments =
    "|about the author|about author|عن الكاتب|نبذه عن الكاتب"
    "|comments|comment|leave a comment|leave a reply|leave your comment|add a comment|add comment|"
    "post a comment|write a comment|join the conversation|no comments|no comments yet|show comments|"
    "view comments|comments are closed|reader comments|responses|discussion|join the discussion|"
    "what do you think|your email address will not be published|التعليقات|تعليقات|تعليق|اضف تعليق|"
    "اضف تعليقا|اضف تعليقك|اترك تعليقا|اترك تعليقك|اترك تعليق|اترك ردا|اترك رد|اكتب تعليقا|"
    "اكتب تعليقك|ارسل تعليقا|ارسال تعليق|لا توجد تعليقات|ليست هناك تعليقات|تعليقات القراء|"
    "تعليقات الزوار|شاركنا برايك|شاركنا رايك|اضافه تعليق|";

// At the front of a line, or anywhere in a short one.
constexpr std::string_view kPointers =
    "|read also|also read|read more|see also|related|read next|continue reading|click here|for more|"
    "more on|watch also|watch|full story|further reading|don't miss|dont miss|you may also like|"
    "this entry was posted|posted in|filed under|tagged with|the post|join our|follow us|subscribe|"
    "download our|sign up|share this|اقرا ايضا|اقرا المزيد|اقرا كذلك|اقرا اكثر|طالع ايضا|شاهد ايضا|"
    "شاهد|تابع ايضا|ذات صله|المزيد من|للمزيد|لقراءه المزيد|لمزيد من|اضغط هنا|انقر هنا|تابعنا|تابعونا|"
    "اشترك|قد يهمك|قد يعجبك|انضم|";

constexpr std::string_view kRemarks =
    "|advertisement|advertising|ad|article continues below|story continues below|"
    "story continues below advertisement|article continues after advertisement|"
    "continue reading below|scroll to continue|copy link|link copied|copied|print|print this page|"
    "email|e mail|facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|reddit|tweet|share|save|"
    "listen|listen to this article|back to top|skip to content|skip to main content|loading|"
    "load more|close|menu|home|next|previous|reply|report|like|subscribe|play|play video|"
    "view gallery|enlarge|tap to unmute|your browser does not support the video tag|"
    "your browser does not support the audio element|this article is more than 1 year old|اعلان|"
    "اعلانات|نسخ الرابط|تم نسخ الرابط|تم النسخ|طباعه|ارسال|فيسبوك|تويتر|واتساب|تيليجرام|تلغرام|"
    "لينكد ان|مشاركه|شارك|حفظ|استمع|تحميل|جاري التحميل|الرئيسيه|التالي|السابق|رد|اغلاق|القائمه|"
    "تصغير الخط|تكبير الخط|حجم الخط|بريد الكتروني|البريد الالكتروني|";

constexpr std::string_view kBylines =
    "|by|written by|posted by|posted on|posted|published|published on|published by|published at|"
    "updated|last updated|last modified|modified|author|reporting by|from our correspondent|date|"
    "بقلم|كتب|كتبت|كتبه|نشر|نشر في|نشرت في|تاريخ النشر|اخر تحديث|تم النشر|تم التحديث|المصدر|الكاتب|"
    "المحرر|اعداد|تحرير|تاريخ|اضيف في|تحديث|";

constexpr std::size_t kLongestHeading = 8;   // words
constexpr std::size_t kLongestPointer = 25;  // words
constexpr std::size_t kLongestByline = 14;   // words
constexpr std::size_t kLongestDate = 8;      // words of a line that is a date, with its time and place

/// `text` without the numbers in front of and behind its words: "3 comments (12)".
std::string_view without_numbers(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789 ";
  const auto first = text.find_first_not_of(kDigits);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kDigits) + 1 - first);
}

bool is_one_of(std::string_view table, std::string_view text) {
  return !text.empty() && table.find("|" + std::string(text) + "|") != std::string_view::npos;
}

/// Whether `holds` is true of one of the phrases of `table`.
template <typename Holds>
bool any_of(std::string_view table, Holds holds) {
  for (std::size_t at = 1; at < table.size();) {
    const std::size_t end = table.find('|', at);
    if (holds(table.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool begins_with_any(std::string_view table, std::string_view text) {
  return any_of(table, [&](std::string_view phrase) {
    return text.starts_with(phrase) && (text.size() == phrase.size() || text[phrase.size()] == ' ');
  });
}

bool holds_any(std::string_view table, const std::string& text) {
  const std::string spaced = " " + text + " ";
  return any_of(table, [&](std::string_view phrase) {
    return spaced.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

}  // namespace

ClutterLine clutter_line(std::string_view line) {
  const std::size_t words = word_count(line);
  if (words == 0 || words > kLongestPointer) return ClutterLine::none;
  const std::string folded = key_text(line);
  const auto text = without_numbers(folded);
  if (words <= kLongestHeading) {
    if (is_one_of(kComments, text)) return ClutterLine::comments;
    if (is_one_of(kRemarks, text)) return ClutterLine::remark;
    if (is_one_of(kHeadings, text)) return ClutterLine::heading;
  }
  if (begins_with_any(kPointers, text)) return ClutterLine::lead_in;
  if (holds_any(kPointers, folded)) return ClutterLine::pointer;
  return ClutterLine::none;
}

bool is_notice_of_rights(std::string_view line) {
  if (line.starts_with("©")) return true;
  const std::string folded = key_text(line);
  return begins_with_any("|copyright|all rights reserved|جميع الحقوق محفوظه|حقوق النشر محفوظه|", folded);
}

bool is_byline(std::string_view line) {
  const std::size_t words = word_count(line);
  if (words == 0 || words > kLongestByline) return false;
  if (words <= kLongestDate && date_within_line(line)) return true;
  return begins_with_any(kBylines, key_text(line));
}

}  // namespace corpus
