// What is mended of other people's XML before a strict parser reads it.
#include "corpus/sources/xml_mender.h"

#include <doctest/doctest.h>

using namespace corpus;

TEST_CASE("what can only mean one thing is mended; the rest stays as it is") {
  struct Row {
    const char* why;
    const char* given;
    const char* mended;
  };
  const Row rows[] = {
      {"well-formed", "<a b=\"1&amp;2\">x &lt; &#65;&#x42;</a>", "<a b=\"1&amp;2\">x &lt; &#65;&#x42;</a>"},
      {"a sign alone", "a & b &c &; &&", "a &amp; b &amp;c &amp;; &amp;&amp;"},
      {"in an address", "<a h='?x=1&y=2'/>", "<a h='?x=1&amp;y=2'/>"},
      {"HTML's names", "&nbsp;&eacute;&hellip;", "&#160;&#233;&#8230;"},
      {"names that nobody knows", "&bomb;", "&amp;bomb;"},
      {"what is no letter", "a&#0;&#x1F;&#xFFFF;&#99999999999;b", "ab"},
      {"as browsers read it", "&#146;&#x80;", "&#8217;&#8364;"},
      {"control characters",
       "a\x01"
       "b\x1F"
       "c\td",
       "abc\td"},
      {"sections are kept", "<![CDATA[a & <b> &nbsp; <!-- -->]]>&",
       "<![CDATA[a & <b> &nbsp; <!-- -->]]>&amp;"},
      {"comments go, their lines stay", "a<!-- -- & \n -->b", "a\nb"},
      {"declarations go", "\n<?xml version=\"1.0\" encoding=\"x\"?><a/>", "\n<a/>"},
      {"other instructions stay", "<?xml-stylesheet href=\"x\"?>", "<?xml-stylesheet href=\"x\"?>"},
      {"a document type goes with all in it", "<!DOCTYPE a [\n<!ENTITY b \"c\">\n]><a>&b;</a>",
       "\n\n<a>&amp;b;</a>"},
      {"a section that never ends", "<![CDATA[a &", "<![CDATA[a &"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(mended_xml(row.given) == row.mended);
    // In pieces of any length it is the same.
    for (std::size_t length : {1, 2, 3, 7}) {
      XmlMender mender;
      std::string mended;
      const std::string given = row.given;
      for (std::size_t at = 0; at < given.size(); at += length)
        mended += mender.mend(given.substr(at, length), false);
      mended += mender.mend({}, true);
      CHECK(mended == row.mended);
    }
  }
}
