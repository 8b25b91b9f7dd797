import 'server-only'
import { type Actor, findActor } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'

/**
 * Who asked for a job, as they stand now: rights are proven anew when it runs.
 * @throws AppError `forbidden` when their account is gone or disabled
 */
export async function findAsker(actorId: string): Promise<Actor> {
  const actor = await findActor(actorId)
  if (!actor)
    throw new AppError('forbidden', { message: 'Whoever asked for this has no account any more. Ask for it anew.' })
  return actor
}
