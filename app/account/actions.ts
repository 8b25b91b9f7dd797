'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { changeName, changePassword } from '@/lib/people/change-account'
import { PasswordChange, PersonName } from '@/lib/people/schema'
import { action } from '@/lib/server/action'

/** Changes the signed-in person's name. */
export const saveName = action(
  { input: z.object({ name: PersonName }), needs: 'account:manage' },
  async (access, input) => {
    await changeName(access, input)
    revalidatePath('/', 'layout')
  },
)

/** Changes the signed-in person's password, which ends their sessions. */
export const savePassword = action({ input: PasswordChange, needs: 'account:manage' }, changePassword)
