#include "search/xapian/stored_document.h"

#include <cstdint>

#include "search/text/encoding.h"
#include "search/xapian/index_errors.h"

namespace koujing::search {
namespace {

class Encoder {
 public:
  void number(std::int64_t value) {
    std::uint64_t bits = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (; bits >= 0x80; bits >>= 7) bytes_.push_back(static_cast<char>(bits | 0x80));
    bytes_.push_back(static_cast<char>(bits));
  }
  void text(std::string_view value) {
    const std::string repaired = repair_utf8(value);
    number(static_cast<std::int64_t>(repaired.size()));
    bytes_ += repaired;
  }
  void texts(const std::vector<std::string>& values) {
    number(static_cast<std::int64_t>(values.size()));
    for (const std::string& value : values) text(value);
  }
  void instant(Instant at) { number(at.us); }
  void maybe(const std::optional<Instant>& at) {
    number(at ? 1 : 0);
    if (at) instant(*at);
  }
  void validity(const Validity& validity) {
    instant(validity.from);
    maybe(validity.to);
  }
  void unless_same(std::string_view value, std::string_view other) {
    number(value == other ? 0 : 1);
    if (value != other) text(value);
  }
  // A SHA-256 in hexadecimal takes half the room in bytes; anything else is text.
  void digest(std::string_view hex) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const bool is_digest = hex.size() == 64 && hex.find_first_not_of(kDigits) == std::string_view::npos;
    number(is_digest ? 1 : 0);
    if (!is_digest) return text(hex);
    for (std::size_t i = 0; i < hex.size(); i += 2)
      bytes_.push_back(static_cast<char>(kDigits.find(hex[i]) << 4 | kDigits.find(hex[i + 1])));
  }
  std::string bytes() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what Encoder wrote; after the first thing that does not fit, everything reads as nothing.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  std::int64_t number() {
    std::uint64_t bits = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ >= bytes_.size()) return broken_ = true, 0;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      bits |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return static_cast<std::int64_t>(bits >> 1) ^ -static_cast<std::int64_t>(bits & 1);
    }
    return broken_ = true, 0;
  }
  std::size_t size() {
    const std::int64_t value = number();
    // Nothing in the rest can be more than the rest is long.
    if (value < 0 || static_cast<std::uint64_t>(value) > bytes_.size() - at_) return broken_ = true, 0;
    return static_cast<std::size_t>(value);
  }
  std::string text() {
    const std::size_t length = size();
    std::string value(bytes_.substr(at_, length));
    at_ += length;
    return value;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> values(size());
    for (std::string& value : values) {
      if (broken_) break;
      value = text();
    }
    return values;
  }
  std::string unless_same(const std::string& other) { return number() == 0 ? other : text(); }
  std::string digest() {
    if (number() == 0) return text();
    constexpr std::size_t kBytes = 32;
    if (bytes_.size() - at_ < kBytes) return broken_ = true, std::string();
    std::string hex;
    for (const std::size_t end = at_ + kBytes; at_ < end; ++at_) {
      hex.push_back("0123456789abcdef"[static_cast<unsigned char>(bytes_[at_]) >> 4]);
      hex.push_back("0123456789abcdef"[static_cast<unsigned char>(bytes_[at_]) & 15]);
    }
    return hex;
  }
  Instant instant() { return {number()}; }
  std::optional<Instant> maybe() {
    if (number() == 0) return std::nullopt;
    return instant();
  }
  Validity validity() {
    Validity validity;
    validity.from = instant();
    validity.to = maybe();
    return validity;
  }
  bool broken() const { return broken_; }
  bool finished() const { return !broken_ && at_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool broken_ = false;
};

void encode_text(Encoder& out, const EntryText& text) {
  out.text(text.external_id);
  out.text(text.brief);
  out.text(text.script);
  out.text(text.body);
  out.texts(text.cautions);
  out.texts(text.keywords);
  out.texts(text.scope.region);
  out.texts(text.scope.product);
  out.texts(text.scope.customers);
  out.text(text.library);
  out.text(text.catalogue);
  out.text(text.department.value);
  out.validity(text.validity);
}

void decode_text(Decoder& in, EntryText& text) {
  text.external_id = in.text();
  text.brief = in.text();
  text.script = in.text();
  text.body = in.text();
  text.cautions = in.texts();
  text.keywords = in.texts();
  text.scope.region = in.texts();
  text.scope.product = in.texts();
  text.scope.customers = in.texts();
  text.library = in.text();
  text.catalogue = in.text();
  text.department.value = in.text();
  text.validity = in.validity();
}

void encode_span(Encoder& out, const Span& span) {
  out.number(span.revision.value);
  out.number(span.number);
  out.number(span.published_seq);
  out.validity(span.valid);
  out.validity(span.known);
  out.number(static_cast<std::int64_t>(span.standing));
  out.number(span.confirmation ? span.confirmation->value : 0);
}

void decode_span(Decoder& in, Span& span) {
  span.revision.value = in.number();
  span.number = static_cast<int>(in.number());
  span.published_seq = in.number();
  span.valid = in.validity();
  span.known = in.validity();
  span.standing = static_cast<Standing>(in.number());
  if (const std::int64_t confirmation = in.number(); confirmation != 0)
    span.confirmation = ConfirmationId{confirmation};
}

}  // namespace

std::string encode_document(const IndexDocument& document) {
  Encoder out;
  out.text(document.text.title);
  out.texts(document.text.questions);
  out.number(document.entry.value);
  encode_span(out, document.span);
  encode_text(out, document.text);
  // Most scripts have no Markdown in them: then the plain text is not written again.
  out.unless_same(document.script_plain, document.text.script);
  out.unless_same(document.body_plain, document.text.body);
  out.text(document.department_name);
  out.text(document.document_number);
  out.digest(document.digest);
  out.text(document.confirmed_by);
  out.maybe(document.confirmed_at);
  out.instant(document.published_at);
  return std::move(out).bytes();
}

Result<IndexDocument> decode_document(std::string_view bytes) {
  Decoder in(bytes);
  IndexDocument document;
  document.text.title = in.text();
  document.text.questions = in.texts();
  document.entry.value = in.number();
  decode_span(in, document.span);
  decode_text(in, document.text);
  document.script_plain = in.unless_same(document.text.script);
  document.body_plain = in.unless_same(document.text.body);
  document.department_name = in.text();
  document.document_number = in.text();
  document.digest = in.digest();
  document.confirmed_by = in.text();
  document.confirmed_at = in.maybe();
  document.published_at = in.instant();
  if (!in.finished()) return index_damaged("stored document does not decode");
  return document;
}

Result<std::vector<std::string>> decode_headings(std::string_view bytes) {
  Decoder in(bytes);
  std::vector<std::string> headings{in.text()};
  for (std::string& question : in.texts()) headings.push_back(std::move(question));
  if (in.broken()) return index_damaged("stored headings do not decode");
  return headings;
}

}  // namespace koujing::search
