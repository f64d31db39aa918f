#include "search/xapian/session_pool.h"

#include <algorithm>

#include "search/xapian/base_terms.h"
#include "search/xapian/find_candidates.h"
#include "search/xapian/tail_document.h"
#include "search/xapian/writer.h"

namespace koujing::search {

Result<std::string> IndexSession::display(DocumentNumber number) {
  const DocumentNumber sealed = table->base_documents();
  if (number <= sealed) {
    std::string bytes;
    if (!table->sealed_display(number, blocks, block, bytes))
      return index_damaged("document " + std::to_string(number) + " cannot be read from display.bin");
    return bytes;
  }
  const std::string bytes = tail.get_document(number - sealed).get_data();
  KJ_TRY(const std::string_view display, display_of(bytes));
  return std::string(display);
}

std::size_t IndexSession::frequency(const std::string& term) const {
  const auto [found, fresh] = frequencies.try_emplace(term, 0);
  if (fresh && !term.empty())
    found->second = (base ? std::min<std::size_t>(base_frequency(*base, term), table->base_documents()) : 0) +
                    tail.get_termfreq(term);
  return found->second;
}

float IndexSession::work_out_idf(char16_t character) const {
  const double alive = std::max(1.0, static_cast<double>(table->alive_documents()));
  return static_cast<float>(idf(alive, table->character_count(character)));
}

void IndexSession::refresh() {
  constexpr std::size_t kMost = 20'000;  // terms: about 2 MB a session
  const bool other = character_idfs.empty() || remembered_of != table->known_tail();
  if (other) character_idfs.assign(kCharacters, -1);
  if (other || frequencies.size() > kMost) frequencies.clear();
  remembered_of = table->known_tail();
}

Result<std::shared_ptr<IndexTable>> SessionPool::table_of(const CurrentGeneration& live) {
  const std::lock_guard lock(table_mutex_);
  if (table_ == nullptr || table_generation_ != live) {
    KJ_TRY(table_, IndexTable::open(directory_ / live.name));
    table_generation_ = live;
  }
  return table_;
}

Result<std::unique_ptr<IndexSession>> SessionPool::take(const CurrentGeneration& live) {
  std::unique_ptr<IndexSession> session;
  std::vector<std::unique_ptr<IndexSession>> outdated;  // closed outside of the lock
  {
    const std::lock_guard lock(mutex_);
    while (!idle_.empty() && session == nullptr) {
      auto& last = idle_.back();
      if (last->generation == live)
        session = std::move(last);
      else
        outdated.push_back(std::move(last));
      idle_.pop_back();
    }
  }
  if (session != nullptr) {
    session->tail.reopen();
    return session;
  }
  session = std::make_unique<IndexSession>();
  session->generation = live;
  const std::filesystem::path generation = directory_ / live.name;
  session->tail = Xapian::Database(tail_of(generation).string());
  KJ_DO(check_format(session->tail));
  KJ_TRY(session->table, table_of(live));
  KJ_DO(check_sealed(session->tail, session->table->base_documents()));
  if (session->table->base_documents() > 0) session->base.emplace((generation / "base").string());
  return session;
}

// Brings table and session to one state and keeps them there by the lock.
Status SessionPool::synchronise(IndexSession& session) {
  for (;;) {
    if (session.table->known_tail_unlocked() < session.tail.get_lastdocid())
      KJ_DO(session.table->extend(session.tail));
    session.lock = session.table->read_lock();
    if (session.table->known_tail() == session.tail.get_lastdocid()) return session.refresh(), Status();
    session.lock.unlock();
    session.tail.reopen();  // somebody was further
  }
}

void SessionPool::give_back(std::unique_ptr<IndexSession> session) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(session));
}

}  // namespace koujing::search
