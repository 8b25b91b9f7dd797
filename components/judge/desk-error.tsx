import { Component, useEffect, useState } from 'react'
import { type Language, languageCookie } from '@/lib/i18n/languages'
import { DeskButton } from './desk-button'
import { DeskFrame } from './desk-frame'
import { Acts, RestPage, RestText } from './rest-page'

/** Here, and not with the other messages: this has to be there when those are not. */
const WORDS: Record<Language, Record<'title' | 'text' | 'again', string>> = {
  en: {
    title: 'This page did not load',
    text: 'Verdicts you have given are saved, or kept on this device and sent when the page loads again. If this stays, come back later: you go on where you stopped.',
    again: 'Load again',
  },
  ko: {
    title: '이 페이지를 불러오지 못했습니다',
    text: '판정하신 내용은 저장되었거나 이 기기에 보관되어 있으며, 페이지가 다시 열리면 전송됩니다. 문제가 계속되면 나중에 다시 방문해 주세요. 멈춘 곳부터 이어집니다.',
    again: '다시 불러오기',
  },
}

/** The desk could not be opened or fell over. Verdicts in the outbox are sent when the page loads again. */
export function DeskError({ language: known }: { language?: Language }) {
  const [language, setLanguage] = useState<Language>(known ?? 'en')
  useEffect(() => {
    if (!known && document.cookie.includes(`${languageCookie(window.location.protocol === 'https:')}=ko`))
      setLanguage('ko')
  }, [known])
  const words = WORDS[language]
  return (
    <DeskFrame lang={language}>
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

type Props = { language: Language; children: React.ReactNode }

/** Shows in the desk's place that it fell over. */
export class DeskBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? <DeskError language={this.props.language} /> : this.props.children
  }
}
