import { Suspense } from 'react'
import { NamesNotice } from '@/components/names/names-notice'
import type { Access } from '@/lib/auth/access'
import { lookThrough } from '@/lib/names/look-through'
import { countOpenNames } from '@/lib/names/queries'

type Props = { access: Access<'study:read'> | Access<'study:design'> }

/** Warns of names in a draft's responses about which nothing is decided; comes when they have been looked through. */
export function OpenNames({ access }: Props) {
  return (
    <Suspense fallback={null}>
      <Counted access={access} />
    </Suspense>
  )
}

async function Counted({ access }: Props) {
  await lookThrough(access)
  return <NamesNotice studyId={access.studyId} open={await countOpenNames(access)} />
}
