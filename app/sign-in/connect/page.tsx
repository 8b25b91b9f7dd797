import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ConnectForm } from '@/components/people/connect-form'
import { LanguageChoice } from '@/components/people/language-choice'
import { Frame } from '@/components/ui/frame'
import { Note, Standfirst } from '@/components/ui/text'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { oidcSettings } from '@/lib/oidc/settings'
import { pageLanguage } from '@/lib/server/language'
import { readUnproven } from '@/lib/server/sign-on'
import { connect } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await pageLanguage(), 'signIn')('proveTitle') }
}

/** For whom the provider vouches, and who has no account here that is joined to it. */
export default async function ConnectPage() {
  const [unproven, settings, language] = [await readUnproven(), oidcSettings(), await pageLanguage()]
  if (!unproven || !settings) redirect('/sign-in')
  const t = pageTranslator(language, 'signIn')
  const frame = plainWords(language, 'frame')
  return (
    <Frame labels={frame} language={<LanguageChoice label={frame.language} language={language} />}>
      <div className="grid max-w-sm gap-6">
        <div className="grid gap-3">
          <h1>{t('proveTitle')}</h1>
          <Standfirst>{t('prove', { name: settings.name })}</Standfirst>
        </div>
        <ConnectForm
          email={unproven.email ?? ''}
          label={t('connect')}
          words={plainWords(language, 'form')}
          connect={connect}
        />
        <Note>{t('proveNote')}</Note>
      </div>
    </Frame>
  )
}
