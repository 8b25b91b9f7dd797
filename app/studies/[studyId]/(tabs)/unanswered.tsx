import { UnansweredNotice } from '@/components/study/unanswered-notice'
import type { Access } from '@/lib/auth/access'
import { readUnanswered } from '@/lib/items/unanswered'

/** Warns of a draft's prompts that a compared system has no response to, or says that they are left out. */
export async function UnansweredPrompts({ access }: { access: Access<'study:read'> }) {
  return <UnansweredNotice studyId={access.studyId} {...(await readUnanswered(access))} />
}
