import Link from 'next/link'
import { concernWords } from '@/components/study/monitor/concern-words'
import { nowWords } from '@/components/study/monitor/now-words'
import { Icon } from '@/components/ui/icon'
import { ScrollX } from '@/components/ui/scroll-x'
import type { Concern } from '@/lib/monitor/concerns'
import type { MonitoredAnnotator } from '@/lib/monitor/read-annotators'
import { moment } from '../ui/dates'
import { type AnnotatorActs, AnnotatorButtons } from './annotator-buttons'

type Props = {
  studyId: string
  annotators: MonitoredAnnotator[]
  concerns: ReadonlyMap<string, readonly Concern[]>
  acts: AnnotatorActs
  now: Date
}

const KINDS = { person: null, LLM: 'LLM', simulated: 'simulated' } as const

/** A study's annotators by code; who they are is no part of it. */
export function AnnotatorTable({ studyId, annotators, concerns, acts, now }: Props) {
  if (annotators.length === 0) return <p className="prose">Annotators appear here as they join.</p>
  return (
    <ScrollX label="Table of annotators">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Group</th>
            <th scope="col" className="num">
              Judgments
            </th>
            <th scope="col" className="num">
              Could not judge
            </th>
            <th scope="col" className="num">
              Shared set
            </th>
            <th scope="col">Last verdict</th>
            <th scope="col">Now</th>
            <th scope="col">To look into</th>
            <th scope="col">Results</th>
            <th scope="col" className="actions">
              <span className="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {annotators.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="whitespace-nowrap">
                <Link className="rows" href={`/studies/${studyId}/annotators/${row.id}`}>
                  {row.code}
                </Link>{' '}
                {KINDS[row.kind] && <span className="tag ml-1">{KINDS[row.kind]}</span>}
                {row.runsStudy && <span className="tag ml-1">runs the study</span>}
              </th>
              <td>{row.group}</td>
              <td className="num">{row.judgments.toLocaleString('en')}</td>
              <td className="num">{row.setAside === 0 ? '–' : row.setAside.toLocaleString('en')}</td>
              <td className="num whitespace-nowrap">{row.shared === 0 ? '–' : `${row.sharedDone} of ${row.shared}`}</td>
              <td className="whitespace-nowrap">{moment(row.lastVerdictAt)}</td>
              <td className="min-w-40">{nowWords(row.now, now)}</td>
              <td className="min-w-48">
                <Concerns of={concerns.get(row.id) ?? []} />
              </td>
              <td className="min-w-40">{row.excludedAt ? `left out: ${row.excludedReason}` : 'counts'}</td>
              <td className="actions">
                <AnnotatorButtons
                  annotator={{
                    studyId,
                    annotatorId: row.id,
                    code: row.code,
                    isPerson: row.kind === 'person',
                    isDeactivated: row.deactivatedAt !== null,
                    isExcluded: row.excludedAt !== null,
                  }}
                  acts={acts}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function Concerns({ of }: { of: readonly Concern[] }) {
  if (of.length === 0) return '–'
  return (
    <>
      <span className="is-caution">
        <Icon name="caution" />
      </span>{' '}
      {of.map(concernWords).join(' ')}
    </>
  )
}
