import type { Metadata } from 'next'
import { SecurityTable } from '@/components/people/security-table'
import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import { Frame } from '@/components/ui/frame'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import { Note, Standfirst } from '@/components/ui/text'
import { listSecurity, readSecurityQuery, type SecurityQuery } from '@/lib/audit/security-queries'
import { plainWords } from '@/lib/i18n/pages'
import { staffWords } from '@/lib/i18n/staff'
import { SECURITY_KINDS, type SecurityGroup } from '@/lib/security/kinds'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: staffWords(await pageLanguage(), 'security').title }
}

export default async function SecurityPage({ searchParams }: PageProps<'/admin/security'>) {
  const access = await sitePageAccess('audit:read')
  const query = readSecurityQuery(await searchParams)
  const [{ rows, next }, language] = await Promise.all([listSecurity(access, query), pageLanguage()])
  const words = staffWords(language, 'security')
  return (
    <Frame crumbs={[{ label: words.title }]} person={access.actor} labels={plainWords(language, 'frame')}>
      <h1>{words.title}</h1>
      <Standfirst>{words.about}</Standfirst>
      <Section as="div">
        <form className="mb-5 flex flex-wrap items-end gap-3" action="/admin/security">
          <div className="min-w-0">
            <label className={fieldLabel()} htmlFor="group">
              {words.show}
            </label>
            <select id="group" name="group" defaultValue={query.group ?? ''} key={query.group}>
              <option value="">{words.groups.all}</option>
              {(Object.keys(SECURITY_KINDS) as SecurityGroup[]).map((group) => (
                <option key={group} value={group}>
                  {words.groups[group]}
                </option>
              ))}
            </select>
          </div>
          {query.person && <input type="hidden" name="person" value={query.person} />}
          <Button type="submit">{words.apply}</Button>
          {query.person && (
            <LinkButton href={addressOf({ ...query, person: null, before: null })}>{words.everybody}</LinkButton>
          )}
        </form>
        <SecurityTable rows={rows} words={words} language={language} />
        <div className="flex flex-wrap items-center gap-[0.6rem] mt-4">
          {query.before && <LinkButton href={addressOf({ ...query, before: null })}>{words.newest}</LinkButton>}
          {next && <LinkButton href={addressOf({ ...query, before: next })}>{words.older}</LinkButton>}
        </div>
        <Note className="mt-6 max-w-(--measure)">{words.kept}</Note>
      </Section>
    </Frame>
  )
}

function addressOf(query: SecurityQuery): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null)
  return `/admin/security?${new URLSearchParams(set)}`
}
