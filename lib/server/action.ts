import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { type Access, authorize, authorizeSite, type SiteAccess } from '@/lib/auth/access'
import { isStudyPermission, type SitePermission, type StudyPermission } from '@/lib/auth/permissions'
import { AppError, type Problem } from '@/lib/errors'
import { translateProblem } from '@/lib/i18n/translate-problem'
import { pageLanguage } from './language'
import { parseInput } from './parse-input'

/** What an action answers: never throws for what a person can cause. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

type OnStudy = z.ZodType<{ studyId: string }>

/**
 * The one gate of server actions: parses the input, proves the permission, turns expected failures into a `Problem`.
 * A permission on a study reads the study from the input's `studyId`; `needs: 'nobody'` is for what comes before sign-in.
 */
export function action<P extends StudyPermission, S extends OnStudy, T>(
  gate: { input: S; needs: P },
  run: (access: Access<P>, input: z.output<S>) => Promise<T>,
): (raw: z.input<S>) => Promise<Answer<T>>
export function action<P extends SitePermission, S extends z.ZodType, T>(
  gate: { input: S; needs: P },
  run: (access: SiteAccess<P>, input: z.output<S>) => Promise<T>,
): (raw: z.input<S>) => Promise<Answer<T>>
export function action<S extends z.ZodType, T>(
  gate: { input: S; needs: 'nobody' },
  run: (access: null, input: z.output<S>) => Promise<T>,
): (raw: z.input<S>) => Promise<Answer<T>>
export function action(
  { input, needs }: { input: z.ZodType; needs: StudyPermission | SitePermission | 'nobody' },
  run: (access: never, input: never) => Promise<unknown>,
): (raw: unknown) => Promise<Answer<unknown>> {
  const gated = async (raw: unknown): Promise<Answer<unknown>> => {
    try {
      const access = await prove(needs, raw)
      return { ok: true, value: await run(access as never, parseInput(input, raw) as never) }
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof AppError) return { ok: false, problem: await say(error) }
      throw error
    }
  }
  // Readable by the tests that go through all actions: role by role, and for bounds.
  return Object.assign(gated, { needs, input })
}

/** In English as it stands in the code; in another language as far as there are words. */
async function say(error: AppError): Promise<Problem> {
  const language = await pageLanguage()
  return language === 'en' ? error.toProblem() : translateProblem(error, language)
}

async function prove(needs: StudyPermission | SitePermission | 'nobody', raw: unknown): Promise<unknown> {
  if (needs === 'nobody') return null
  if (!isStudyPermission(needs)) return authorizeSite(needs)
  const studyId = (raw as { studyId?: unknown } | null)?.studyId
  return authorize(typeof studyId === 'string' ? studyId : '', needs)
}
