import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import type { BaselineProgress } from '@/lib/studies/queries'
import { Meter } from './meter'

type Study = {
  origin: string
  source: string
  overlap: number
  promptSet: { id: string; name: string; _count: { prompts: number } } | null
  systems: { focal: boolean; system: { name: string } }[]
}

/** How many slots are filled, by baseline: counts only, never outcomes. */
export function ProgressTable({ study, progress }: { study: Study; progress: BaselineProgress[] }) {
  const focal = study.systems.find((each) => each.focal)?.system.name ?? 'the focal system'
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{progress.length > 0 ? 'Progress' : 'What is compared'}</h2>
      <p>
        {focal} against{' '}
        {new Intl.ListFormat('en').format(study.systems.filter((each) => !each.focal).map((each) => each.system.name))}
        {study.promptSet && (
          <>
            {' '}
            on the {study.promptSet._count.prompts.toLocaleString('en')} prompts of{' '}
            <Link href={`/prompt-sets/${study.promptSet.id}`}>{study.promptSet.name}</Link>, {study.overlap} judgment
            {study.overlap === 1 ? '' : 's'} an item
          </>
        )}
        .
      </p>
      {study.origin === 'RECONSTRUCTED' && <p className="note mt-3 max-w-xl">{study.source}</p>}
      {progress.length > 0 && (
        <>
          <ScrollX label="Progress by baseline" className="section-tight">
            <table className="data">
              <thead>
                <tr>
                  <th scope="col">Against</th>
                  <th scope="col">Slots filled</th>
                </tr>
              </thead>
              <tbody>
                {progress.map(({ baseline, done, slots }) => (
                  <tr key={baseline}>
                    <th scope="row">{baseline}</th>
                    <td>
                      <Meter done={done} of={slots} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollX>
          <p className="note">Counts only: outcomes stand on the results page.</p>
        </>
      )}
    </section>
  )
}
