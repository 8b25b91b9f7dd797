import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { AuditAction } from '@/lib/audit/sentences'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Dependants } from './dependants'
import type { Archiving, Deletion, Renaming } from './schema'
import type { Holder, Thing } from './thing'

/** A deletion of many rows takes its time. */
const LONG = { timeout: 300_000, maxWait: 10_000 }

/** What depends on a thing, and what can be done with it. @throws AppError `not_found` */
export async function readDependants<A extends Holder, K>(thing: Thing<A, K>, access: A, key: K): Promise<Dependants> {
  return (await thing.read(db, access, key)) ?? missing()
}

/** Gives a thing another name. @throws AppError `not_found`; `name_taken`; `conflict` saying why it keeps its name */
export async function renameThing<A extends Holder, K>(
  thing: Thing<A, K>,
  access: A,
  change: K & Renaming,
): Promise<void> {
  const { rename = cannot() } = thing
  if (change.name.length > rename.longest)
    throw new AppError('invalid', { fields: { name: [`At most ${rename.longest} characters.`] } })
  await transact(async (tx) => {
    const found = (await thing.read(tx, access, change)) ?? missing()
    if (found.name === change.name) return
    require(found.keeps.rename)
    await rename.run(tx, access, change)
    await note(tx, access, { action: rename.audit, subject: change.name, detail: { before: found.name } })
  })
}

/** Puts a thing away, or takes it out again. @throws AppError `not_found`; `conflict` saying why it stays where it is */
export async function archiveThing<A extends Holder, K>(
  thing: Thing<A, K>,
  access: A,
  change: K & Archiving,
): Promise<void> {
  const { archive = cannot() } = thing
  const [away, back] = archive.audit
  await transact(async (tx) => {
    const found = (await thing.read(tx, access, change)) ?? missing()
    if (found.isArchived === change.isArchived) return
    require(found.keeps.archive)
    await archive.run(tx, access, { ...change, archivedAt: change.isArchived ? new Date() : null })
    await note(tx, access, { action: change.isArchived ? away : back, subject: found.name })
  })
}

/** Deletes a thing with what goes with it. @throws AppError `not_found`; `conflict` saying why it is not deleted */
export async function deleteThing<A extends Holder, K>(
  thing: Thing<A, K>,
  access: A,
  change: K & Deletion,
): Promise<void> {
  const { remove = cannot() } = thing
  await transact(async (tx) => {
    const found = (await thing.read(tx, access, change)) ?? missing()
    requireDeletable(found, change.name)
    await tx.$executeRaw`SET LOCAL statement_timeout = 0`
    await remove.run(tx, access, change)
    await note(tx, access, { action: remove.audit, subject: found.name, detail: { with: found.goes } })
  })
}

/** @throws AppError `conflict` when it may not be deleted, or is called otherwise than whoever confirmed was told */
export function requireDeletable({ name, keeps }: Dependants, told: string): void {
  if (name !== told)
    throw new AppError('conflict', { message: `Nothing was deleted: it is called “${name}” now. Reload the page.` })
  require(keeps.remove)
}

function require(reason: string | null): void {
  if (reason !== null) throw new AppError('conflict', { message: reason })
}

function missing(): never {
  throw new AppError('not_found')
}

/** A kind that has no such act has no action for it either. */
function cannot(): never {
  throw new Error('Things of this kind cannot be changed so')
}

type Note = { action: AuditAction; subject: string; detail?: { before: string } | { with: string[] } }

async function note(tx: Tx, { actor, studyId }: Holder, entry: Note): Promise<void> {
  await recordAudit(tx, actor, { ...entry, ...(studyId && { studyId }) })
}

async function transact(run: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await db.$transaction(run, LONG)
  } catch (error) {
    throw inWords(error) ?? error
  }
}

/** What the database refused because somebody else was at it at the same moment. */
function inWords(error: unknown): AppError | null {
  const { code, meta } = error as { code?: unknown; meta?: { code?: unknown } }
  if (code === 'P2002') return new AppError('name_taken', { fields: { name: ['Another one has this name.'] } })
  const isUsed = code === 'P2003' || (code === 'P2010' && meta?.code === '23503')
  return isUsed
    ? new AppError('conflict', { message: 'Somebody began to use it at this moment. Nothing was deleted.' })
    : null
}
