import { Key } from './key'
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
    <section className="cover" aria-labelledby="cover">
      <h2 id="cover">{t('title')}</h2>
      <p>{t('text')}</p>
      <div className="row">
        <button type="button" className="btn" aria-keyshortcuts={keysOn ? 'S' : undefined} onClick={onShow}>
          {t('show')} {keysOn && <Key>S</Key>}
        </button>
        {onUnsafe && (
          <button type="button" className="btn plain" onClick={onUnsafe}>
            {t('unsafe')}
          </button>
        )}
      </div>
    </section>
  )
}
