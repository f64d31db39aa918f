// A picture in a text is kept with the notice, byte for byte, and shown to whoever may read the answer.
import { provide, type ShallowRef } from 'vue';
import { newKey } from '../../api/client';
import { Problem } from '../../api/problem';
import type { ChangeSet, Notice } from '../../api/types';
import { uploadOriginal } from '../../api/upload';
import { useMessages } from '../../app/locale';
import { KEEP_IMAGE } from '../../ui/keep_image';

/** `taken` gets the notice as it is with the picture. */
export function useImages(change: ShallowRef<ChangeSet | null>, taken: (notice: Notice) => void): void {
  const m = useMessages();
  provide(KEEP_IMAGE, async (image: File): Promise<string> => {
    const n = change.value?.notice;
    if (!n) throw new Problem(0, 'input', '', m.value.editor.noNoticeForImage);
    const { notice } = await uploadOriginal(n, image, newKey(), () => undefined, 'picture');
    taken(notice);
    return notice.pictures[notice.pictures.length - 1]?.href ?? '';
  });
}
