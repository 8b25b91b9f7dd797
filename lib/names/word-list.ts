import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { BUILT_IN } from './built-in'
import type { NameWord } from './kinds'
import { lettersOf } from './lex'
import type { ListedNameInput } from './schema'

/** A word the admins added, by whom and when. */
export type ListedName = { word: string; addedBy: string | null; addedAt: Date }

/** All words that are looked for on this site: the built-in ones and the admins'. Only for functions that hold an access. */
export async function siteWords(): Promise<NameWord[]> {
  const listed = await db.listedName.findMany({ orderBy: { letters: 'asc' }, select: { word: true } })
  return [...BUILT_IN, ...listed.map(({ word }): NameWord => ({ word, kind: 'LISTED' }))]
}

/** The admins' words, in the order of the alphabet. */
export async function listNames(_access: SiteAccess<'names:manage'>): Promise<ListedName[]> {
  const listed = await db.listedName.findMany({ orderBy: { letters: 'asc' } })
  const ids = listed.flatMap(({ addedById }) => addedById ?? [])
  const people = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  return listed.map(({ word, addedById, addedAt }) => ({ word, addedAt, addedBy: nameOf.get(addedById ?? '') ?? null }))
}

/** Adds a word to the list. @throws AppError `invalid` for what has no letters, is one letter, or is listed already */
export async function addName({ actor }: SiteAccess<'names:manage'>, { word }: ListedNameInput): Promise<void> {
  const letters = lettersOf(word)
  if ([...letters].length < 2) refuse('Give a word of at least two letters: shorter ones are in every text.')
  if (BUILT_IN.some((each) => lettersOf(each.word) === letters)) refuse('This is looked for already: it is built in.')
  await db.$transaction(async (tx) => {
    const { count } = await tx.listedName.createMany({
      data: [{ letters, word, addedById: actor.id }],
      skipDuplicates: true,
    })
    if (count === 0) refuse('This is on the list already.')
    await recordAudit(tx, actor, { action: 'names.add', subject: word })
  })
}

/** Takes a word from the list. What studies decided about it stays. @throws AppError `not_found` */
export async function removeName({ actor }: SiteAccess<'names:manage'>, { word }: ListedNameInput): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.listedName.deleteMany({ where: { word } })
    if (count === 0) throw new AppError('not_found')
    await recordAudit(tx, actor, { action: 'names.remove', subject: word })
  })
}

function refuse(message: string): never {
  throw new AppError('invalid', { fields: { word: [message] } })
}
