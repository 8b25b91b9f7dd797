import 'server-only'
import type { Access } from '@/lib/auth/access'
import { hoursOfPeople, judgeSides, nameConcerned, sumChecks } from './health'
import { layOutProgress } from './progress-rows'
import { readAnnotators } from './read-annotators'
import { readChecks } from './read-checks'
import { groupConcerns } from './read-concerns'
import { readLate } from './read-late'
import { readLeases } from './read-leases'
import { readPace } from './read-pace'
import { readProgress } from './read-progress'
import { readSame } from './read-same'
import { countSetAside } from './read-set-aside'
import { readSides } from './read-sides'
import { readSpeed } from './read-speed'
import type { MonitoredStudy } from './read-study'
import { shareRead } from './share-read'

/**
 * Where a study that was opened stands, and as of when: counts only, never outcomes. A study so large that counting it
 * takes long is not counted anew for everybody who looks.
 */
export async function readMonitor(access: Access<'study:read'>, study: MonitoredStudy) {
  return shareRead(`monitor of ${study.id}, ${study.status}`, () => countAll(access, study))
}

async function countAll(access: Access<'study:read'>, study: MonitoredStudy) {
  const now = new Date()
  const [progress, pace, leases, late, annotators, setAside, sides, speed, checks, same] = await Promise.all([
    readProgress(access),
    readPace(access, now),
    readLeases(access),
    readLate(access),
    readAnnotators(access, now),
    countSetAside(access),
    readSides(access),
    readSpeed(access),
    readChecks(access),
    readSame(access),
  ])
  const concerns = groupConcerns(speed, checks, same)
  // Of whoever judges no more nothing is to be done: the annotators' table still tells it.
  const active = annotators.filter(({ deactivatedAt, excludedAt }) => deactivatedAt === null && excludedAt === null)
  return {
    ...{ now, tookMs: Date.now() - now.getTime() },
    progress: layOutProgress(progress.cells, study),
    items: progress.items,
    ...{ pace, leases, late, annotators, setAside },
    hours: hoursOfPeople([...sides, ...late], annotators),
    // One response stands on no side.
    sides: study.protocol === 'RATING' ? null : judgeSides(sides, annotators),
    same: nameConcerned('same', concerns, active),
    tooFast: nameConcerned('speed', concerns, active),
    checks: { ...sumChecks(checks), careless: nameConcerned('checks', concerns, active) },
  }
}

export type Monitor = Awaited<ReturnType<typeof readMonitor>>
