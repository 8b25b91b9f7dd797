import { ScrollX } from '@/components/ui/scroll-x'
import type { AnnotatorRow } from '@/lib/annotators/queries'
import { type AnnotatorActs, AnnotatorButtons } from './annotator-buttons'
import { day, moment } from './dates'

type Props = { studyId: string; annotators: AnnotatorRow[]; acts: AnnotatorActs }

const KINDS = { person: null, LLM: 'LLM', simulated: 'simulated' } as const

/** A study's annotators by code; who they are is no part of it. */
export function AnnotatorTable({ studyId, annotators, acts }: Props) {
  if (annotators.length === 0) return <p className="prose">Annotators appear here as they join.</p>
  return (
    <ScrollX label="Table of annotators">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Group</th>
            <th scope="col" className="num">
              Judged
            </th>
            <th scope="col" className="num">
              Could not judge
            </th>
            <th scope="col">Last verdict</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {annotators.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="whitespace-nowrap">
                {row.code} {KINDS[row.kind] && <span className="tag ml-1">{KINDS[row.kind]}</span>}
              </th>
              <td>{row.group}</td>
              <td className="num">{row.judged.toLocaleString('en')}</td>
              <td className="num">{row.setAside === 0 ? '–' : row.setAside.toLocaleString('en')}</td>
              <td className="whitespace-nowrap">{moment(row.lastVerdictAt)}</td>
              <td className="min-w-44">{describeState(row)}</td>
              <td className="num">
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

function describeState({ deactivatedAt, excludedAt, excludedReason }: AnnotatorRow): string {
  const states = [
    deactivatedAt && `deactivated ${day(deactivatedAt)}`,
    excludedAt && `left out of the results: ${excludedReason}`,
  ].filter(Boolean)
  return states.length > 0 ? states.join('; ') : 'counts'
}
