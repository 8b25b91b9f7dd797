import { z } from 'zod'
import { word } from '@/lib/inputs'
import { answers } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { listPromptSets, readPromptSet } from '@/lib/uploads/queries'
import { makeCursor, Paging, pageOf, readCursor, wrongCursor } from './paging'
import { OnePromptSet, PromptSets, Prompts } from './shapes'

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
  async (access, { query }) => pageOf((await listPromptSets(access)).sets, query),
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

export const prompts = endpoint(
  {
    ...{ ...gate, path: '/prompt-sets/{setId}/prompts', params },
    query: z.strictObject({ cursor: word(200).optional(), words: word(200).default('') }),
    summary: 'The prompts of a set in their order, a hundred at a time; with words, those that hold them.',
    reply: answers(Prompts),
  },
  async (access, { params: { setId }, query: { cursor, words } }) => {
    const asked = cursor === undefined ? 1 : Number(readCursor(cursor))
    if (!Number.isSafeInteger(asked) || asked < 1) throw wrongCursor()
    const { prompts, page, pages } = await readPromptSet(access, setId, asked, { words, order: 'set' })
    if (page !== asked && pages > 1) throw wrongCursor()
    return { data: prompts, next: page < pages ? makeCursor(String(page + 1)) : null }
  },
)
