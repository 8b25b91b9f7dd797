import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Messages } from '@/lib/prompts/messages'
import { visibleSets } from '@/lib/prompts/visible-sets'
import { mayChangeSet } from './own-uploads'

/** So many answers stand on one page. */
const MOST_RESPONSES = 200

const Neighbours = z.object({ before: z.string().nullable(), after: z.string().nullable() })

export type PromptInFull = Awaited<ReturnType<typeof readPrompt>>

/**
 * A prompt with all that systems answered to it, side by side: for who prepares studies, never for who judges.
 * @throws AppError `not_found`
 */
export async function readPrompt({ actor }: SiteAccess<'prompts:read'>, setId: string, promptId: string) {
  const ids = z.tuple([z.uuid(), z.uuid()]).safeParse([setId, promptId])
  const prompt = ids.success
    ? await db.prompt.findFirst({
        where: { id: promptId, promptSetId: setId, promptSet: visibleSets(actor) },
        include: {
          promptSet: { select: { id: true, name: true, createdById: true } },
          responses: {
            where: { absent: false },
            orderBy: [{ system: { name: 'asc' } }, { sample: 'asc' }],
            take: MOST_RESPONSES + 1,
            select: { id: true, sample: true, messages: true, system: { select: { name: true } } },
          },
        },
      })
    : null
  if (!prompt) throw new AppError('not_found')
  const { promptSet, responses, id, externalId, category, tags, position } = prompt
  const [neighbours] = z.tuple([Neighbours]).parse(
    await db.$queryRaw`
      SELECT (SELECT id FROM "Prompt" WHERE "promptSetId" = ${setId}::uuid AND (position, "externalId") < (${position}, ${externalId})
              ORDER BY position DESC, "externalId" DESC LIMIT 1) AS before,
             (SELECT id FROM "Prompt" WHERE "promptSetId" = ${setId}::uuid AND (position, "externalId") > (${position}, ${externalId})
              ORDER BY position, "externalId" LIMIT 1) AS after`,
  )
  return {
    set: { id: promptSet.id, name: promptSet.name },
    ...{ id, externalId, category, tags, neighbours },
    messages: Messages.parse(prompt.messages),
    responses: responses.slice(0, MOST_RESPONSES).map((one) => ({
      ...{ id: one.id, sample: one.sample, system: one.system.name },
      messages: Messages.parse(one.messages),
    })),
    hasMore: responses.length > MOST_RESPONSES,
    mayEdit: mayChangeSet(actor, promptSet),
  }
}
