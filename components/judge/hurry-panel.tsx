import { Aside } from './aside'
import { Tool } from './tool'
import type { HastyQuestion } from './use-haste'
import { useTranslations } from './words'

type Props = HastyQuestion & { keysOn: boolean; onReadOn: () => void }

/** Asks once about a verdict given before the answers could have been read. Announced at once; the same press again gives it. */
export function HurryPanel({ haste, seconds, keysOn, onReadOn }: Props) {
  const t = useTranslations('hurry')
  return (
    <Aside>
      <p role="alert">
        {haste !== 'END' && `${t('time', { seconds })} `}
        {haste !== 'TIME' && `${t('end')} `}
        {t('again')}
      </p>
      <Tool
        className="-me-[0.4rem] max-sm:-ms-[0.4rem]"
        name={t('readOn')}
        shortcut={keysOn && 'Esc'}
        onPress={onReadOn}
      />
    </Aside>
  )
}
