import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Messages } from '@/lib/prompts/messages'
import { findUpload } from './find-upload'
import type { RowInput } from './schema'

/** A text that stands beside another one. */
export type RowText = { label: string; text: string }

/**
 * What a problem row holds, beside what stands in its way: the line as it is in the file, the first of two that are
 * alike, or what the prompt set has already.
 * @throws AppError `not_found`
 */
export async function lookAtRow(
  { actor }: SiteAccess<'uploads:manage'>,
  { uploadId, rowId }: RowInput,
): Promise<RowText[]> {
  const upload = await findUpload(actor, uploadId)
  const row = await db.uploadRow.findFirst({ where: { id: BigInt(rowId), uploadId } })
  if (!row) throw new AppError('not_found')
  const { messages, beginning, promptId, externalId, sample, digest } = row
  if (!messages) return beginning === null ? [] : [{ label: 'As it stands in the file', text: beginning }]
  const own = { label: 'In this row', text: textOf(messages) }
  const first =
    row.problem === 'duplicate'
      ? await db.uploadRow.findFirst({
          where: {
            ...{ uploadId, id: { lt: row.id }, problem: null },
            ...(upload.kind === 'PROMPTS'
              ? externalId === null
                ? { digest }
                : { externalId }
              : { promptId, sample, system: row.system }),
          },
          orderBy: { id: 'asc' },
        })
      : null
  if (first?.messages) return [{ label: 'The first of them', text: textOf(first.messages) }, own]
  const there = upload.kind === 'PROMPTS' ? await promptThere(upload.promptSetId, externalId) : await responseThere()
  return there ? [{ label: 'There already', text: textOf(there.messages) }, own] : [own]

  function responseThere() {
    return promptId === null
      ? null
      : db.systemResponse.findFirst({ where: { promptId, sample, system: { name: row?.system ?? upload.name } } })
  }
}

async function promptThere(promptSetId: string | null, externalId: string | null) {
  return promptSetId && externalId ? db.prompt.findFirst({ where: { promptSetId, externalId } }) : null
}

function textOf(messages: unknown): string {
  const list = Messages.parse(messages)
  return list.map(({ role, content }) => (list.length > 1 ? `${role}: ${content}` : content)).join('\n\n')
}
