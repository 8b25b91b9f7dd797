import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { LanguageChoice } from '@/components/people/language-choice'
import { EndScreen } from '@/components/recruitments/end-screen'
import { NoComputer } from '@/components/recruitments/no-computer'
import { StartScreen } from '@/components/recruitments/start-screen'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { getActor } from '@/lib/auth/actor'
import { isSecure } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { Language } from '@/lib/i18n/languages'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { renderText } from '@/lib/judgments/render-pair'
import { consentStamp } from '@/lib/people/consent'
import { arrivalCookie, problemCookie, readArrivalCookie, readProblemCookie } from '@/lib/recruitments/arrival-cookie'
import { findRecruitment } from '@/lib/recruitments/link'
import { PLATFORM_NAMES, type Platform } from '@/lib/recruitments/platforms'
import { type ArrivalPage, readArrival } from '@/lib/recruitments/read-arrival'
import { requestLanguage } from '@/lib/server/language'
import { begin, decline, leave } from './actions'

/** Until the last page goes back to the platform by itself. */
const WAIT_SECONDS = 10

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageTranslator(await requestLanguage(), 'entry')('title'), robots: { index: false } }
}

/** Where people who came from a crowd platform begin, and where their part ends. */
export default async function EntryPage({ params }: PageProps<'/r/[token]'>) {
  const { token } = await params
  const [language, jar, asked] = await Promise.all([requestLanguage(), cookies(), headers()])
  const recruitment = await findRecruitment(token).catch(asNothing)
  const problem = readProblemCookie(jar.get(problemCookie(isSecure()))?.value)
  const arriving = readArrivalCookie(token, jar.get(arrivalCookie(isSecure()))?.value)
  const page =
    recruitment && arriving && !problem
      ? await readArrival(token, arriving, asked.get('user-agent')).catch(asNothing)
      : null
  const frame = plainWords(language, 'frame')
  return (
    <Frame labels={frame} language={<LanguageChoice label={frame.language} language={language} />}>
      {recruitment && page ? (
        <Part token={token} page={page} language={language} />
      ) : (
        <Outside recruitment={recruitment} problem={problem} language={language} />
      )}
    </Frame>
  )
}

async function Part({ token, page, language }: { token: string; page: ArrivalPage; language: Language }) {
  const [t, words] = [pageTranslator(language, 'entry'), plainWords(language, 'ending')]
  const platform = nameOf(page.platform, language)
  if (page.kind === 'ended') {
    const told = page.ending === 'FULL' && page.hasBegun ? 'FULL_AFTER' : page.ending
    return (
      <EndScreen
        title={words[told].title}
        text={words[told].text}
        code={page.code}
        address={page.address}
        words={words.page}
        atPlatform={t('atPlatform', { platform })}
        toPlatform={t('toPlatform', { platform })}
        leaveThere={t('leaveThere', { platform })}
        waitSeconds={WAIT_SECONDS}
        goes={t('goes', { seconds: WAIT_SECONDS })}
      />
    )
  }
  const form = plainWords(language, 'form')
  if (page.kind === 'device')
    return (
      <div className="grid max-w-xl gap-5">
        <h1>{t('deviceTitle')}</h1>
        <Standfirst>{t('device', { platform })}</Standfirst>
        <NoComputer token={token} label={t('noComputer')} noAnswer={form.noAnswer} leave={leave} />
      </div>
    )
  const actor = await getActor()
  return (
    <StartScreen
      token={token}
      title={page.title}
      text={t(page.hasBegun ? 'backFrom' : 'from', { platform })}
      kept={t('kept', { platform })}
      // Somebody with an account of their own is told that it is left in this browser.
      signedInAs={actor?.email ? t('signedInAs', { name: actor.name }) : null}
      consentHtml={page.hasBegun ? '' : renderText(page.consent)}
      agreesTo={consentStamp(page.consent)}
      beginLabel={t(page.hasBegun ? 'goOn' : 'begin')}
      words={form}
      acts={{ begin, decline }}
    />
  )
}

type Outside = {
  recruitment: Awaited<ReturnType<typeof findRecruitment>> | null
  problem: ReturnType<typeof readProblemCookie>
  language: Language
}

/** Nobody we know: a link of nothing, or one that was opened otherwise than from the platform. */
function Outside({ recruitment, problem, language }: Outside) {
  const t = pageTranslator(language, 'entry')
  if (!recruitment)
    return (
      <>
        <h1>{t('noneTitle')}</h1>
        <Standfirst>{t('none')}</Standfirst>
      </>
    )
  const platform = nameOf(recruitment.platform, language)
  const parameter = recruitment.parameters[problem?.which ?? 'participant'] ?? ''
  const why = problem?.kind ?? 'outside'
  const title = why === 'again' || why === 'not_open' || why === 'busy' ? t(`${why}Title`) : t('outsideTitle')
  return (
    <div className="grid max-w-xl gap-5">
      <h1>{title}</h1>
      <Standfirst>{t(why, { platform, parameter })}</Standfirst>
    </div>
  )
}

/** By its own name; of a panel that has none here, as people speak of it. */
function nameOf(platform: Platform, language: Language): string {
  return platform === 'PANEL' ? pageTranslator(language, 'entry')('panel') : PLATFORM_NAMES[platform]
}

function asNothing(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}
