'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action } from '@/lib/server/action'
import { pageLanguage } from '@/lib/server/language'
import { addToTeam, changeTeamRole, leaveTeam, removeFromTeam } from '@/lib/team/change-team'
import { TeamAddition, TeamChange, TeamKey } from '@/lib/team/schema'

const OfStudy = z.object({ studyId: z.uuid() })
const refresh = ({ studyId }: { studyId: string }) => revalidatePath(`/studies/${studyId}`, 'layout')

/** Adds somebody with an account to the team. */
export const add = action({ input: OfStudy.extend(TeamAddition.shape), needs: 'study:own' }, async (access, input) => {
  await addToTeam(access, input, await pageLanguage())
  refresh(access)
})

/** Changes what somebody in the team is, or hands the study over to them. */
export const change = action({ input: OfStudy.extend(TeamChange.shape), needs: 'study:own' }, async (access, input) => {
  await changeTeamRole(access, input)
  refresh(access)
})

/** Takes somebody out of the team. */
export const remove = action({ input: OfStudy.extend(TeamKey.shape), needs: 'study:own' }, async (access, input) => {
  await removeFromTeam(access, input)
  refresh(access)
})

/** Leaves the team. The page asked from is not theirs any more: nothing of it is made anew. */
export const leave = action({ input: OfStudy, needs: 'study:see' }, (access) => leaveTeam(access))
