import 'server-only'
import { authorizeActorSite, type SiteAccess } from '@/lib/auth/access'
import { findActingUploader } from '@/lib/auth/acting-admin'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Mapping } from './mapping/schema'
import { UploadInput } from './schema'

type Command = {
  kind: 'PROMPTS' | 'RESPONSES'
  filename: string
  /** Name of the prompt set. */
  set: string
  system?: string | undefined
  /** Prompts go into the set that exists. */
  add: boolean
  mapping?: Mapping | undefined
  /** E-mail of the account that acts; the first admin's otherwise. */
  as?: string | undefined
}

/**
 * Turns a command's names into an upload's input, and the account into an access.
 * @throws AppError `not_found` when there is no such account or prompt set
 */
export async function prepareImport(
  command: Command,
): Promise<{ access: SiteAccess<'uploads:manage'>; input: UploadInput & { mapping?: Mapping | undefined } }> {
  const { kind, filename, set: name, system, add, as, mapping } = command
  const access = authorizeActorSite(await findActingUploader(as), 'uploads:manage')
  const set = await db.promptSet.findUnique({ where: { name }, select: { id: true } })
  if (!set && (kind === 'RESPONSES' || add))
    throw new AppError('not_found', { message: `There is no prompt set called “${name}”. Import its prompts first.` })
  const promptSetId = set && (kind === 'RESPONSES' || add) ? set.id : undefined
  const parsed = UploadInput.safeParse({ kind, filename, promptSetId, name: kind === 'PROMPTS' ? name : system })
  if (!parsed.success)
    throw new AppError('invalid', { message: parsed.error.issues.map(({ message }) => message).join(' ') })
  return { access, input: { ...parsed.data, mapping } }
}
