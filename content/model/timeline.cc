#include "content/model/timeline.h"

#include <algorithm>

namespace koujing {
namespace {

// What one publication or retirement does to validity time, after its withdrawal if it had one.
struct Layer {
  const EntryEvent* event = nullptr;
  Instant ends_over = Instant::never();    // from here on it decides nothing (withdrawn with restore)
  Instant silent_from = Instant::never();  // from here on it decides 'no answer' (withdrawn without)
  Standing standing = Standing::kConfirmed;
  std::optional<ConfirmationId> confirmation;
};

void apply(std::vector<Layer>& layers, const EntryEvent& event) {
  const auto target = std::find_if(layers.begin(), layers.end(),
                                   [&](const Layer& layer) { return layer.event->seq == event.target; });
  switch (event.kind) {
    case EntryEventKind::kPublish:
    case EntryEventKind::kRetire:
      layers.push_back({&event, Instant::never(), Instant::never(), event.standing, event.confirmation});
      break;
    case EntryEventKind::kWithdraw:
      if (target == layers.end()) break;
      if (event.restore_previous || event.recorded_at <= target->event->validity.from)
        target->ends_over = std::min(target->ends_over, event.recorded_at);
      else
        target->silent_from = std::min(target->silent_from, event.recorded_at);
      break;
    case EntryEventKind::kConfirm:
      if (target == layers.end()) break;
      target->standing = Standing::kConfirmed;
      target->confirmation = event.confirmation;
      break;
  }
}

// The layer that decides at `at`: of all that have begun and still decide, the one recorded last.
const Layer* deciding(const std::vector<Layer>& layers, Instant at) {
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
    if (layer->event->validity.from <= at && at < layer->ends_over) return &*layer;
  return nullptr;
}

bool answers(const Layer& layer, Instant at) {
  return layer.event->kind == EntryEventKind::kPublish && layer.event->validity.covers(at) &&
         at < layer.silent_from;
}

// Validity time cut into stretches, as known after the events so far; `known` is left open.
std::vector<Span> stretches(const std::vector<Layer>& layers) {
  std::vector<Instant> borders;
  for (const Layer& layer : layers) {
    for (Instant border :
         {layer.event->validity.from, layer.event->validity.end(), layer.ends_over, layer.silent_from})
      if (border != Instant::never()) borders.push_back(border);
  }
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  std::vector<Span> result;
  for (std::size_t i = 0; i < borders.size(); ++i) {
    const Layer* layer = deciding(layers, borders[i]);
    if (layer == nullptr || !answers(*layer, borders[i])) continue;
    const std::optional<Instant> end =
        i + 1 < borders.size() ? std::optional<Instant>(borders[i + 1]) : std::nullopt;
    const EntryEvent& event = *layer->event;
    if (!result.empty() && result.back().published_seq == event.seq && result.back().valid.to == borders[i]) {
      result.back().valid.to = end;
      continue;
    }
    result.push_back({event.revision,
                      event.number,
                      event.seq,
                      {borders[i], end},
                      {},
                      layer->standing,
                      layer->confirmation});
  }
  return result;
}

bool same_but_known(const Span& a, const Span& b) {
  return a.published_seq == b.published_seq && a.valid == b.valid && a.standing == b.standing &&
         a.confirmation == b.confirmation;
}

}  // namespace

std::vector<Span> spans_of(std::span<const EntryEvent> events) {
  std::vector<Span> done, open;
  std::vector<Layer> layers;
  for (std::size_t i = 0; i < events.size(); ++i) {
    apply(layers, events[i]);
    // Events of one transaction share their record time: nobody could ever see the state between them.
    if (i + 1 < events.size() && events[i + 1].recorded_at == events[i].recorded_at) continue;
    const Instant now = events[i].recorded_at;
    std::vector<Span> next = stretches(layers);
    for (Span& span : next) {
      const auto same = std::find_if(open.begin(), open.end(),
                                     [&](const Span& before) { return same_but_known(before, span); });
      span.known = {same != open.end() ? same->known.from : now, std::nullopt};
      if (same != open.end()) open.erase(same);
    }
    for (Span& span : open) {
      span.known.to = now;
      done.push_back(span);
    }
    open = std::move(next);
  }
  done.insert(done.end(), open.begin(), open.end());
  std::sort(done.begin(), done.end(), [](const Span& a, const Span& b) {
    return a.known.from != b.known.from ? a.known.from < b.known.from : a.valid.from < b.valid.from;
  });
  return done;
}

const Span* in_force(std::span<const Span> spans, Instant at, Instant known) {
  for (const Span& span : spans)
    if (span.valid.covers(at) && span.known.covers(known)) return &span;
  return nullptr;
}

}  // namespace koujing
