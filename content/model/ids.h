// Distinct types for the numbers that name things: a NoticeId never passes for an EntryId.
//
// Each is a permanent number given by the store, from 1 upwards, never used again. 0 names nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace koujing {

template <class Tag>
struct Id {
  std::int64_t value = 0;
  constexpr explicit operator bool() const { return value > 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

using NoticeId = Id<struct NoticeTag>;
using ChangeId = Id<struct ChangeTag>;
using EntryId = Id<struct EntryTag>;
using RevisionId =
    Id<struct RevisionTag>;  // across all entries; a revision's number within its entry is an int
using PersonId = Id<struct PersonTag>;
using CatalogueId = Id<struct CatalogueTag>;
using BlockId = Id<struct BlockTag>;
using CatalogueChangeId = Id<struct CatalogueChangeTag>;
using BulletinId = Id<struct BulletinTag>;
using ConfirmationId = Id<struct ConfirmationTag>;
using QuestionId = Id<struct QuestionTag>;

// Departments and libraries are named by a short code that an administrator chooses ("market", "市场部").
struct DepartmentCode {
  std::string value;
  auto operator<=>(const DepartmentCode&) const = default;
};

}  // namespace koujing

template <class Tag>
struct std::hash<koujing::Id<Tag>> {
  std::size_t operator()(koujing::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
