import { Icon } from '@/components/ui/icon'
import type { Concern } from '@/lib/monitor/concerns'
import { concernWords } from './concern-words'

/** What about an annotator deserves a look, with its mark; a dash where nothing does. */
export function Concerns({ of }: { of: readonly Concern[] }) {
  if (of.length === 0) return '–'
  return (
    <>
      <span className="text-caution">
        <Icon name="caution" />
      </span>{' '}
      {of.map(concernWords).join(' ')}
    </>
  )
}
