import type { Metadata } from 'next'
import Link from 'next/link'
import { apiDocument } from '@/app/api/v1/endpoints'
import { type DocumentedOperation, Operation, operationsByTag } from '@/components/api/operation'
import { Frame } from '@/components/ui/frame'
import { Section } from '@/components/ui/section'
import { Note, Standfirst } from '@/components/ui/text'
import { getActor } from '@/lib/auth/actor'
import { SCOPES } from '@/lib/tokens/scopes'

export const metadata: Metadata = { title: 'API' }

/** The reference of the public API, from its own document; it loads nothing from elsewhere and runs no script. */
export default async function ApiPage() {
  const [document, actor] = [apiDocument(), await getActor()]
  const groups = operationsByTag(document.paths as Record<string, Record<string, DocumentedOperation>>)
  return (
    <Frame crumbs={[{ label: 'API' }]} person={actor ?? undefined}>
      <h1>API</h1>
      <Standfirst>
        All that scripts and notebooks can ask here. The same as{' '}
        <a href="/api/v1/openapi.json">an OpenAPI 3.1 document</a>, for programs that make clients of it; and{' '}
        <a href="/clients/evenhand.py">a Python client</a> in one file.
      </Standfirst>
      <Section className="max-w-3xl" aria-labelledby="signing-in">
        <h2 id="signing-in">Signing in</h2>
        <p>
          With a token from <Link href="/account/tokens">your account</Link>, as{' '}
          <code>Authorization: Bearer evh_…</code>, or as the password of HTTP Basic with any name. It never goes into
          an address. A token does what its owner may do, as far as its scopes and its studies go.
        </p>
        <dl className="mt-4 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
          {Object.entries(SCOPES).map(([scope, words]) => (
            <div key={scope} className="contents">
              <dt className="font-mono text-sm leading-7">{scope}</dt>
              <dd className="m-0 leading-7">{words}.</dd>
            </div>
          ))}
        </dl>
      </Section>
      <nav aria-label="Parts of the API" className="mt-8 flex flex-wrap gap-x-5">
        {groups.map(({ tag }) => (
          <a key={tag} href={`#${tag}`} className="leading-(--target)">
            {tag}
          </a>
        ))}
      </nav>
      {groups.map(({ tag, operations }) => (
        <Section key={tag} aria-labelledby={tag}>
          <h2 id={tag}>{tag}</h2>
          {operations.map((operation) => (
            <Operation key={operation.operation.operationId} {...operation} schemas={document.components.schemas} />
          ))}
        </Section>
      ))}
      <Note className="mt-8">Times are UTC, in RFC 3339. Numbers are not rounded.</Note>
    </Frame>
  )
}
