import { moment } from '@/components/ui/dates'
import { Disclosure } from '@/components/ui/disclosure'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Note, Prose } from '@/components/ui/text'
import type { AmendmentRow } from '@/lib/studies/read-protocol'

/** Every change since the opening: what, who, when, why and from which judgment on. */
export function Amendments({ amendments, mayAmend }: { amendments: AmendmentRow[]; mayAmend: boolean }) {
  return (
    <Section aria-labelledby="amendments">
      <h2 id="amendments">Amendments</h2>
      {amendments.length === 0 ? (
        <Prose>None{mayAmend && ' so far'}. The study runs as it was opened.</Prose>
      ) : (
        <ScrollX label="Amendments">
          <Table className="min-w-[44rem] [&_td]:max-w-[22rem]">
            <thead>
              <tr>
                <NumberCell scope="col" as="th">
                  No.
                </NumberCell>
                <th scope="col">Change</th>
                <th scope="col">Reason</th>
                <th scope="col">Who, when</th>
                <NumberCell scope="col" as="th">
                  After judgments
                </NumberCell>
              </tr>
            </thead>
            <tbody>
              {amendments.map((amendment) => (
                <tr key={amendment.number}>
                  <NumberCell scope="row" as="th">
                    {amendment.number}
                  </NumberCell>
                  <td>
                    <Change {...amendment} />
                    <Note className="font-mono" title={amendment.protocolHash}>
                      SHA-256 {amendment.protocolHash.slice(0, 12)}…
                    </Note>
                  </td>
                  <td>{amendment.reason}</td>
                  <td>
                    {amendment.actor ?? 'the system'}
                    <Note as="span" className="block">
                      {moment(amendment.at)}
                    </Note>
                  </td>
                  <NumberCell>{amendment.judgments.toLocaleString('en')}</NumberCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollX>
      )}
      {amendments.length > 0 && <Note>What stands below is in force now, amendments included.</Note>}
    </Section>
  )
}

function Change({ kind, before, after }: AmendmentRow) {
  switch (kind) {
    case 'INSTRUCTIONS':
      return (
        <>
          Instructions
          <Disclosure label="Before and after" isPlain>
            <Note>Before</Note>
            <p className="whitespace-pre-wrap wrap-anywhere">{String(before) || 'none'}</p>
            <Note>After</Note>
            <p className="whitespace-pre-wrap wrap-anywhere">{String(after) || 'none'}</p>
          </Disclosure>
        </>
      )
    case 'CAP':
      return `At most per annotator: ${before ?? 'no limit'} → ${after ?? 'no limit'}`
    case 'OVERLAP':
      return `Judgments per item, ${part(after, 'group') || 'by anybody'}: ${part(before, 'overlap')} → ${part(after, 'overlap')}`
    case 'MODEL':
      return `The model ${part(after, 'model')} joined ${part(after, 'group')} as ${part(after, 'added')}: ${part(after, 'slots')} judgments`
    case 'SYSTEM':
      return `${part(after, 'added')} joined${part(after, 'against') && `, against ${part(after, 'against')}`}: ${part(after, 'items')} items${namesPart(after)}`
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
