// Reads every original as soon as it is chosen: what it says of itself is proposed, what is known of it is said.
import { reactive, shallowRef, type Ref, type ShallowRef } from 'vue';
import { asProblem } from '../../api/problem';
import { ownDepartment } from '../../api/session';
import { LARGEST_ORIGINAL } from '../../api/upload';
import type { NoticeForm, ReadDocument } from '../../api/types';
import { proposeAll, type Proposals } from './proposals';
import { readDocument } from './read_document';

export interface Reading {
  /** Still being read. */
  pending: Set<string>;
  /** By file name: what came out. */
  documents: Map<string, ReadDocument>;
  /** By file name: why it could not even be sent. The file can be handed in all the same. */
  faults: Map<string, string>;
  proposals: ShallowRef<Proposals>;
  read: (files: Iterable<File>) => Promise<void>;
}

export function useReading(form: Ref<NoticeForm>): Reading {
  const pending = reactive(new Set<string>());
  const documents = reactive(new Map<string, ReadDocument>());
  const faults = reactive(new Map<string, string>());
  const proposals = shallowRef<Proposals>({});

  async function readOne(file: File): Promise<void> {
    pending.add(file.name);
    faults.delete(file.name);
    try {
      const document = await readDocument(file);
      documents.set(file.name, document);
      const read = [...documents].map(([name, { facts }]) => ({ name, facts }));
      proposals.value = proposeAll(form.value, read, proposals.value, ownDepartment.value?.code);
    } catch (error) {
      faults.set(file.name, asProblem(error).detail);
    } finally {
      pending.delete(file.name);
    }
  }
  async function read(files: Iterable<File>): Promise<void> {
    for (const file of files) if (file.size > 0 && file.size <= LARGEST_ORIGINAL) await readOne(file);
  }
  return { pending, documents, faults, proposals, read };
}
