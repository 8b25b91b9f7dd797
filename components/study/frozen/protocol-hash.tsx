import { Section } from '@/components/ui/section'
import { Note, Prose } from '@/components/ui/text'
/** The SHA-256 of the frozen protocol, and the file it is of. */
export function ProtocolHash({ studyId, hash }: { studyId: string; hash: string | null }) {
  if (hash === null)
    return <Note className="mt-5">This study was opened before protocols were hashed: it has none to download.</Note>
  const file = `/api/studies/${studyId}/protocol.json`
  return (
    <Section aria-labelledby="protocol">
      <h2 id="protocol">Protocol</h2>
      <Prose>
        The design as it was opened, over the very prompts and responses it was opened with, is{' '}
        <a href={file} download>
          a file of canonical JSON
        </a>{' '}
        (RFC 8785). Whoever has the file can check that it is this one: its SHA-256 is
      </Prose>
      <p className="mt-[0.6rem] wrap-anywhere font-mono text-[0.92em]">{hash}</p>
    </Section>
  )
}
