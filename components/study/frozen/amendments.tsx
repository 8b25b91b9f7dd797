import { moment } from '@/components/ui/dates'
import { Disclosure } from '@/components/ui/disclosure'
import { ScrollX } from '@/components/ui/scroll-x'
import type { AmendmentRow } from '@/lib/studies/read-protocol'

/** Every change since the opening: what, who, when, why and from which judgment on. */
export function Amendments({ amendments, mayAmend }: { amendments: AmendmentRow[]; mayAmend: boolean }) {
  return (
    <section className="section" aria-labelledby="amendments">
      <h2 id="amendments">Amendments</h2>
      {amendments.length === 0 ? (
        <p className="prose">None{mayAmend && ' so far'}. The study runs as it was opened.</p>
      ) : (
        <ScrollX label="Amendments">
          <table className="data amendments">
            <thead>
              <tr>
                <th scope="col" className="num">
                  No.
                </th>
                <th scope="col">Change</th>
                <th scope="col">Reason</th>
                <th scope="col">Who, when</th>
                <th scope="col" className="num">
                  After judgments
                </th>
              </tr>
            </thead>
            <tbody>
              {amendments.map((amendment) => (
                <tr key={amendment.number}>
                  <th scope="row" className="num">
                    {amendment.number}
                  </th>
                  <td>
                    <Change {...amendment} />
                    <p className="note mono" title={amendment.protocolHash}>
                      SHA-256 {amendment.protocolHash.slice(0, 12)}…
                    </p>
                  </td>
                  <td>{amendment.reason}</td>
                  <td>
                    {amendment.actor ?? 'the system'}
                    <span className="note block">{moment(amendment.at)}</span>
                  </td>
                  <td className="num">{amendment.judgments.toLocaleString('en')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
      {amendments.length > 0 && <p className="note">What stands below is in force now, amendments included.</p>}
    </section>
  )
}

function Change({ kind, before, after }: AmendmentRow) {
  switch (kind) {
    case 'INSTRUCTIONS':
      return (
        <>
          Instructions
          <Disclosure label="Before and after">
            <p className="note">Before</p>
            <p className="amended">{String(before) || 'none'}</p>
            <p className="note">After</p>
            <p className="amended">{String(after) || 'none'}</p>
          </Disclosure>
        </>
      )
    case 'CAP':
      return `At most per annotator: ${before ?? 'no limit'} → ${after ?? 'no limit'}`
    case 'OVERLAP':
      return `Judgments per item, ${part(after, 'group') || 'by anybody'}: ${part(before, 'overlap')} → ${part(after, 'overlap')}`
    case 'SYSTEM':
      return `${part(after, 'added')} joined, against ${part(after, 'against')}: ${part(after, 'items')} items${namesPart(after)}`
  }
}

const DECIDED: Record<string, string> = { KEEP: 'kept', MASK: 'masked', EXCLUDE: 'left out' }

/** What was decided about names in a late system's responses; nothing where there were none. */
function namesPart(after: unknown): string {
  const { names } = (after ?? {}) as { names?: { decision: string; responses: number; itemsLeftOut: number } }
  if (!names?.responses) return ''
  return `. Names in ${names.responses} responses: ${DECIDED[names.decision]}; ${names.itemsLeftOut} items left out`
}

/** A member of what an amendment recorded, in words. */
function part(recorded: unknown, name: string): string {
  const value = recorded !== null && typeof recorded === 'object' ? (recorded as Record<string, unknown>)[name] : null
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}
