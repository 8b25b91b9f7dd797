import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireOwnSet } from './own-uploads'
import type { PromptInput, SetInput } from './schema'

/** Says what a prompt set is, and under which terms its texts may be given on. @throws AppError `not_found` */
export async function changeSet(
  { actor }: SiteAccess<'uploads:manage'>,
  { setId, description, licence, isShared }: SetInput,
): Promise<void> {
  await requireOwnSet(actor, setId)
  await db.$transaction(async (tx) => {
    const [set] = await tx.promptSet.updateManyAndReturn({
      where: { id: setId },
      data: { description, licence, ...(isShared !== undefined && { isShared }) },
    })
    if (!set) throw new AppError('not_found')
    await recordAudit(tx, actor, {
      action: 'set.change',
      subject: set.name,
      detail: { licence, ...(isShared !== undefined && { isShared }) },
    })
  })
}

/**
 * Puts a prompt into another category and gives it other tags.
 * @throws AppError `not_found`; `conflict` when a study that was opened judges the prompt, whose figures are by category
 */
export async function changePrompt(
  { actor }: SiteAccess<'uploads:manage'>,
  { promptId, category, tags }: PromptInput,
): Promise<void> {
  const found = await db.prompt.findUnique({ where: { id: promptId }, select: { promptSetId: true } })
  if (!found) throw new AppError('not_found')
  await requireOwnSet(actor, found.promptSetId)
  await db.$transaction(async (tx) => {
    const [prompt] = await tx.prompt.updateManyAndReturn({
      where: { id: promptId },
      data: { category: category || null, tags: [...new Set(tags)] },
    })
    if (!prompt) throw new AppError('not_found')
    const used = await tx.study.findFirst({
      where: { promptSetId: prompt.promptSetId, status: { not: 'DRAFT' }, items: { some: { promptId } } },
      select: { title: true },
    })
    if (used)
      throw new AppError('conflict', {
        message: `Nothing was changed: the study “${used.title}” judges this prompt, and its figures and files are by category and tags.`,
      })
    const detail = { category: category || null, tags }
    await recordAudit(tx, actor, { action: 'prompt.change', subject: prompt.externalId, detail })
  })
}
