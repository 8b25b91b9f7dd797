import type { Metadata } from 'next'
import Link from 'next/link'
import { button } from '@/components/ui/button-look'
import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Prose, Standfirst } from '@/components/ui/text'
import { readCertificate } from '@/lib/ledger/certificate'
import { count } from '@/lib/numbers/count'
import { pageAccess } from '@/lib/server/page'
import { LedgerState } from './ledger-state'

export const metadata: Metadata = { title: 'Certificate' }

export default async function CertificatePage({ params }: PageProps<'/studies/[studyId]/certificate'>) {
  const access = await pageAccess((await params).studyId, 'study:design')
  const { at, version, study, routes, names, ledger } = await readCertificate(access)
  const { kept, masked, excluded, open } = names.findings
  const wasJudgedHere = study.origin === 'COLLECTED' || study.origin === 'SIMULATED'
  return (
    <>
      <h1>Blinding certificate</h1>
      <Standfirst>
        What those who judged were sent, what was decided about names in it, and whether the judgments are those that
        were stored.
      </Standfirst>
      <p className="mt-4 mb-7 flex flex-wrap items-baseline gap-x-[0.9rem] gap-y-2">
        <a className={button()} href={`/api/studies/${study.id}/certificate.json`} download>
          certificate.json
        </a>
        <span className="text-sm text-ink-2">
          As of {moment(at)}, Evenhand {version}
        </span>
      </p>
      <Section aria-labelledby="ledger">
        <h2 id="ledger">Judgments as they were stored</h2>
        <LedgerState ledger={ledger} />
      </Section>
      {wasJudgedHere ? (
        <>
          <Section aria-labelledby="names">
            <h2 id="names">Names in the texts</h2>
            <ScrollX label="Names in the texts">
              <Table>
                <tbody>
                  <Row label="Prompts and responses in the study’s items" count={study.texts} />
                  <Row label="Words found in them that tell of a maker, a model or a system" count={names.words} />
                  <Row label="Findings masked" count={masked} />
                  <Row label="Findings kept, by decision" count={kept} />
                  <Row label="Findings whose items were left out" count={excluded} />
                  <Row label="Findings that nothing was decided about" count={open} />
                  <Row label="Items with a word masked in both responses" count={study.masked} />
                </tbody>
              </Table>
            </ScrollX>
            <Prose>
              Each finding with its text and decision is on{' '}
              <Link href={`/studies/${study.id}/design/names`}>Names</Link>.
            </Prose>
          </Section>
          <Section aria-labelledby="sides">
            <h2 id="sides">Sides</h2>
            <Prose>
              Judged or set aside were {count(study.shown, 'item')} by {count(study.annotators, 'annotator')}
              {study.leftOnA !== null &&
                `. The system named first stood left in ${study.leftOnA.toLocaleString('en')} of them`}
              . Sides were drawn from seed {study.seed}
              {study.protocol && (
                <>
                  , fixed in the protocol with the SHA-256 <Hash>{study.protocol}</Hash>
                </>
              )}
              .
            </Prose>
          </Section>
          <Section aria-labelledby="routes">
            <h2 id="routes">What a browser was sent</h2>
            <ScrollX label="What a browser was sent">
              <Table>
                <thead>
                  <tr>
                    <th scope="col">Address</th>
                    <th scope="col">Holds of the study</th>
                  </tr>
                </thead>
                <tbody>
                  {routes.map(({ route, holds }) => (
                    <tr key={route}>
                      <th scope="row">
                        <code className="whitespace-nowrap">{route}</code>
                      </th>
                      <td>{holds}</td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </ScrollX>
            <Prose>
              Nothing else of the study is given to who judges. Names, ids and files of systems stand in none of it: the
              tests of this version record every byte that a browser gets from these addresses while it judges, and look
              for all that would tell who answered (<code>npx playwright test e2e/blindness.spec.ts</code>).
            </Prose>
          </Section>
        </>
      ) : (
        <Prose>It was judged elsewhere: nothing here can tell what its annotators were shown.</Prose>
      )}
    </>
  )
}

function Row({ label, count }: { label: string; count: number }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <NumberCell>{count.toLocaleString('en')}</NumberCell>
    </tr>
  )
}

function Hash({ children }: { children: string }) {
  return <code className="text-[0.85em] wrap-anywhere">{children}</code>
}
