import Link from 'next/link'
import { type ManageActs, ManageThing } from '@/components/ui/manage-thing'
import { Meter } from '@/components/ui/meter'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, NumberCell, Table } from '@/components/ui/table'
import { Tag } from '@/components/ui/text'
import type { StudyRow } from '@/lib/studies/list-studies'
import { nextStep, perDay } from './next-step'

const ORIGINS = {
  COLLECTED: null,
  SIMULATED: 'rehearsal',
  RECONSTRUCTED: 'published',
  IMPORTED: 'imported',
} as const

const KINDS = { COLLECTED: 'study', SIMULATED: 'rehearsal', RECONSTRUCTED: 'study', IMPORTED: 'study' } as const

type Props = { studies: readonly StudyRow[]; manage: ManageActs<{ studyId: string }>; now: Date }

/** Studies with their state, how far they have come, how fast, and what to do next. On a phone the state stands under the title. */
export function StudyTable({ studies, manage, now }: Props) {
  return (
    <ScrollX label="Table of studies" className="mt-5">
      <Table>
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col" className="max-md:hidden">
              State
            </th>
            <th scope="col">Judgments</th>
            <NumberCell scope="col" as="th" className="max-lg:hidden">
              A day
            </NumberCell>
            <th scope="col">Next</th>
            <th scope="col" className="max-md:hidden">
              <span className="sr-only">Name, archive, delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {studies.map((study) => (
            <Row key={study.id} study={study} manage={manage} now={now} />
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

type RowProps = Omit<Props, 'studies'> & { study: StudyRow }

function Row({ study, manage, now }: RowProps) {
  const { id, title, status, origin, demo, role, owner, wanted, done } = study
  const pace = perDay(study, now)
  const { label, href } = nextStep(study)
  const state = status.charAt(0) + status.slice(1).toLowerCase()
  const word = demo ? 'demo' : ORIGINS[origin]
  return (
    <tr>
      <th scope="row" className="wrap-anywhere">
        <Link href={`/studies/${id}`} prefetch={false}>
          {title}
        </Link>{' '}
        {word && <Tag className="ms-1">{word}</Tag>}
        {role !== 'OWNER' && owner && (
          <span className="block text-xs font-normal text-ink-2">
            {owner}’s{role === 'EDITOR' ? ', you edit' : role === 'VIEWER' ? ', you read results' : ''}
          </span>
        )}
        <span className="block text-xs font-normal text-ink-2 md:hidden">{state}</span>
      </th>
      <td className="max-md:hidden">{state}</td>
      <td>
        {wanted > 0 ? (
          <span className="max-sm:[&>[aria-hidden]]:hidden">
            <Meter done={done} of={wanted} />
          </span>
        ) : (
          <span className="text-ink-2">{origin === 'RECONSTRUCTED' ? 'counts only' : 'none yet'}</span>
        )}
      </td>
      <NumberCell className="max-lg:hidden">
        {pace === null ? '' : pace.toLocaleString('en', { maximumFractionDigits: pace < 10 ? 1 : 0 })}
      </NumberCell>
      <td className="whitespace-nowrap max-sm:whitespace-normal">
        <Link href={href} prefetch={false} aria-label={`${label}: ${title}`}>
          {label}
        </Link>
      </td>
      <ActionsCell className="max-md:hidden">
        {role !== 'VIEWER' && (
          <ManageThing thing={{ studyId: id }} name={title} kind={KINDS[origin]} acts={manage} look="link" />
        )}
      </ActionsCell>
    </tr>
  )
}
