import { Help } from '@/components/ui/help'
import { Icon } from '@/components/ui/icon'
import { RowsLink } from '@/components/ui/rows-link'
import { Section } from '@/components/ui/section'
import type { OpenRows } from '@/lib/figures/drawing/win-tie-loss-layout'
import { wholeNumber } from '@/lib/numbers/percent'
import { findFindings } from '@/lib/rates/findings'
import type { IntervalMethod, RateRow } from '@/lib/rates/rates'
import { type Worded, wordFinding } from './finding-words'

type Props = { open: OpenRows | null; rows: readonly RateRow[]; method: IntervalMethod }

/** Findings in words, each with the test or interval it rests on: what the data support, and what they leave open. */
export function Support({ open: openRows, rows, method }: Props) {
  const findings = findFindings(rows, method).filter(({ pairs }) => pairs > 0)
  const groups = findings.map(({ group, supported, open, ...context }) => ({
    group,
    supported: supported.map((finding) => wordFinding(finding, context)),
    open: open.map((finding) => wordFinding(finding, context)),
  }))
  // What holds of every group is said once.
  const common = groups.length > 1 ? saidOfAll(groups.map(({ open }) => open)) : []
  return (
    <Section aria-labelledby="support">
      <h2 id="support">
        What these data can and cannot support
        <Help term="holm" />
      </h2>
      {groups.map(({ group, supported, open }) => (
        <div key={group}>
          {groups.length > 1 && <p className="mt-6 break-after-avoid font-semibold">{group}</p>}
          <div className="mt-6 grid grid-cols-2 gap-x-16 max-md:grid-cols-1 max-md:gap-8">
            <Claims title="Supported" icon={<Mark name="check" />} claims={supported} open={openRows} />
            <Claims
              title="Not supported"
              icon={<Mark name="even" />}
              claims={open.filter((one) => !common.some((other) => isSame(one, other)))}
              open={openRows}
            />
          </div>
        </div>
      ))}
      {common.length > 0 && (
        <div className="mt-6">
          <Claims title="Not supported, in any group" icon={<Mark name="even" />} claims={common} open={openRows} />
        </div>
      )}
    </Section>
  )
}

function Mark({ name }: { name: 'check' | 'even' }) {
  return (
    <span className={name === 'check' ? 'text-accent' : 'text-ink-2'}>
      <Icon name={name} />
    </span>
  )
}

/** Claims that rest on no rows of their own and are the same in every group. */
function saidOfAll([first = [], ...others]: Worded[][]): Worded[] {
  return first.filter(
    (one) => one.rows.length === 0 && others.every((claims) => claims.some((other) => isSame(one, other))),
  )
}

function isSame(one: Worded, other: Worded): boolean {
  return one.claim === other.claim && one.evidence === other.evidence
}

const CLAIM = 'border-b border-rule pt-[0.95rem] pb-4 last:border-b-0'
const SAID = 'font-serif text-read/[1.45] text-pretty'

type ClaimsProps = { title: string; icon: React.ReactNode; claims: Worded[]; open: OpenRows | null }

function Claims({ title, icon, claims, open }: ClaimsProps) {
  return (
    <div>
      <h3 className="flex items-center gap-2 border-b-[1.5px] border-ink pb-[0.55rem]">
        {icon} {title}
      </h3>
      <ul className="list-none">
        {claims.length === 0 && (
          <li className={CLAIM}>
            <p className={SAID}>Nothing yet.</p>
          </li>
        )}
        {claims.map(({ claim, evidence, rows }) => (
          <li key={claim} className={CLAIM}>
            <p className={SAID}>{claim}</p>
            <small className="mt-[0.3rem] block text-xs/normal text-ink-2">
              {evidence} {open && <RowLinks open={open} rows={rows} />}
            </small>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Opens the items behind a claim, pair by pair. */
function RowLinks({ open, rows }: { open: OpenRows; rows: RateRow[] }) {
  return rows.map((row, index) => (
    <span className="print:hidden" key={`${row.reference} ${row.other}`}>
      {index > 0 && ', '}
      <RowsLink href={open(row, null)}>
        {wholeNumber(row.n)} {rows.length > 1 ? `v ${row.other}` : row.n === 1 ? 'row' : 'rows'}
      </RowsLink>
    </span>
  ))
}
