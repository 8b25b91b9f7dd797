import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import type { JobRun } from '@/lib/jobs/job'
import { rng } from '@/lib/rng'
import { drawRating } from './draw-rating'
import { drawVerdict } from './draw-verdict'
import { enrolSimulated, type SimulatedAnnotator } from './enrol-simulated'
import { RehearsalSettings } from './schema'
import { type Opinion, simulateAnnotator } from './simulate-annotator'
import { drawStrengths, preferByStrength } from './strengths'

/** Verdicts that a simulated annotator gives at most before it is others' turn. */
const LONGEST_TURN = 10

/** Simulated annotators of a rehearsal that judge at once: people who judge come first. */
const AT_ONCE = 2

/** Share of a sloppy annotator's answers that are given unread. */
const CARELESSNESS = 0.1

/** Lets an opened rehearsal's annotators judge in turns until they are as far as was asked, or nothing is left for
 * them. */
export async function takeTurns(studyId: string, { signal, tell }: JobRun): Promise<void> {
  const { seed, rehearsal, systems } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { seed: true, rehearsal: true, systems: { select: { system: { select: { name: true } } } } },
  })
  const settings = RehearsalSettings.parse(rehearsal?.settings)
  const annotators = await enrolSimulated(studyId, settings)
  const names = systems.map(({ system }) => system.name)
  const opinionOf = opinionsBy(settings, { seed, strengths: drawStrengths(seed, names) })
  const { slots, done } = await countSlots(studyId)
  const wanted = Math.ceil(slots * settings.share)
  let left = wanted - done
  // Two turns each at least, so that of a small study nobody is left without any.
  const turnLength = Math.max(1, Math.min(LONGEST_TURN, Math.floor(wanted / annotators.length / 2)))
  const proceed = () => !signal.aborted && left-- > 0
  const turn = ({ id, code }: SimulatedAnnotator) => {
    const carelessness = settings.hasSloppy && code === annotators[0]?.code ? CARELESSNESS : 0
    return simulateAnnotator({ studyId, annotatorId: id, code }, opinionOf(code, carelessness), {
      ...{ wanted: turnLength, proceed },
    })
  }
  const queue = rng(seed, 'turns of simulated annotators').shuffle(annotators)
  await Promise.all(
    annotators.slice(0, AT_ONCE).map(async () => {
      for (let next = queue.shift(); next && left > 0; next = queue.shift()) {
        tell(wanted - left, wanted)
        if ((await turn(next)) > 0) queue.push(next)
      }
    }),
  )
}

/** How the annotators of a rehearsal judge, by their codes. */
function opinionsBy(
  settings: RehearsalSettings,
  { seed, strengths }: { seed: number; strengths: Map<string, number> },
) {
  const prefer = preferByStrength(strengths)
  const qualityOf = (system: string) => strengths.get(system) ?? 0
  return (code: string, carelessness: number): Opinion =>
    settings.protocol === 'RATING'
      ? (item) => drawRating(item, { temper: { ...settings, carelessness }, qualityOf, seed, code })
      : (item) => drawVerdict(item, { temper: { ...settings, carelessness }, prefer, seed, code })
}

const Slots = z.tuple([z.object({ slots: z.coerce.number(), done: z.coerce.number() })])

/** All slots of a study, and those that are done. */
async function countSlots(studyId: string): Promise<{ slots: number; done: number }> {
  const rows = await db.$queryRaw`
    SELECT count(*) AS slots, count("doneAt") AS done FROM "Assignment" WHERE "studyId" = ${studyId}::uuid`
  return Slots.parse(rows)[0]
}
