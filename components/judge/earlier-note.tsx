import { Aside } from './aside'
import { Tool } from './tool'
import { useTranslations } from './words'

type Props = {
  /** How many pairs were set aside since this verdict: looking back goes over them. */
  asides: number
  keysOn: boolean
  onReturn: () => void
}

/** Says that the pair on the screen was judged before, and leads back to the one to judge. */
export function EarlierNote({ asides, keysOn, onReturn }: Props) {
  const t = useTranslations('verdict')
  return (
    <Aside>
      <p role="status">
        {asides > 0 && `${t('asides', { count: asides })} `}
        {t('earlier')}
      </p>
      <Tool
        className="-me-[0.4rem] max-sm:-ms-[0.4rem]"
        name={t('return')}
        shortcut={keysOn && 'Esc'}
        onPress={onReturn}
      />
    </Aside>
  )
}
