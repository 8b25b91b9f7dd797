import { z } from 'zod'
import { list, text, whole } from '@/lib/inputs'
import { SCOPE_NAMES } from './scopes'

/** How long a token lasts where nobody says otherwise. */
const TOKEN_DAYS = 90
const MOST_DAYS = 3650
const MOST_STUDIES = 200

/** What a token is for. */
export const TokenInput = z.object({
  name: text(80).min(1, 'Say what it is for: the script, the notebook, the machine.'),
  scopes: list(z.enum(SCOPE_NAMES), SCOPE_NAMES.length, 'scopes').min(1, 'Choose at least one.'),
  /** The studies it is for; with none it is for all of its owner's. */
  studyIds: list(z.uuid(), MOST_STUDIES, 'studies').default([]),
  /** Null for one without an end. */
  days: whole(1, MOST_DAYS).nullable().default(TOKEN_DAYS),
})
export type TokenInput = z.output<typeof TokenInput>

/** One token, as forms name it. */
export const TokenKey = z.object({ tokenId: z.uuid() })
