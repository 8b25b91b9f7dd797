import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** The title of a study, after which its files are named. */
export async function exportTitle({ studyId }: Access<'study:export'>): Promise<string> {
  const { title } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { title: true } })
  return title
}
