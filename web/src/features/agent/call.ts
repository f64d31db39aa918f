// What the telephone system says about a call, and from whom it is believed. Pure.
import type { LocationQuery, LocationQueryRaw } from 'vue-router';

export interface Call {
  id: string;
  region: string;
  product: string;
  /** The customer's, to be shown only. */
  number: string;
}

const LONGEST_ID = 128;
const LONGEST = 50;

const text = (value: unknown, longest: number): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, longest) : '';

export function callOf(said: Record<string, unknown>): Call | null {
  const id = text(said.call, LONGEST_ID);
  if (!id) return null;
  return {
    id,
    region: text(said.region, LONGEST),
    product: text(said.product, LONGEST),
    number: text(said.number, LONGEST),
  };
}

export const callFromQuery = (query: LocationQuery): Call | null =>
  callOf(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])));

/** The address without what belongs to one call alone; region and product stay as filters. */
export function withoutCall(query: LocationQuery): LocationQueryRaw {
  const { call: _call, number: _number, ...rest } = query;
  return rest;
}

interface Frame {
  parent: unknown;
  opener: unknown;
}

/**
 * What a message says: a call, `call: null` when it ended, or null when it is not for us. Only the page that frames or
 * opened this one is believed, and only when it is of one of these origins.
 */
export function messageOf(
  event: Pick<MessageEvent, 'data' | 'origin' | 'source'>,
  here: { self: Frame; origins: readonly string[] },
): { call: Call | null } | null {
  const above = event.source === here.self.parent && here.self.parent !== here.self;
  const opened = event.source !== null && event.source === here.self.opener;
  if ((!above && !opened) || !here.origins.includes(event.origin)) return null;
  const data: unknown = event.data;
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  if (data.type === 'koujing:call-ended') return { call: null };
  if (data.type !== 'koujing:call') return null;
  const call = callOf(data as Record<string, unknown>);
  return call && { call };
}

/** What the strip above the filters says of it. */
export const callWords = (call: Call): string[] => [call.number, call.region, call.product].filter((one) => one !== '');
