import Link from 'next/link'
import { moment } from '@/components/people/dates'
import type { StudyInput } from '@/lib/studies/schema'

type Study = {
  openedAt: Date | null
  source: string
  promptSet: { id: string; name: string } | null
  systems: { focal: boolean; system: { name: string } }[]
}

/** An opened study's design, to read. */
export function FrozenDesign({ design, study }: { design: StudyInput; study: Study }) {
  const set = study.promptSet
  const verdicts = [
    design.labels.A,
    design.labels.TIE,
    ...(design.bothBad ? [design.labels.BOTH_BAD] : []),
    design.labels.B,
  ]
  const rows = [
    ['Focal system', study.systems.find(({ focal }) => focal)?.system.name ?? 'none'],
    [
      'Baselines',
      study.systems
        .filter(({ focal }) => !focal)
        .map(({ system }) => system.name)
        .join(', '),
    ],
    ['Above the prompt', design.framing || 'nothing'],
    ['Question', design.question],
    ['Verdicts', verdicts.join(' · ')],
    ['Judgments per item', String(design.overlap)],
    ['At most per annotator', design.cap === null ? 'no limit' : String(design.cap)],
    ['Minutes a pair is kept', String(design.leaseMinutes)],
    ['Seed', String(design.seed)],
    ['Instructions', design.instructions || 'none'],
  ]
  return (
    <>
      <h1>Design</h1>
      <p className="standfirst">
        Frozen since the study was opened
        {study.openedAt && `, ${moment(study.openedAt)}`}.
      </p>
      <div className="section">
        <table className="data frozen">
          <tbody>
            <tr>
              <th scope="row">Prompt set</th>
              <td>{set ? <Link href={`/prompt-sets/${set.id}`}>{set.name}</Link> : 'none'}</td>
            </tr>
            {rows.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {study.source && <p className="note section-tight">{study.source}</p>}
      </div>
    </>
  )
}
