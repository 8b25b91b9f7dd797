/** The SHA-256 of the frozen protocol, and the file it is of. */
export function ProtocolHash({ studyId, hash }: { studyId: string; hash: string | null }) {
  if (hash === null)
    return (
      <p className="note section-tight">This study was opened before protocols were hashed: it has none to download.</p>
    )
  const file = `/api/studies/${studyId}/protocol.json`
  return (
    <section className="section" aria-labelledby="protocol">
      <h2 id="protocol">Protocol</h2>
      <p className="prose">
        The design as it was opened, over the very prompts and responses it was opened with, is{' '}
        <a href={file} download>
          a file of canonical JSON
        </a>{' '}
        (RFC 8785). Whoever has the file can check that it is this one: its SHA-256 is
      </p>
      <p className="hash mono">{hash}</p>
    </section>
  )
}
