import { DeskButton } from './desk-button'
import { useKeys } from './use-keys'
import { useTranslations } from './words'

type Props = {
  keysOn: boolean
  onShow: () => void
  /** Sets the pair aside unseen; null where that cannot be. */
  onUnsafe: (() => void) | null
}

/** Stands before a pair whose category may upset, until it is asked for. */
export function Cover({ keysOn, onShow, onUnsafe }: Props) {
  const t = useTranslations('cover')
  useKeys(keysOn, { keys: { s: onShow } })
  return (
    <section
      className="absolute inset-x-0 top-[clamp(1.5rem,12dvh,8rem)] z-2 mx-auto w-[min(34rem,100%-2rem)] rounded-md border border-rule-strong bg-surface px-7 py-6"
      data-part="cover"
      aria-labelledby="cover"
    >
      <h2 id="cover">{t('title')}</h2>
      <p className="mt-2 mb-[1.1rem]">{t('text')}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <DeskButton shortcut={keysOn && 'S'} aria-keyshortcuts={keysOn ? 'S' : undefined} onClick={onShow}>
          {t('show')}
        </DeskButton>
        {onUnsafe && (
          <DeskButton look="plain" onClick={onUnsafe}>
            {t('unsafe')}
          </DeskButton>
        )}
      </div>
    </section>
  )
}
