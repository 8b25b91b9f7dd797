import { Checkbox } from '@/components/ui/checkbox'
import { fieldLabel } from '@/components/ui/field-look'
import { LanguageSelect } from '@/components/ui/language-select'
import { DeskButton } from './desk-button'
import { Sheet } from './sheet'
import { BREAKS, type Display, SCROLLING } from './use-display'
import { useLocale, useTranslations } from './words'

type Props = {
  open: boolean
  /** Whether two answers stand side by side. */
  haveSides: boolean
  onClose: () => void
  display: Display
  onChange: (change: Partial<Display>) => void
  /** Called before the page loads anew in another language. */
  onReload: () => void
  /** To one's own verdicts: on narrow screens the strip has no room for it. */
  onHistory: () => void
}

/** How the annotator wants to see pairs, when to be reminded of a break, and in which language. */
export function DisplaySheet({ open, haveSides, onClose, display, onChange, onReload, onHistory }: Props) {
  const t = useTranslations('display')
  const strip = useTranslations('strip')
  const language = useLocale()
  const reload = () => {
    onReload()
    window.location.reload()
  }
  return (
    <Sheet title={t('title')} open={open} onClose={onClose}>
      <fieldset className="m-0 grid gap-[0.4rem] border-0 p-0">
        <legend className={fieldLabel()}>{t('scrolling')}</legend>
        {SCROLLING.filter((each) => haveSides || each !== 'aligned').map((scrolling) => (
          <label className="inline-flex min-h-(--target) items-center gap-2" key={scrolling}>
            <input
              type="radio"
              name="scrolling"
              checked={(haveSides || display.scrolling === 'page' ? display.scrolling : 'panes') === scrolling}
              onChange={() => onChange({ scrolling })}
            />
            {t(scrolling)}
          </label>
        ))}
        <p className="text-xs/normal text-ink-2">{t('wide')}</p>
      </fieldset>
      <Checkbox isSelected={display.raw} onChange={(raw) => onChange({ raw })}>
        {t('raw')}
      </Checkbox>
      <label className="min-w-0" htmlFor="breaks">
        <span className={fieldLabel()}>{t('breaks')}</span>
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
      <a href="/account#reading">{t('appearance')}</a>
      <label className="min-w-0" htmlFor="language">
        <span className={fieldLabel()}>{t('language')}</span>
        <LanguageSelect id="language" language={language} onChosen={reload} />
      </label>
      <p className="text-xs/normal text-ink-2">
        {t('languageNote')} {t('kept')}
      </p>
      <div>
        <DeskButton onClick={onHistory}>{strip('history')}</DeskButton>
      </div>
    </Sheet>
  )
}
