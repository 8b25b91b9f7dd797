import { Component, useEffect, useState } from 'react'
import type { Language } from '@/lib/i18n/languages'
import type { Words as Messages } from '@/lib/i18n/messages'
import { DeskButton } from './desk-button'
import { DeskFrame } from './desk-frame'
import { Acts, RestPage, RestText } from './rest-page'

type BrokenWords = Messages['broken']
type Broken = { language: Language; words: BrokenWords }

/** The name of what the page's head has these words in, in the language that was asked for. */
export const BROKEN = 'evenhand-broken'

/** Until those of the head are read: as the server sent the page. */
const ENGLISH: BrokenWords = {
  title: 'This page did not load',
  text: 'Verdicts you have given are saved, or kept on this device and sent when the page loads again. If this stays, come back later: you go on where you stopped.',
  again: 'Load again',
}

/** The desk could not be opened. */
export function DeskNotMade() {
  const [broken, setBroken] = useState<Broken>({ language: 'en', words: ENGLISH })
  useEffect(() => {
    const brought = document.querySelector<HTMLMetaElement>(`meta[name=${BROKEN}]`)?.content
    if (brought) setBroken({ language: document.documentElement.lang as Language, words: JSON.parse(brought) })
  }, [])
  return <DeskError {...broken} />
}

/** The desk could not be opened or fell over. Verdicts in the outbox are sent when the page loads again. */
function DeskError({ language, words }: Broken) {
  return (
    <DeskFrame language={language}>
      <RestPage>
        <h1>{words.title}</h1>
        <RestText>{words.text}</RestText>
        <Acts>
          <DeskButton look="primary" onClick={() => window.location.reload()}>
            {words.again}
          </DeskButton>
        </Acts>
      </RestPage>
    </DeskFrame>
  )
}

type Props = Broken & { children: React.ReactNode }

/** Shows in the desk's place that it fell over. */
export class DeskBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    const { children, ...broken } = this.props
    return this.state.isBroken ? <DeskError {...broken} /> : children
  }
}
