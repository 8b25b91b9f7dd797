import { fileStem } from '@/lib/http/stream'
import type { ZipEntry } from '@/lib/http/zip'

/** Files of an archive under their words as file names; of two that read the same there, the second has a number. */
export function namedByPair(
  files: readonly { words: string; chunks: ZipEntry['chunks'] }[],
  ending: string,
): ZipEntry[] {
  const taken = new Map<string, number>()
  return files.map(({ words, chunks }) => {
    const stem = fileStem(words)
    const times = (taken.get(stem) ?? 0) + 1
    taken.set(stem, times)
    return { name: `${stem}${times > 1 ? `-${times}` : ''}.${ending}`, chunks }
  })
}
