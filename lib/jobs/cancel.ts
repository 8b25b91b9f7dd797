import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '@/lib/db/client'
import { boss } from './boss'
import type { JobName } from './job'
import { findLive } from './queue'
import { wakeWorker } from './wake'

/** How long a run may take to notice that it was cancelled, in milliseconds. */
const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 50

/** Cancels the job of a kind about `key`, if one is waiting or under way, and waits until nobody is at it. */
export async function cancelLive({ name }: JobName, key: string): Promise<void> {
  const id = await findLive({ name }, key)
  if (!id) return
  await boss().cancel(name, id)
  wakeWorker()
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until && (await db.jobRun.count({ where: { id } })) > 0) await pause(LOOK_EVERY_MS)
}
