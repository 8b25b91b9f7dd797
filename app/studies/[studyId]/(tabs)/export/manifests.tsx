import { Disclosure } from '@/components/ui/disclosure'
import { Files } from './files'

type Props = { studyId: string; names: readonly string[]; query: string; of: string }

/** What each file holds and what it leaves out, with the reasons; folded away. */
export function Manifests({ studyId, names, query, of }: Props) {
  return (
    <Disclosure label={`Manifests of ${of}`} aside={String(names.length)} isPlain>
      <Files studyId={studyId} names={names} query={query} />
    </Disclosure>
  )
}
