import type { DeskPair, DeskState } from '@/lib/judgments/schema'

/** What of a session the server's word is set against. */
type Held = {
  queue: DeskPair[]
  unsent: readonly { assignmentId: string }[]
  settled: readonly string[]
  total: number | null
  misses: number
}

/** Takes over where the server says one stands. */
export function mergeDesk<S extends Held>(session: S, desk: DeskState) {
  const { status, judged, total, retryAt } = desk
  const held = keepHeld(session.queue, desk)
  const known = new Set([...[...held, ...session.unsent].map((each) => each.assignmentId), ...session.settled])
  const queue = [...held, ...desk.pairs.filter(({ assignmentId }) => !known.has(assignmentId))]
  const misses = queue.length > 0 ? 0 : session.misses + 1
  const standing = { status, judged, retryAt, total: total ?? session.total, lapsed: false }
  return { ...session, ...standing, queue, lacking: lackOf(queue, desk), misses }
}

/** The pair one is reading stays, and may be finished. Of a study that is paused or over no other is begun. */
function keepHeld(queue: DeskPair[], { status, gone }: DeskState): DeskPair[] {
  if (status === 'paused' || status === 'closed') return queue.slice(0, 1)
  return queue.filter(({ assignmentId }, index) => index === 0 || !gone.includes(assignmentId))
}

/** How many pairs are yet to be fetched in reserve. */
export function lackOf(queue: DeskPair[], { status, reserve, pairs }: DeskState): number {
  return status === 'judging' && pairs.length > 0 ? Math.max(0, reserve - queue.length) : 0
}
