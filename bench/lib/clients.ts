import { authorizeActor } from '@/lib/auth/access'
import { db, disconnect, pool } from '@/lib/db/client'
import { renderStudy } from '@/lib/judgments/render-ahead'
import type { DeskState, VerdictReceipt } from '@/lib/judgments/schema'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople, makeDraft } from '@/lib/testing/fixtures'
import { sessionCookie } from '../../e2e/fixtures'
import { writeRealTexts } from './real-texts'
import { newKey, requester } from './requester'

/** As many pairs, each with texts of its own: no cache holds them. */
const PROMPTS = 10_000
const OVERLAP = 5

/** Annotators of one study, each of whom submits a verdict and gets the next pair at each call of `submit`. */
export async function makeClients(url: string, base: string, count: number) {
  process.env.DATABASE_URL = url
  const ask = requester(base)
  const { studyId, researcher, promptSet } = await makeDraft({ prompts: PROMPTS, overlap: OVERLAP })
  await writeRealTexts(pool('bulk'), promptSet.id)
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  await db.study.update({ where: { id: studyId }, data: { seed: 1 } })
  await renderStudy(studyId)
  const people = await enrolPeople(studyId, count)
  const at = `/api/annotate/${studyId}`
  const { id: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const answers = [{ criterion, turn: 0, choice: 'A' }]
  const all = await Promise.all(
    people.map(async ({ actor }) => {
      const { name, value } = await sessionCookie(actor.id)
      const cookie = `${name}=${value}`
      let queue = ((await ask('GET', `${at}/desk`, null, cookie)) as DeskState).pairs
      const submit = async () => {
        const [pair, ...held] = queue
        if (!pair) throw new Error('the study is too small for this run')
        const holding = held.map(({ assignmentId }) => assignmentId)
        const said = { submissionKey: newKey(), answers, elapsedMs: 1, activeMs: 1, holding }
        const body = { assignmentId: pair.assignmentId, ...said }
        const receipt = (await ask('POST', `${at}/judgments`, body, cookie)) as VerdictReceipt
        queue = [...held, ...receipt.desk.pairs]
      }
      return { submit }
    }),
  )
  await disconnect()
  return { ask, all }
}
