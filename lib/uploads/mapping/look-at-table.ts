import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import type { ReadJob } from '../read/thread-messages'
import { readInThread } from '../read-in-thread'
import type { LookedTable } from './look-at-file'

/**
 * Looks through a whole file, of which nothing is kept: its columns, their values, and its first records.
 * @throws AppError `file_unreadable`, also for one without a column; `too_large`
 */
export async function lookAtTable(
  _access: SiteAccess<'imports:manage'>,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadJob['limits'] = {},
): Promise<LookedTable> {
  const file = await readInThread({ kind: 'TABLE', limits }, bytes)
  try {
    for await (const _ of file.lines());
    const looked = file.summary()
    if (looked.places.length === 0)
      throw new AppError('file_unreadable', { message: 'This file has no columns: none of its records holds a value.' })
    return looked
  } finally {
    file.close()
  }
}
