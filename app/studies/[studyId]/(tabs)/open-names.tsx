import { Suspense } from 'react'
import { NamesNotice } from '@/components/names/names-notice'
import type { Access } from '@/lib/auth/access'
import { lookThrough } from '@/lib/names/look-through'
import { countOpenNames } from '@/lib/names/queries'
import { countOpenInTexts } from '@/lib/names/read-texts'

type Props = { access: Access<'study:read'> | Access<'study:design'> }

/**
 * Warns of names in a draft's responses and in the texts around them about which nothing is decided; comes when they have
 * been looked through.
 */
export function OpenNames({ access }: Props) {
  return (
    <Suspense fallback={null}>
      <Counted access={access} />
    </Suspense>
  )
}

async function Counted({ access }: Props) {
  await lookThrough(access)
  const [open, inTexts] = await Promise.all([countOpenNames(access), countOpenInTexts(access)])
  return <NamesNotice {...{ open, inTexts }} studyId={access.studyId} />
}
