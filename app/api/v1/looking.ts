import { type Access, authorizeActor } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { LookInput, lookEarly, readVisibility } from '@/lib/looks/looks'
import type { Holder } from '@/lib/tokens/find-holder'

/** What is asked with where outcomes may be hidden still. */
export const looking = { reason: LookInput.shape.reason.optional() }
export type LookQuery = { reason?: string | undefined }

/**
 * Opens outcomes that the design hides still, to a token that was made for it and gives a reason, which is kept as a look is
 * on the Results page. A browser’s session looks there: an address that somebody was made to open must not.
 * @throws AppError `scope_needed` for a token that was not made for it
 */
export async function lookIfAsked(
  { actor, studyId }: Access<'study:read'> | Access<'study:results'>,
  { reason, token }: LookQuery & { token: Holder | null },
): Promise<void> {
  if (reason === undefined || token === null) return
  const access = await authorizeActor(actor, studyId, 'study:results')
  const visibility = await readVisibility(access)
  // Who reads results only is told by what follows that they are hidden.
  if (visibility.shown !== 'hidden' || !visibility.mayLook) return
  if (!token.scopes.has('results:look'))
    throw new AppError('scope_needed', {
      message: 'This token was not made for looking early: it lacks the scope results:look.',
    })
  await lookEarly(access, { studyId, reason })
}
