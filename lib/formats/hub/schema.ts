import { z } from 'zod'
import { text, word } from '@/lib/inputs'

const Repo = text(200)
  .regex(/^[\w.-]{1,96}\/[\w.-]{1,96}$/, 'Write OWNER/NAME: letters, digits, points, hyphens.')
  .refine(
    (name) => !/(^|\/)[.-]|\.\.|--|[.-](\/|$)/.test(name),
    'A name neither begins nor ends with a point or hyphen.',
  )

/** What of a study goes to the hub, to where, and on whose word. */
export const PushInput = z.object({
  studyId: z.uuid(),
  snapshotId: z.uuid('Choose a snapshot.'),
  repo: Repo,
  isPrivate: z.boolean(),
  hasTexts: z.boolean(),
  /** Empty: the one that is stored. */
  token: word(200),
  /** Whether it is stored, for the next time. */
  keepsToken: z.boolean(),
})
export type PushInput = z.output<typeof PushInput>

export const ForgetTokenInput = z.object({ studyId: z.uuid() })
