import Link from 'next/link'
import { Notice } from '@/components/ui/notice'

/** Stands where a model could be chosen, while there is none: who has to do what. */
export function NoProviders({ isAdmin }: { isAdmin: boolean }) {
  return (
    <Notice>
      {isAdmin ? (
        <p>
          No provider can be used yet. <Link href="/admin/providers">Add one under Providers</Link>: its address, its
          key if it needs one, and a test that says which models it has.
        </p>
      ) : (
        <p>
          No provider can be used by you yet. An admin adds one under Providers, with its address and key, tests it, and
          says who may use it. Then its models can be chosen here.
        </p>
      )}
    </Notice>
  )
}
