import { createHash } from 'node:crypto'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { claimSlots } from '@/lib/assignments/claim-slots'
import { db, type Tx } from '@/lib/db/client'
import { readSlot, storeVerdict } from '@/lib/judgments/submit-verdict'
import { type Rng, rng } from '@/lib/rng'

/** Chances in a hundred that the focal system wins or ties against a system; unnamed ones are even. */
const CHANCES: Record<string, { win: number; tie: number }> = {
  'Alder 7B': { win: 66, tie: 17 },
  'Marlow Large': { win: 38, tie: 27 },
  'Quill 2': { win: 24, tie: 25 },
}
const EVEN = { win: 37, tie: 26 }

/** Enrols one simulated annotator, who draws `wanted` verdicts from the study's seed. Nobody reads anything. */
export async function simulateVerdicts(plan: { studyId: string; groupId: string; wanted: number }): Promise<void> {
  const { studyId, groupId, wanted } = plan
  const study = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  const { id: annotatorId, code } = await db.$transaction((tx) =>
    enrolAnnotator(tx, { studyId, groupId }, { simulated: true }),
  )
  const { startRank } = await db.annotator.findUniqueOrThrow({ where: { studyId_id: { studyId, id: annotatorId } } })
  const { status, leaseMinutes, cap } = study
  const me = { studyId, annotatorId, groupId, startRank, status, leaseMinutes, cap }
  const draws = rng(study.seed, `simulated verdicts of ${code}`)
  for (let done = 0; done < wanted; done++)
    await db.$transaction(async (tx) => {
      const slot = (await claimSlots(tx, me, 1))[0]
      if (!slot) return
      const elapsedMs = 12_000 + draws.below(50_000)
      await storeVerdict(tx, await readSlot(tx, studyId, slot.id), {
        submissionKey: keyOf(`${studyId}/${code}/${done}`),
        choice: await draw(tx, studyId, slot, draws),
        elapsedMs,
        activeMs: elapsedMs - draws.below(4000),
      })
    })
}

/** A verdict as presented: drawn for the arms, then said of the sides. */
async function draw(tx: Tx, studyId: string, slot: { id: string; leftIsA: boolean }, { below }: Rng): Promise<string> {
  const { item } = await tx.assignment.findUniqueOrThrow({
    where: { studyId_id: { studyId, id: slot.id } },
    include: { item: { include: { responseB: { include: { system: true } } } } },
  })
  const { win, tie } = CHANCES[item.responseB?.system.name ?? ''] ?? EVEN
  const die = below(100)
  if (die >= win && die < win + tie) return 'TIE'
  return die < win === slot.leftIsA ? 'A' : 'B'
}

/** A UUID that is the same for the same text, so that the demo is. */
function keyOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
