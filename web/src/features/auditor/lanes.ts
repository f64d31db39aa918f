// The timeline of the journal as a picture: a lane for each kind of deed, a dot for each stretch of time in which
// something of the kind was done. Pure.
import type { JournalHistogram } from '../../api/types';

const VERBS = {
  notices: ['receive_notice', 'amend_notice', 'add_original', 'redact_original', 'review_notice', 'delegate', 'end_delegation'],
  drafts: ['draft_changes', 'edit_change', 'submit_change', 'discard_change'],
  confirmations: ['confirm_change', 'return_change', 'issue_confirm_link', 'set_care', 'verify_entry'],
  publications: ['publish_change', 'publish_emergency', 'withdraw_change', 'withdraw_entry', 'import_entries', 'post_bulletin', 'revise_block', 'publish_question'],
  answers: ['use_answer', 'leave_answer', 'report_offline_search', 'take_offline_copy', 'acknowledge_bulletin', 'acknowledge_revision'],
  questions: ['ask_question', 'join_question', 'route_question', 'give_back_question', 'issue_answer_link', 'answer_question', 'draft_question', 'reopen_question', 'escalate_question', 'close_question'],
  oversight: ['take_bundle', 'take_export', 'trace_uses', 'read_searches', 'read_record', 'take_report', 'forget_search', 'forget_searches', 'forget_callbacks', 'redact_revision', 'redact_change', 'redact_notice', 'redact_bulletin'],
};
export type Lane = keyof typeof VERBS | 'upkeep';
export const LANES = [...(Object.keys(VERBS) as (keyof typeof VERBS)[]), 'upkeep'] as Lane[];
const LANE_OF = new Map<string, Lane>(Object.entries(VERBS).flatMap(([lane, verbs]) => verbs.map((verb) => [verb, lane as Lane])));
/** What is not of the flow is upkeep: people, catalogue, words, settings, and verbs of a newer server. */
export const laneOf = (verb: string): Lane => LANE_OF.get(verb) ?? 'upkeep';

export interface Dot {
  stretch: number;
  from: string;
  to: string;
  records: number;
  /** 0 to 1, by the logarithm: one record is still seen beside ten thousand. */
  size: number;
  verbs: { verb: string; records: number }[];
}
export interface Row {
  lane: Lane;
  records: number;
  dots: Dot[];
}

export function rowsOf(stretches: JournalHistogram['stretches']): Row[] {
  const rows = LANES.map((lane): Row => ({ lane, records: 0, dots: [] }));
  stretches.forEach(({ from, to, verbs }, stretch) => {
    for (const [verb, records] of Object.entries(verbs)) {
      const row = rows[LANES.indexOf(laneOf(verb))]!;
      let dot = row.dots.at(-1);
      if (dot?.stretch !== stretch) row.dots.push((dot = { stretch, from, to, records: 0, size: 0, verbs: [] }));
      dot.records += records;
      dot.verbs.push({ verb, records });
      row.records += records;
    }
  });
  const most = Math.max(1, ...rows.flatMap((row) => row.dots.map((dot) => dot.records)));
  for (const row of rows)
    for (const dot of row.dots) {
      dot.size = most === 1 ? 0 : Math.log(dot.records) / Math.log(most);
      dot.verbs.sort((one, other) => other.records - one.records);
    }
  return rows.filter((row) => row.records > 0);
}

export type Place = { row: number; dot: number };
/** Where an arrow key leads: along the lane, or to the dot of the next lane that is nearest in time. */
export function step(rows: Row[], at: Place, key: string): Place {
  const here = rows[at.row]?.dots[at.dot];
  if (!here) return at;
  const last = rows[at.row]!.dots.length - 1;
  if (key === 'ArrowLeft') return { row: at.row, dot: Math.max(0, at.dot - 1) };
  if (key === 'ArrowRight') return { row: at.row, dot: Math.min(last, at.dot + 1) };
  if (key === 'Home') return { row: at.row, dot: 0 };
  if (key === 'End') return { row: at.row, dot: last };
  const next = rows[at.row + (key === 'ArrowUp' ? -1 : 1)];
  if (!next) return at;
  const away = next.dots.map((dot) => Math.abs(dot.stretch - here.stretch));
  return { row: rows.indexOf(next), dot: away.indexOf(Math.min(...away)) };
}

/** Stretches whose beginning is written below the lanes: some six, the first among them. */
export function marksOf(stretches: number): number[] {
  const every = Math.max(1, Math.ceil(stretches / 6));
  return [...Array(stretches).keys()].filter((at) => at % every === 0);
}
