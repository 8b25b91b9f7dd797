import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { countItemsExcluded } from '@/lib/designs/item-plan'
import { loadDesign, loadPrompts } from '@/lib/designs/load-design'
import { oneOf, type SearchParams, wholeOf } from '@/lib/search-params'
import { lookThrough } from './look-through'
import { listNamed, listWords, type NamedRow } from './queries'
import { namesInTexts } from './read-texts'

/**
 * What the page of names shows: the words found, and where the one that is asked for stands. Looks a draft's texts
 * through first; an opened study's were when it was opened.
 */
export async function readNames(access: Access<'study:design'>, asked: SearchParams) {
  const { studyId } = access
  const { status, origin } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { status: true, origin: true },
  })
  const isPublished = origin === 'RECONSTRUCTED'
  const isDraft = status === 'DRAFT' && !isPublished
  if (isDraft) await lookThrough(access)
  const words = await listWords(access)
  const chosen = words.find(({ word }) => word === oneOf(asked, 'word')) ?? words[0] ?? null
  // Addresses count pages from 1.
  const page = wholeOf(asked, 'page', 1) - 1
  const none: { rows: NamedRow[]; hasMore: boolean } = { rows: [], hasMore: false }
  return {
    ...{ words, chosen, isDraft, page },
    texts: isPublished ? [] : await namesInTexts(access),
    open: words.reduce((sum, { open }) => sum + open, 0),
    itemsLeftOut: await countItemsLeftOut(access),
    ...(chosen ? await listNamed(access, chosen.word, page) : none),
  }
}

/** How many items a study's plan leaves out for the names in their prompts and responses. */
export async function countItemsLeftOut({
  studyId,
}: Access<'study:design'> | Access<'study:results'>): Promise<number> {
  const where = { studyId, decision: 'EXCLUDE' } as const
  const excluding = await Promise.all([db.namedResponse.count({ where }), db.namedPrompt.count({ where })])
  if (excluding.every((n) => n === 0)) return 0
  const design = await loadDesign(db, studyId)
  return countItemsExcluded(design, await loadPrompts(db, design))
}
