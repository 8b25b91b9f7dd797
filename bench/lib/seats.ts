import { randomUUID } from 'node:crypto'
import { authorizeActor } from '@/lib/auth/access'
import { db, disconnect, pool } from '@/lib/db/client'
import { renderStudy } from '@/lib/judgments/render-ahead'
import type { DeskState, VerdictReceipt } from '@/lib/judgments/schema'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople, makeDraft } from '@/lib/testing/fixtures'
import { sessionCookie } from '../../e2e/fixtures'
import { writeRealTexts } from './real-texts'
import { requester } from './requester'

const OVERLAP = 5

/** Sends a verdict and takes what comes next. @returns milliseconds from sending it to knowing that it is stored */
export type Press = () => Promise<number>

/**
 * Annotators at the desk of a study of their own, whose pairs have texts of 2 kB each, rendered as after an opening.
 * @param prompts as many pairs, each different: no cache holds many of them
 */
export async function seatAnnotators(base: string, { prompts, people }: { prompts: number; people: number }) {
  const ask = requester(base)
  const { studyId, researcher, promptSet } = await makeDraft({ prompts, overlap: OVERLAP, design: { seed: 1 } })
  await writeRealTexts(pool('bulk'), promptSet.id)
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  await renderStudy(studyId)
  const enrolled = await enrolPeople(studyId, people)
  const { id: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const answers = [{ criterion, turn: 0, choice: 'A' }]
  const at = `/api/annotate/${studyId}`
  const presses = await Promise.all(
    enrolled.map(async ({ actor }): Promise<Press> => {
      const { name, value } = await sessionCookie(actor.id)
      const cookie = `${name}=${value}`
      let queue = ((await ask('GET', `${at}/desk`, null, cookie)) as DeskState).pairs
      return async () => {
        const [pair, ...held] = queue
        if (!pair) throw new Error('the study is too small for this run')
        const holding = held.map(({ assignmentId }) => assignmentId)
        const said = { submissionKey: randomUUID(), answers, elapsedMs: 1, activeMs: 1, holding }
        const body = { assignmentId: pair.assignmentId, ...said }
        const began = performance.now()
        const receipt = (await ask('POST', `${at}/judgments`, body, cookie)) as VerdictReceipt
        queue = [...held, ...receipt.desk.pairs]
        return performance.now() - began
      }
    }),
  )
  await disconnect()
  return { ask, presses }
}
