#include "content/flow/arrange_catalogue.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/change_step.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

Status check_name(const std::string& name, const std::string& pointer) {
  if (is_clean_text(name) && name.find_first_not_of(" \t") != std::string::npos &&
      characters_in(name) <= 50 && name.find('/') == std::string::npos)
    return {};
  return invalid_input(
      {{pointer,
        "bad_name",
        {"名称为 1 到 50 个字符，不能含有“/”", "a name has 1 to 50 characters and no '/'"}}});
}

Error name_taken(const std::string& name) {
  return {ErrorKind::kConflict,
          "name_taken",
          {"那里已经有名为“" + name + "”的节点；请改名，或把两个节点合并",
           "there is a node '" + name + "' in that place; choose another name, or merge the two"}};
}

// The catalogue as it would be after some steps.
class Tree {
 public:
  static Result<Tree> of(const Reading& reading) {
    Tree tree;
    KJ_TRY(const auto nodes, reading.catalogue().all());
    for (const CatalogueNode& node : nodes) tree.nodes_.emplace(node.id, node);
    return tree;
  }
  // Brings in a node that was merged away, so that it can come back.
  Status bring(const Reading& reading, CatalogueId id) {
    if (nodes_.contains(id)) return {};
    KJ_TRY(auto node, reading.catalogue().find(id));
    if (!node) return not_found("目录节点", "catalogue node", id.value);
    nodes_.emplace(id, std::move(*node));
    return {};
  }

  Result<CatalogueNode*> need(const Reading& reading, CatalogueId id) {
    if (const auto found = nodes_.find(id); found != nodes_.end() && !found->second.merged_into)
      return &found->second;
    KJ_TRY(const auto elsewhere, reading.catalogue().find(id));
    if (!elsewhere && !nodes_.contains(id)) return not_found("目录节点", "catalogue node", id.value);
    return Error{ErrorKind::kConflict,
                 "merged",
                 {"目录节点 " + id_text(id.value) + " 已经合并到别的节点",
                  "catalogue node " + id_text(id.value) + " was merged into another one"}};
  }
  CatalogueNode& at(CatalogueId id) { return nodes_.at(id); }

  std::string path(CatalogueId id) const {
    std::string text;
    for (std::optional<CatalogueId> next = id; next;) {
      const CatalogueNode& node = nodes_.at(*next);
      if (!node.merged_into) text = text.empty() ? node.name : node.name + "/" + text;
      next = node.merged_into ? node.merged_into : node.parent;
    }
    return text;
  }
  bool is_below(CatalogueId id, CatalogueId above) const {
    for (std::optional<CatalogueId> next = id; next; next = nodes_.at(*next).parent)
      if (*next == above) return true;
    return false;
  }
  std::vector<CatalogueId> children(CatalogueId id) const {
    std::vector<CatalogueId> found;
    for (const auto& [child, node] : nodes_)
      if (!node.merged_into && node.parent == id) found.push_back(child);
    return found;
  }
  std::optional<CatalogueId> named(const std::string& library, std::optional<CatalogueId> parent,
                                   const std::string& name) const {
    for (const auto& [id, node] : nodes_)
      if (!node.merged_into && node.library == library && node.parent == parent && node.name == name)
        return id;
    return std::nullopt;
  }

  Status move(CatalogueStep& step) {
    CatalogueNode& node = at(step.node);
    const auto namesake = named(node.library, step.parent, step.name);
    if (namesake && *namesake != node.id) return name_taken(step.name);
    before(step, node);
    node.name = step.name;
    node.parent = step.parent;
    after(step, node);
    return {};
  }
  void merge(CatalogueStep& step) {
    CatalogueNode& node = at(step.node);
    before(step, node);
    node.merged_into = step.into;
    after(step, node);
  }

 private:
  void before(CatalogueStep& step, const CatalogueNode& node) const {
    step.version = node.version;
    step.name_before = node.name;
    step.parent_before = node.parent;
    step.path_before = path(node.id);
  }
  void after(CatalogueStep& step, CatalogueNode& node) const {
    node.version += 1;
    step.path_after = path(node.id);
  }
  std::map<CatalogueId, CatalogueNode> nodes_;
};

struct Plan {
  Tree tree;
  CatalogueChange change;
  std::set<EntryId> entries;
};

// The merge and what it brings about. The paths from which things go are those before any of it.
Status plan_merge(Plan& plan, CatalogueId node, CatalogueId into, const std::string& path) {
  std::vector<std::pair<CatalogueId, std::string>> children;
  for (const CatalogueId child : plan.tree.children(node))
    children.emplace_back(child, path + "/" + plan.tree.at(child).name);
  CatalogueStep merge;
  merge.action = CatalogueAction::kMerge;
  merge.node = node;
  merge.into = into;
  plan.tree.merge(merge);
  merge.path_before = path;
  plan.change.steps.push_back(std::move(merge));
  for (const auto& [child, child_path] : children) {
    const std::string name = plan.tree.at(child).name;
    if (const auto like = plan.tree.named(plan.tree.at(into).library, into, name)) {
      KJ_DO(plan_merge(plan, child, *like, child_path));
      continue;
    }
    CatalogueStep move;
    move.node = child;
    move.name = name;
    move.parent = into;
    KJ_DO(plan.tree.move(move));
    move.path_before = child_path;
    plan.change.steps.push_back(std::move(move));
  }
  return {};
}

Status plan_step(const Reading& reading, Plan& plan, const CatalogueStep& wanted, const std::string& at) {
  KJ_TRY(const CatalogueNode* node, plan.tree.need(reading, wanted.node));
  const bool merges = wanted.action == CatalogueAction::kMerge;
  const std::string field = merges ? "/into" : "/parent";
  const auto target = merges ? wanted.into : wanted.parent;
  const Error unknown = invalid_input(
      {{at + field, "unknown", {"节点不存在或属于另一个信息库", "there is no such node in this library"}}});
  if (!merges) KJ_DO(check_name(wanted.name, at + "/name"));
  if (merges && !target) return unknown;
  if (target) {
    KJ_TRY(const auto there, reading.catalogue().find(*target));
    if (!there || there->library != node->library) return unknown;
    KJ_TRY(const CatalogueNode* living, plan.tree.need(reading, *target));
    if (plan.tree.is_below(living->id, node->id))
      return Error{ErrorKind::kConflict,
                   "would_loop",
                   {"不能移到或合并到自己的下级", "a node cannot go below itself"}};
  }
  KJ_TRY(const auto below, reading.catalogue().entries_below(wanted.node));
  plan.entries.insert(below.begin(), below.end());
  if (merges) return plan_merge(plan, wanted.node, *target, plan.tree.path(wanted.node));
  CatalogueStep step = wanted;
  KJ_DO(plan.tree.move(step));
  plan.change.steps.push_back(std::move(step));
  return {};
}

Result<Plan> plan_all(const Reading& reading, const std::string& summary,
                      const std::vector<CatalogueStep>& steps, const std::string& pointer) {
  if (!is_clean_text(summary) || summary.find_first_not_of(" \n\t") == std::string::npos ||
      characters_in(summary) > 200)
    return invalid_input({{"/summary",
                           "required",
                           {"请用 1 到 200 个字说明调整了什么", "say in 1 to 200 characters what changes"}}});
  if (steps.empty() || steps.size() > kMostCatalogueSteps)
    return invalid_input(
        {{"/steps", "bad_count", {"一次调整 1 到 500 步", "an arrangement has 1 to 500 steps"}}});
  KJ_TRY(Tree tree, Tree::of(reading));
  Plan plan{std::move(tree), {}, {}};
  plan.change.summary = summary;
  std::set<CatalogueId> seen;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    // The version that an editor saw is that before all of this.
    if (seen.insert(steps[i].node).second) {
      KJ_TRY(const CatalogueNode* node, plan.tree.need(reading, steps[i].node));
      KJ_DO(expect_version(steps[i].version, node->version));
    }
    KJ_DO(plan_step(reading, plan, steps[i], pointer.empty() ? "" : pointer + "/" + std::to_string(i)));
    for (const CatalogueStep& done : plan.change.steps) seen.insert(done.node);
  }
  plan.change.entries = static_cast<std::int64_t>(plan.entries.size());
  plan.change.digest = sha256_hex(canonical(plan.change.steps));
  return plan;
}

Status feed(Writing& writing, const std::set<EntryId>& entries) {
  for (const EntryId entry : entries)
    KJ_DO(writing.record().add_feed({0, "entry", entry, {}, writing.recorded_at()}));
  return {};
}

CatalogueNode node_after(const CatalogueStep& step, const std::string& library) {
  const bool merges = step.action == CatalogueAction::kMerge;
  return {step.node,
          library,
          merges ? step.parent_before : step.parent,
          merges ? step.name_before : step.name,
          step.path_after,
          step.version.value_or(0) + 1,
          step.into};
}

Status note_node(Writing& writing, const Person& actor, const CatalogueStep& step, const std::string& library,
                 CatalogueChangeId change, const std::string& from, const std::string& to) {
  const nlohmann::json detail = {{"library", library}, {"from", from}, {"to", to}};
  const char* verb = step.action == CatalogueAction::kMerge ? "merge_catalogue" : "move_catalogue";
  KJ_DO(append(writing, &actor,
               {verb,
                {"catalogue", id_text(step.node.value)},
                "",
                "",
                canonical(detail),
                {{"catalogue_change", id_text(change.value)}}}));
  return {};
}

Result<CatalogueChangeId> arrange(const Flow& flow, const Person& actor, const std::string& summary,
                                  const std::vector<CatalogueStep>& steps, const std::string& pointer) {
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(Plan plan, plan_all(writing, summary, steps, pointer));
           CatalogueChange& change = plan.change;
           change.by = actor.id;
           change.at = writing.recorded_at();
           KJ_TRY(change.id, writing.catalogue().add_change(change));
           for (const CatalogueStep& step : change.steps) {
             const std::string& library = plan.tree.at(step.node).library;
             KJ_DO(writing.catalogue().move(node_after(step, library), change.id, actor.id, change.at));
             KJ_DO(note_node(writing, actor, step, library, change.id, step.path_before, step.path_after));
           }
           KJ_DO(feed(writing, plan.entries));
           const nlohmann::json detail = {
               {"summary", summary}, {"steps", change.steps.size()}, {"entries", change.entries}};
           KJ_DO(append(writing, &actor,
                        {"arrange_catalogue",
                         {"catalogue_change", id_text(change.id.value)},
                         "",
                         change.digest,
                         canonical(detail),
                         {}}));
           return Subject{"catalogue_change", change.id.value};
         }));
  return CatalogueChangeId{made.id};
}

// The same steps backwards.
Status take_back(Writing& writing, const Person& actor, const CatalogueChange& change,
                 std::set<EntryId>& entries) {
  KJ_TRY(Tree tree, Tree::of(writing));
  std::map<CatalogueId, std::int64_t> left_at;  // version that the change left each node at
  for (const CatalogueStep& step : change.steps) {
    left_at[step.node] = step.version.value_or(0) + 1;
    KJ_DO(tree.bring(writing, step.node));
  }
  for (const auto& [id, version] : left_at)
    if (tree.at(id).version != version)
      return Error{ErrorKind::kConflict,
                   "moved_since",
                   {"节点“" + tree.path(id) + "”后来又调整过，请先撤回那一次调整",
                    "the node '" + tree.path(id) + "' was rearranged again; withdraw that first"}};
  for (auto step = change.steps.rbegin(); step != change.steps.rend(); ++step) {
    CatalogueNode& node = tree.at(step->node);
    const auto namesake = tree.named(node.library, step->parent_before, step->name_before);
    if (namesake && *namesake != node.id) return name_taken(step->name_before);
    if (step->parent_before) KJ_DO(tree.bring(writing, *step->parent_before));
    const std::string from = tree.path(node.id);
    node.name = step->name_before;
    node.parent = step->parent_before;
    node.merged_into = std::nullopt;
    node.version += 1;
    KJ_DO(writing.catalogue().move(node, change.id, actor.id, writing.recorded_at()));
    KJ_DO(note_node(writing, actor, *step, node.library, change.id, from, tree.path(node.id)));
    KJ_TRY(const auto below, writing.catalogue().entries_below(node.id));
    entries.insert(below.begin(), below.end());
  }
  for (const auto& [id, version] : left_at)
    for (auto above = tree.at(id).parent; above; above = tree.at(*above).parent) {
      KJ_DO(tree.bring(writing, *above));
      if (*above == id || tree.at(*above).merged_into)
        return Error{
            ErrorKind::kConflict,
            "moved_since",
            {"原来的上级“" + tree.at(*above).name + "”后来又调整过，请先撤回那一次调整",
             "the node above, '" + tree.at(*above).name + "', was rearranged since; withdraw that first"}};
    }
  return {};
}

}  // namespace

Result<CatalogueChange> plan_catalogue(const Reading& reading, const std::string& summary,
                                       const std::vector<CatalogueStep>& steps) {
  KJ_TRY(Plan plan, plan_all(reading, summary, steps, "/steps"));
  return std::move(plan.change);
}

Result<CatalogueChangeId> arrange_catalogue(const Flow& flow, const Person& actor, const std::string& summary,
                                            const std::vector<CatalogueStep>& steps) {
  return arrange(flow, actor, summary, steps, "/steps");
}

Result<CatalogueChangeId> move_catalogue_node(const Flow& flow, const Person& actor,
                                              const std::string& summary, const CatalogueStep& step) {
  return arrange(flow, actor, summary, {step}, "");
}

Result<CatalogueChangeId> withdraw_arrangement(const Flow& flow, const Person& actor, CatalogueChangeId id,
                                               const std::string& reason) {
  KJ_DO(check_comment(reason, "/reason"));
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(auto change, writing.catalogue().change(id));
           if (!change) return not_found("目录调整", "catalogue change", id.value);
           if (change->withdrawn_at)
             return Error{ErrorKind::kConflict,
                          "already_withdrawn",
                          {"这次调整已经撤回", "this arrangement was withdrawn already"}};
           std::set<EntryId> entries;
           KJ_DO(take_back(writing, actor, *change, entries));
           KJ_DO(feed(writing, entries));
           change->withdrawn_by = actor.id;
           change->withdrawn_at = writing.recorded_at();
           change->withdraw_reason = reason;
           KJ_DO(writing.catalogue().withdraw_change(*change));
           KJ_DO(append(writing, &actor,
                        {"withdraw_arrangement",
                         {"catalogue_change", id_text(id.value)},
                         change->digest,
                         "",
                         canonical(nlohmann::json{{"reason", reason}}),
                         {}}));
           return Subject{"catalogue_change", id.value};
         }));
  return CatalogueChangeId{done.id};
}

Result<CatalogueId> add_catalogue_node(const Flow& flow, const Person& actor, const std::string& library,
                                       std::optional<CatalogueId> parent, const std::string& name) {
  KJ_DO(check_name(name, "/name"));
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto libraries, writing.people().libraries());
           if (std::find(libraries.begin(), libraries.end(), library) == libraries.end())
             return invalid_input(
                 {{"/library",
                   "unknown_library",
                   {"没有名为“" + library + "”的信息库", "there is no library '" + library + "'"}}});
           KJ_TRY(Tree tree, Tree::of(writing));
           if (parent) {
             KJ_TRY(const auto there, writing.catalogue().find(*parent));
             if (!there || there->library != library || there->merged_into)
               return invalid_input(
                   {{"/parent",
                     "unknown",
                     {"上级节点不存在或属于另一个信息库", "there is no such node in this library"}}});
           }
           if (tree.named(library, parent, name)) return name_taken(name);
           KJ_TRY(const CatalogueId id,
                  writing.catalogue().add(library, parent, name, actor.id, writing.recorded_at()));
           const nlohmann::json detail = {{"library", library},
                                          {"path", (parent ? tree.path(*parent) + "/" : "") + name}};
           KJ_DO(append(
               writing, &actor,
               {"add_catalogue_node", {"catalogue", id_text(id.value)}, "", "", canonical(detail), {}}));
           return Subject{"catalogue", id.value};
         }));
  return CatalogueId{made.id};
}

}  // namespace koujing
