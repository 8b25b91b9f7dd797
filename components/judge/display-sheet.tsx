import { LanguageSelect } from '@/components/ui/language-select'
import { Sheet } from './sheet'
import { BREAKS, type Display, SCROLLING } from './use-display'
import { useLocale, useTranslations } from './words'

type Props = {
  open: boolean
  onClose: () => void
  display: Display
  onChange: (change: Partial<Display>) => void
  /** Called before the page loads anew in another language. */
  onReload: () => void
  /** To one's own verdicts: on narrow screens the strip has no room for it. */
  onHistory: () => void
}

/** How the annotator wants to see pairs, when to be reminded of a break, and in which language. */
export function DisplaySheet({ open, onClose, display, onChange, onReload, onHistory }: Props) {
  const t = useTranslations('display')
  const strip = useTranslations('strip')
  const language = useLocale()
  const reload = () => {
    onReload()
    window.location.reload()
  }
  return (
    <Sheet title={t('title')} open={open} onClose={onClose}>
      <fieldset className="scrolling">
        <legend className="label">{t('scrolling')}</legend>
        {SCROLLING.map((scrolling) => (
          <label className="choice" key={scrolling}>
            <input
              type="radio"
              name="scrolling"
              checked={display.scrolling === scrolling}
              onChange={() => onChange({ scrolling })}
            />
            {t(scrolling)}
          </label>
        ))}
        <p className="note">{t('wide')}</p>
      </fieldset>
      <label className="choice">
        <input type="checkbox" checked={display.raw} onChange={(event) => onChange({ raw: event.target.checked })} />
        {t('raw')}
      </label>
      <label className="field" htmlFor="breaks">
        <span>{t('breaks')}</span>
        <select
          id="breaks"
          value={display.breakAfter}
          onChange={(event) => onChange({ breakAfter: Number(event.target.value) })}
        >
          {BREAKS.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? t('never') : t('minutes', { minutes })}
            </option>
          ))}
        </select>
      </label>
      <label className="field" htmlFor="language">
        <span>{t('language')}</span>
        <LanguageSelect id="language" language={language} onChosen={reload} />
      </label>
      <p className="note">
        {t('languageNote')} {t('kept')}
      </p>
      <div>
        <button type="button" className="btn" onClick={onHistory}>
          {strip('history')}
        </button>
      </div>
    </Sheet>
  )
}
