import { z } from 'zod'
import { whole, word } from '@/lib/inputs'
import { answers } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { listSetSystems, listWholePrompts } from '@/lib/uploads/list-prompts'
import { listPromptSets, readPromptSet } from '@/lib/uploads/queries'
import { byNumber, newestFirst, Paging, pageAfter, pageOf, readCursor, readNumber } from './paging'
import { OnePromptSet, PromptSets, Prompts, Systems } from './shapes'

const params = z.object({ setId: z.uuid() })
const gate = { method: 'GET', needs: 'prompts:read', scope: 'prompts:read' } as const

export const list = endpoint(
  {
    ...gate,
    path: '/prompt-sets',
    query: Paging,
    summary: 'Prompt sets, the newest first.',
    reply: answers(PromptSets),
  },
  async (access, { query }) =>
    pageOf((await listPromptSets(access)).sets, query, ({ createdAt, id }) => newestFirst(createdAt, id)),
)

export const read = endpoint(
  {
    ...gate,
    path: '/prompt-sets/{setId}',
    params,
    summary: 'A prompt set and its categories.',
    reply: answers(OnePromptSet),
  },
  async (access, { params: { setId } }) => {
    const { set, total, categories } = await readPromptSet(access, setId)
    return { ...set, prompts: total, categories }
  },
)

/** A page of texts stays one. */
const MOST_PROMPTS = 100

export const prompts = endpoint(
  {
    ...{ ...gate, path: '/prompt-sets/{setId}/prompts', params },
    query: Paging.extend({ limit: Paging.shape.limit.pipe(whole(1, MOST_PROMPTS)), words: word(200).default('') }),
    summary: 'The prompts of a set in their order, with all their messages; with words, those that hold them.',
    reply: answers(Prompts),
  },
  async (access, { params: { setId }, query: { limit, cursor, words } }) => {
    const after = cursor === undefined ? null : readNumber(readCursor(cursor))
    const rows = await listWholePrompts(access, setId, { limit: limit + 1, after, words })
    return pageAfter(
      rows.map(({ position, ...row }) => ({
        row: { ...row, turns: row.messages.length },
        place: byNumber(position, row.id),
      })),
      limit,
    )
  },
)

export const systems = endpoint(
  {
    ...{ ...gate, path: '/prompt-sets/{setId}/systems', params, query: Paging },
    summary: 'The systems that have answered prompts of a set, and how many.',
    reply: answers(Systems),
  },
  async (access, { params: { setId }, query }) => pageOf(await listSetSystems(access, setId), query, ({ id }) => id),
)
