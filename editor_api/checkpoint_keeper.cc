#include "editor_api/checkpoint_keeper.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "content/journal/checkpoint.h"
#include "content/journal/tree.h"

namespace koujing::door {
namespace {

constexpr std::size_t kBatch = 1000;

Error unwritable(const std::filesystem::path& file) {
  return {ErrorKind::kUnavailable,
          "checkpoints_unwritable",
          {"无法把检查点写到 " + file.string() + "：请检查目录和权限",
           "cannot add checkpoints to " + file.string() + ": see to its directory and its permissions"}};
}

Status post(const Site& site, const SigningKey& key, const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string there((std::istreambuf_iterator<char>(in)), {});
  KJ_TRY(const auto posted, open_checkpoints(there, key.public_key()));
  std::uint64_t after = posted.empty() ? 0 : posted.back().size;
  KJ_TRY(const auto reading, site.store->read());
  std::ofstream out(file, std::ios::binary | std::ios::app);
  for (;;) {
    KJ_TRY(const auto rows, reading->record().checkpoints_after(after, kBatch));
    for (const CheckpointRow& row : rows)
      out << (there.empty() && after == 0 ? "" : "\n") << row.note, after = row.size;
    if (rows.size() < kBatch) break;
  }
  if (!out.flush()) return unwritable(file);
  return {};
}

}  // namespace

Status keep_checkpoints(Site& site, const std::filesystem::path& file) {
  KJ_TRY(const SigningKey key, site.signing_key());
  bool grown = false;
  {
    KJ_TRY(const auto reading, site.store->read());
    KJ_TRY(const std::uint64_t size, reading->record().tree_size());
    KJ_TRY(const auto newest, reading->record().newest_checkpoint());
    grown = size > (newest ? newest->size : 0);
  }
  if (grown) {
    KJ_TRY(const auto writing, site.store->write());
    KJ_TRY(const auto made, make_checkpoint(*writing, key));
    (void)made;
    KJ_DO(writing->commit());
  }
  return file.empty() ? Status() : post(site, key, file);
}

CheckpointKeeper::CheckpointKeeper(Site& site, CheckpointPlaces places, Report report)
    : site_(site), places_(std::move(places)), report_(std::move(report)), minutes_([this] { look(); }) {}

void CheckpointKeeper::look() {
  if (const auto kept = keep_checkpoints(site_, places_.file); !kept) report_(kept.error());
  if (!places_.post) return;
  const auto sent = [&]() -> Status {
    KJ_TRY(const auto reading, site_.store->read());
    KJ_TRY(const auto newest, reading->record().newest_checkpoint());
    return newest ? places_.post->send(*newest) : Status();
  }();
  if (!sent) report_(sent.error());
}

}  // namespace koujing::door
