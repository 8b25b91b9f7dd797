import Link from 'next/link'
import { Icon } from '@/components/ui/icon'
import type { OpenRows } from '@/lib/figures/drawing/win-tie-loss-layout'
import { wholeNumber } from '@/lib/numbers/percent'
import { findFindings } from '@/lib/rates/findings'
import type { IntervalMethod, RateRow } from '@/lib/rates/rates'
import { type Worded, wordFinding } from './finding-words'

type Props = { open: OpenRows | null; rows: readonly RateRow[]; method: IntervalMethod }

/** Findings in words, each with the test or interval it rests on: what the data support, and what they leave open. */
export function Support({ open: openRows, rows, method }: Props) {
  const findings = findFindings(rows, method).filter(({ pairs }) => pairs > 0)
  return (
    <section className="section" aria-labelledby="support">
      <h2 id="support">What these data can and cannot support</h2>
      {findings.map(({ group, supported, open, ...context }) => (
        <div key={group}>
          {findings.length > 1 && <p className="support-group">{group}</p>}
          <div className="support">
            <Claims
              title="Supported"
              icon={
                <span className="is-ok">
                  <Icon name="check" />
                </span>
              }
              claims={supported.map((finding) => wordFinding(finding, context))}
              open={openRows}
            />
            <Claims
              title="Not supported"
              icon={
                <span className="quiet">
                  <Icon name="even" />
                </span>
              }
              claims={open.map((finding) => wordFinding(finding, context))}
              open={openRows}
            />
          </div>
        </div>
      ))}
    </section>
  )
}

type ClaimsProps = { title: string; icon: React.ReactNode; claims: Worded[]; open: OpenRows | null }

function Claims({ title, icon, claims, open }: ClaimsProps) {
  return (
    <div>
      <h3>
        {icon} {title}
      </h3>
      <ul>
        {claims.length === 0 && (
          <li>
            <p>Nothing yet.</p>
          </li>
        )}
        {claims.map(({ claim, evidence, rows }) => (
          <li key={claim}>
            <p>{claim}</p>
            <small>
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
    <span className="no-print" key={`${row.reference} ${row.other}`}>
      {index > 0 && ', '}
      <Link className="rows" href={open(row, null)}>
        {wholeNumber(row.n)} {rows.length > 1 ? `v ${row.other}` : row.n === 1 ? 'row' : 'rows'}
      </Link>
    </span>
  ))
}
