import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import type { StudyInput } from '@/lib/designs/schema'
import { AppError } from '@/lib/errors'
import type { ShownText } from '@/lib/models/request'
import { draftSlots } from './draft-slots'

/** The texts of an item as they are shown: one response alone stands left. */
export type ExampleItem = Pick<ShownText, 'prompt' | 'left' | 'right'>

/** Items that are looked at: where these lack a response, the rest most likely does. */
const LOOKED_AT = 20

/**
 * One of the items that a design plans and its systems have answered, as people would read it: for whoever wants to see what
 * is sent of it. Nothing is written.
 * @throws AppError `invalid` where there is none
 */
export async function exampleItem(_access: SiteAccess<'providers:use'>, design: StudyInput): Promise<ExampleItem> {
  const { drawn } = await draftSlots(design, { scope: { of: 'ALL' } }, LOOKED_AT)
  const first = drawn[0]
  if (!first) throw new AppError('invalid', { message: NONE })
  const { prompt, left, right } = first.shown
  return { prompt, left, right }
}

const NONE = 'No item of this design has a response of every system yet. Choose another prompt set or other systems.'
