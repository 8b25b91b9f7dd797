import { z } from 'zod'
import { Email } from '@/lib/people/schema'

/** What people are in a team, in words, in the order of what they may do. */
export const TEAM_ROLES = {
  OWNER: { name: 'Owner', may: 'does all, and decides who is in the team' },
  EDITOR: { name: 'Editor', may: 'designs and runs the study, and reads everything of it' },
  VIEWER: { name: 'Viewer', may: 'reads results once they are shown, and nothing else' },
} as const

const Given = z.enum(['EDITOR', 'VIEWER'])

/** Somebody with an account who is to be in a team. */
export const TeamAddition = z.object({ email: Email, role: Given })
export type TeamAddition = z.output<typeof TeamAddition>

/** Somebody in a team. */
export const TeamKey = z.object({ userId: z.uuid() })

/** What somebody in a team is to be. A new owner takes the place of the one before, who edits from then on. */
export const TeamChange = TeamKey.extend({ role: z.enum(['OWNER', 'EDITOR', 'VIEWER']) })
export type TeamChange = z.output<typeof TeamChange>
