// Whatever is written, the page holds only the allow-list of content/markdown/html_writer.h.
#include <gtest/gtest.h>
#include <libxml/HTMLparser.h>

#include <array>
#include <ctime>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/markdown/render.h"

namespace koujing {
namespace {

const std::map<std::string, std::set<std::string>, std::less<>> kAllowed = {
    {"p", {}},
    {"br", {}},
    {"h1", {}},
    {"h2", {}},
    {"h3", {}},
    {"h4", {}},
    {"h5", {}},
    {"h6", {}},
    {"ul", {}},
    {"ol", {"start"}},
    {"li", {}},
    {"blockquote", {}},
    {"pre", {}},
    {"code", {}},
    {"hr", {}},
    {"em", {}},
    {"strong", {}},
    {"a", {"href", "rel"}},
    {"img", {"src", "alt"}},
    {"table", {}},
    {"thead", {}},
    {"tbody", {}},
    {"tr", {}},
    {"th", {"align"}},
    {"td", {"align"}},
    {"html", {}},
    {"body", {}}};  // the last two are the parser's own

std::string attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string text = value == nullptr ? "" : reinterpret_cast<const char*>(value);
  xmlFree(value);
  return text;
}

// The first thing in the HTML that is not allowed; "" when all is.
std::string find_forbidden(const xmlNode* node) {
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE) return "comment or instruction";
    if (node->type != XML_ELEMENT_NODE) continue;
    const std::string name = reinterpret_cast<const char*>(node->name);
    const auto allowed = kAllowed.find(name);
    if (allowed == kAllowed.end()) return "element " + name;
    for (const xmlAttr* a = node->properties; a != nullptr; a = a->next) {
      const std::string attribute_name = reinterpret_cast<const char*>(a->name);
      if (!allowed->second.contains(attribute_name)) return "attribute " + name + "[" + attribute_name + "]";
    }
    if (name == "a") {
      const std::string href = attribute(node, "href");
      const bool site = href.starts_with("/") && !href.starts_with("//") && !href.starts_with("/\\");
      std::string scheme = href.substr(0, href.find(':') + 1);
      for (char& c : scheme) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      const bool known = scheme == "https:" || scheme == "http:" || scheme == "mailto:" || scheme == "tel:";
      if (!site && !known) return "href " + href;
      if (attribute(node, "rel") != "noopener noreferrer") return "a link without rel";
    }
    if (name == "img" && !attribute(node, "src").starts_with("/api/v1/originals/"))
      return "src " + attribute(node, "src");
    if (std::string inner = find_forbidden(node->children); !inner.empty()) return inner;
  }
  return "";
}

std::string forbidden_in(const std::string& html) {
  if (html.empty()) return "";
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                     HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET),
      xmlFreeDoc);
  return find_forbidden(xmlDocGetRootElement(document.get()));
}

// Our own tags are the only '<' in the output; each must close in order.
std::string unbalanced_in(std::string_view html) {
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) return "a tag without end";
    const bool closing = html[at + 1] == '/';
    const std::size_t begin = at + (closing ? 2 : 1);
    const std::string name(html.substr(begin, html.find_first_of(" >", begin) - begin));
    at = end;
    if (name == "br" || name == "hr" || name == "img") continue;
    if (!closing) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "unexpected </" + name + ">";
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "unclosed <" + open.back() + ">";
}

std::string faults_of(std::string_view markdown) {
  const std::string html = render_html(markdown);
  std::string fault = unbalanced_in(html);
  if (fault.empty()) fault = forbidden_in(html);
  if (fault.empty() && html.find("\xEF\xB7\x90") != std::string::npos) fault = "a mark of ours";
  return fault.empty() ? "" : fault + " in " + html.substr(0, 500);
}

TEST(MarkdownSafety, CheckItselfFindsWhatIsForbidden) {
  EXPECT_EQ(forbidden_in("<p>a</p><script>x</script>"), "element script");
  EXPECT_EQ(forbidden_in("<p onclick=\"x\">a</p>"), "attribute p[onclick]");
  EXPECT_EQ(forbidden_in("<a href=\"JavaScript:x\" rel=\"noopener noreferrer\">a</a>"), "href JavaScript:x");
  EXPECT_EQ(forbidden_in("<img src=\"https://a/x\" alt=\"\">"), "src https://a/x");
  EXPECT_EQ(unbalanced_in("<p><em></p></em>"), "unexpected </p>");
}

TEST(MarkdownSafety, HoldsAgainstKnownAttacks) {
  const std::array attacks = {"<script>alert(1)</script>",
                              "<img src=x onerror=alert(1)>",
                              "<svg/onload=alert(1)>",
                              "<!--<img src=x>-->",
                              "[a](javascript:alert(1))",
                              "[a](JaVaScRiPt:alert(1))",
                              "[a](java\tscript:alert(1))",
                              "[a](&#106;avascript:alert(1))",
                              "[a](javascript&colon;alert(1))",
                              "[a](\x01javascript:alert(1))",
                              "[a](vbscript:x)",
                              "[a](data:text/html;base64,PHNjcmlwdD4=)",
                              "[a](//evil.cn)",
                              "[a](/\\evil.cn)",
                              "[a](/\t/evil.cn)",
                              "[a](https://a.cn/\"onmouseover=\"x)",
                              "[a](https://a.cn/' onclick='x)",
                              "[a](https://a.cn \"title\\\" onclick=\\\"x\")",
                              "![a\" onerror=\"x](/api/v1/originals/1)",
                              "![a](/api/v1/originals/1\"onerror=\"x)",
                              "![a](https://evil.cn/pixel.gif)",
                              "![a](data:image/svg+xml,<svg>)",
                              "<https://a.cn/\"><script>x</script>>",
                              "<javascript:alert(1)>",
                              "[x]: javascript:alert(1)\n\n[x]",
                              "|a|\n|-|\n|<script>x</script>|",
                              "|<img src=x onerror=y>|\n|-|",
                              "|[a](javascript:x)|\n|:-:|",
                              "|a`<script>`|\n|-|\n|`|`<b>|",
                              "```\"><script>x</script>\na\n```",
                              "    <script>x</script>",
                              "<div><p><![CDATA[x]]></p></div>",
                              "<?php x ?>",
                              "<!DOCTYPE x>",
                              "</p></div><script>",
                              "&lt;script&gt;x",
                              "&#60;script&#62;",
                              "\\<script>",
                              "a<br onclick=x>b",
                              "<br/onclick=x>",
                              "<a href=\"javascript:x\">y</a>",
                              "<base href=//evil>",
                              "<meta http-equiv=refresh content=0>",
                              "<style>*{}</style>",
                              "<iframe src=x>",
                              "<form action=x><input autofocus onfocus=y>",
                              "**<b>：**</b>甲",
                              "<\xEF\xB7\x90script>x</script>",
                              "<scr\xEF\xB7\x91 ipt>x",
                              "[a](java\xEF\xB7\x90script:x)",
                              "[a](\xEF\xB7\x92javascript:x)"};
  for (const char* attack : attacks) EXPECT_EQ(faults_of(attack), "") << attack;
}

TEST(MarkdownSafety, HoldsForTwentyThousandRandomTexts) {
  const std::array pieces = {"<",
                             ">",
                             "\"",
                             "'",
                             "&",
                             "#",
                             "`",
                             "```\n",
                             "*",
                             "**",
                             "_",
                             "[",
                             "]",
                             "(",
                             ")",
                             "!",
                             "\\",
                             "|",
                             "|-|-|\n",
                             "\n",
                             "\n\n",
                             "- ",
                             "1. ",
                             "> ",
                             "    ",
                             "甲",
                             "：",
                             "（",
                             "）",
                             "br",
                             "<br>",
                             "script",
                             "javascript:",
                             "https://",
                             "/api/v1/originals/",
                             "onerror=",
                             "=\"x\"",
                             "<a href=",
                             "<!--",
                             "-->",
                             "&#x3c;",
                             "&lt;",
                             "<img src=x>",
                             "]: ",
                             "\t",
                             "\r",
                             "\xFF",
                             "\xEF\xB7\x90",
                             "\xEF\xB7\x91 ",
                             "\xEF\xB7\x92"};
  std::mt19937 random(650);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const auto length = random() % 40;
    for (unsigned i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
    ASSERT_EQ(faults_of(text), "") << text;
  }
}

// Patterns that take other parsers quadratic time or worse, at the largest size that is parsed.
TEST(MarkdownSafety, TakesNoLongerForHostileTexts) {
  const std::array<std::string, 16> patterns = {"a*",   "*a _", "[",     "![",        "[a](",   "[a](<",
                                                "<!--", "<?",   "<a ",   "**a ",      "**中：", "[a][b]",
                                                "|",    "`a``", "> a\n", "|a|\n|-|\n"};
  for (const std::string& pattern : patterns) {
    std::string text;
    while (text.size() + pattern.size() < kMaxMarkdownBytes) {
      if (text.size() / 60'000 != (text.size() + pattern.size()) / 60'000) text += '\n';
      text += pattern;
    }
    text.resize(std::min(text.size(), kMaxMarkdownBytes));
    const std::clock_t start = std::clock();  // of this process: a busy machine does not count
    EXPECT_EQ(unbalanced_in(render_html(text)), "") << pattern;
    // Measured at most 0.1 s; a quadratic pattern takes above 20 s. The bound leaves room for sanitizers.
    EXPECT_LT((std::clock() - start) / CLOCKS_PER_SEC, 5) << pattern;
  }
}

}  // namespace
}  // namespace koujing
