import type { DeskState, VerdictReceipt } from '@/lib/judgments/schema'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeVerdict } from '@/lib/testing/judging'
import { sessionCookie } from '../../e2e/fixtures'
import { requester } from './requester'

/** How long somebody looks at a pair, in milliseconds. */
const THINKING = 500

/** Annotators of one study who read, press a key, and wait until it is said that their verdict is stored. */
export async function seatThinkers(base: string, people: number) {
  const { studyId } = await makeOpenStudy({ prompts: 2000, overlap: 5 })
  const enrolled = await enrolPeople(studyId, people)
  const at = `/api/annotate/${studyId}`
  const desks = await Promise.all(
    enrolled.map(async ({ actor }) => {
      const { name, value } = await sessionCookie(actor.id)
      const [ask, cookie] = [requester(base), `${name}=${value}`]
      let queue = ((await ask('GET', `${at}/desk`, null, cookie)) as DeskState).pairs
      return async () => {
        const [pair, ...held] = queue
        if (!pair) throw new Error('the study is too small for this run')
        const holding = held.map(({ assignmentId }) => assignmentId)
        const body = { ...makeVerdict(pair.assignmentId), holding }
        const began = performance.now()
        const receipt = (await ask('POST', `${at}/judgments`, body, cookie)) as VerdictReceipt
        queue = [...held, ...receipt.desk.pairs]
        return performance.now() - began
      }
    }),
  )
  /** Everybody judges until `meanwhile` is over, but for so long at least. @returns milliseconds from key to stored */
  const judgeWhile = async (meanwhile: Promise<unknown>, atLeast: number): Promise<number[]> => {
    const waits: number[] = []
    let isOver = false
    const over = Promise.all([meanwhile, pause(atLeast)]).finally(() => {
      isOver = true
    })
    const judge = async (press: () => Promise<number>, place: number) => {
      // They do not all press at the same moment.
      await pause((THINKING * place) / desks.length)
      while (!isOver) {
        waits.push(await press())
        await pause(THINKING)
      }
    }
    await Promise.all([over, ...desks.map(judge)])
    return waits
  }
  return { judgeWhile }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
