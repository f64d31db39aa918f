#include "content/journal/checkpoint.h"

#include <charconv>

#include "content/crypto/signed_note.h"

namespace koujing {
namespace {

Error not_a_checkpoint(const std::string& why) {
  return {ErrorKind::kMalformed,
          "not_a_checkpoint",
          {"这不是检查点：" + why, "this is not a checkpoint: " + why}};
}

std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

}  // namespace

std::string origin_of(const std::string& public_key_hex) { return "koujing-" + public_key_hex.substr(0, 16); }

std::string sign_checkpoint(std::uint64_t size, const TreeHash& root, const SigningKey& key) {
  const std::string origin = origin_of(key.public_key());
  return sign_note(origin + "\n" + std::to_string(size) + "\n" + tree_hash_text(root) + "\n", origin, key);
}

Result<Checkpoint> open_checkpoint(std::string_view note, const std::string& public_key_hex) {
  KJ_TRY(const std::string opened, open_note(note, origin_of(public_key_hex), public_key_hex));
  std::string_view text = opened;
  Checkpoint checkpoint;
  checkpoint.origin = take_line(text);
  if (checkpoint.origin != origin_of(public_key_hex)) return not_a_checkpoint("it is of another log");
  const std::string_view size = take_line(text);
  const auto [end, fault] = std::from_chars(size.data(), size.data() + size.size(), checkpoint.size);
  if (fault != std::errc() || end != size.data() + size.size() || std::to_string(checkpoint.size) != size)
    return not_a_checkpoint("its second line is no size");
  const std::optional<TreeHash> root = tree_hash_from_text(take_line(text));
  if (!root) return not_a_checkpoint("its third line is no root");
  checkpoint.root = *root;
  return checkpoint;
}

Result<std::vector<Checkpoint>> open_checkpoints(std::string_view notes, const std::string& public_key_hex) {
  // A note ends with its last signature: a line that begins with a dash, followed by one that does not.
  constexpr std::string_view kDash = "\u2014 ";
  std::vector<Checkpoint> list;
  while (notes.find_first_not_of("\n") != std::string_view::npos) {
    notes.remove_prefix(notes.find_first_not_of("\n"));
    std::size_t end = 0;
    bool dashes = false;
    while (end < notes.size()) {
      const bool dash = notes.substr(end).starts_with(kDash);
      if (dashes && !dash) break;
      dashes = dash;
      end = std::min(notes.find('\n', end), notes.size() - 1) + 1;
    }
    auto one = open_checkpoint(notes.substr(0, end), public_key_hex);
    if (!one) {
      Error error = one.error();
      const std::string place = std::to_string(list.size() + 1);
      error.message = {"第 " + place + " 个检查点：" + error.message.zh,
                       "checkpoint " + place + ": " + error.message.en};
      return error;
    }
    list.push_back(std::move(*one));
    notes.remove_prefix(end);
  }
  return list;
}

}  // namespace koujing
