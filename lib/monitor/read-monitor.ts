import 'server-only'
import type { Access } from '@/lib/auth/access'
import { judgeChecks, judgeSides, judgeSpeed } from './health'
import { layOutProgress } from './progress-rows'
import { readAnnotators } from './read-annotators'
import { readChecks } from './read-checks'
import { readLeases } from './read-leases'
import { readPace } from './read-pace'
import { readProgress } from './read-progress'
import { countSetAside } from './read-set-aside'
import { readSides } from './read-sides'
import { readSpeed } from './read-speed'
import type { MonitoredStudy } from './read-study'

/** Where a study that was opened stands at a moment: counts only, never outcomes. */
export async function readMonitor(access: Access<'study:read'>, study: MonitoredStudy, now: Date) {
  const [progress, pace, leases, annotators, setAside, sides, speed, checks] = await Promise.all([
    readProgress(access),
    readPace(access, now),
    readLeases(access),
    readAnnotators(access, now),
    countSetAside(access),
    readSides(access),
    readSpeed(access),
    readChecks(access),
  ])
  return {
    progress: layOutProgress(progress.cells, study),
    items: progress.items,
    ...{ pace, leases, annotators, setAside },
    sides: judgeSides(sides, annotators),
    tooFast: judgeSpeed(speed, annotators),
    checks: judgeChecks(checks, annotators),
  }
}

export type Monitor = Awaited<ReturnType<typeof readMonitor>>
