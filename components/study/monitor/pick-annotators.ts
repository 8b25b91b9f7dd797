import type { MonitoredAnnotator } from '@/lib/monitor/read-annotators'

const SHOWN = 8
const NEED_A_LOOK = 4

/** Whether nothing happens for an annotator though it could: they have not begun, not agreed, or wait. */
function isStuck({ now: { state } }: Pick<MonitoredAnnotator, 'now'>): boolean {
  return state === 'waiting' || state === 'not_begun' || state === 'no_consent'
}

/**
 * The eight annotators the overview shows: up to four who need a look, then those seen last.
 * @param concerning ids of annotators whose counts ask for a look
 */
export function pickAnnotators(
  annotators: readonly MonitoredAnnotator[],
  concerning: ReadonlySet<string>,
): MonitoredAnnotator[] {
  const bySight = [...annotators].sort((a, b) => lastSeen(b) - lastSeen(a))
  const needing = bySight.filter((each) => concerning.has(each.id) || isStuck(each)).slice(0, NEED_A_LOOK)
  const rest = bySight.filter((each) => !needing.includes(each)).slice(0, SHOWN - needing.length)
  return bySight.filter((each) => needing.includes(each) || rest.includes(each))
}

function lastSeen({ lastVerdictAt, leasedAt }: MonitoredAnnotator): number {
  return Math.max(lastVerdictAt?.getTime() ?? 0, leasedAt?.getTime() ?? 0)
}
