// Texts that break what does not escape them.
#pragma once

#include <string>
#include <vector>

namespace tests {

inline const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = {
      "",
      "\"quoted\", 'twice', \"\"",
      "two\r\nlines\nand\rthree",
      "{braces} }{ \\} \\{ {{{",
      "a \\ at the end\\",
      "100 % & $5 #1 under_score ^ ~ \\input{/etc/passwd}",
      "=HYPERLINK(\"http://evil.example\";\"click\")",
      "+1+2",
      "-2+3",
      "@SUM(A1)",
      "\t=1+1",
      "\r=1+1",
      " =1+1",
      "＝1+1",
      "\u202Ereversed\u202C and \u2066isolated",
      "\u202Bembedded\u202D",
      std::string("NUL \0 inside", 12),
      "\x1B[31mred\x07",
      "broken \xFF\xC3 utf-8 \xED\xA0\x80",
      "ER  - \r\nTY  - JOUR\r\n",
      "</script><script>alert(1)</script>",
      "]]>&amp;<!--",
      "عنوان، «مقتبس»؛ مع {أقواس}",
      "\xEF\xBB\xBF mark",
      "\u2028line\u2029paragraph",
      std::string(10'000, 'x'),
  };
  return texts;
}

}  // namespace tests
