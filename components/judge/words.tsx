'use client'

import { IntlProvider } from 'use-intl'
import type { Language } from '@/lib/i18n/languages'
import type { Words as Messages } from '@/lib/i18n/messages'

type Props = { language: Language; messages: Messages; children: React.ReactNode }

/** Gives what is inside its words. */
export function Words({ language, messages, children }: Props) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <IntlProvider locale={language} messages={messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  )
}
