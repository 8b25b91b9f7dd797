import Link from 'next/link'
import { FileLinks } from '@/components/people/file-links'
import { Disclosure } from '@/components/ui/disclosure'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { Prose } from '@/components/ui/text'
import type { Access } from '@/lib/auth/access'
import { env } from '@/lib/env'
import { listFileLinks } from '@/lib/formats/links/file-links'
import { endLink, makeLink } from './actions'

/** Lines for whoever reads the judgments with a program, with the study's own address in them; links for spreadsheets. */
export async function ByProgram({ access }: { access: Access<'study:export'> }) {
  const { studyId } = access
  const address = `${env().NEXTAUTH_URL.replace(/\/$/, '')}/api/v1/studies/${studyId}`
  const links = await listFileLinks(access)
  return (
    <Section aria-labelledby="by-program">
      <h2 id="by-program">By program</h2>
      <Prose>
        Scripts and notebooks read the same files with a <Link href="/account/tokens">token</Link> in the place of{' '}
        <code>evh_…</code>. All they can ask is in the <Link href="/docs/api">reference</Link>.
      </Prose>
      {LINES.map(({ label, lines }) => (
        <Disclosure key={label} label={label} isPlain>
          <ScrollX label={`Lines for ${label}`}>
            <pre className="text-sm">{lines(address)}</pre>
          </ScrollX>
        </Disclosure>
      ))}
      <Disclosure label="Excel and Google Sheets" isPlain>
        <Prose>They can send no token, so they get a link of their own to one file. It reads as you may.</Prose>
        <FileLinks
          studyId={studyId}
          files={FOR_SHEETS}
          links={links.map(({ createdBy, ...link }) => ({ ...link, by: createdBy.name }))}
          make={makeLink}
          revoke={endLink}
        />
      </Disclosure>
    </Section>
  )
}

const FOR_SHEETS = ['judgments.csv', 'judgments.xlsx', 'plan.csv', 'names.csv', 'codebook.csv']

const LINES: { label: string; lines: (address: string) => string }[] = [
  {
    label: 'pandas',
    lines: (address) => `import pandas as pd

url = "${address}/judgments.csv"
judgments = pd.read_csv(url, storage_options={"Authorization": "Bearer evh_…"})`,
  },
  {
    label: 'R',
    lines: (address) => `address <- "${address}/judgments.csv"
judgments <- read.csv(url(address, headers = c(Authorization = "Bearer evh_…")))`,
  },
  {
    label: 'Hugging Face datasets',
    lines: (address) => `from datasets import load_dataset

url = "${address}/judgments.jsonl"
token = {"headers": {"Authorization": "Bearer evh_…"}}
judgments = load_dataset("json", data_files=url, storage_options=token)`,
  },
  {
    label: 'curl',
    lines: (address) => `curl -H "Authorization: Bearer evh_…" -o judgments.csv ${address}/judgments.csv`,
  },
  {
    label: 'evenhand.py',
    lines: (address) => `# saved from ${new URL(address).origin}/clients/evenhand.py
from evenhand import Evenhand

study = Evenhand("${new URL(address).origin}", "evh_…").study("${address.split('/').at(-1)}")
study.judgments(), study.results(), study.export("judgments.parquet", "judgments.parquet")`,
  },
]
