import { useEffect, useId, useRef } from 'react'
import { Key } from './key'
import { useTranslations } from './words'

type Props = { title: string; open: boolean; onClose: () => void; children: React.ReactNode }

/** A native modal dialog: Esc and the button close it, and the focus goes back to where it was. */
export function Sheet({ title, open, onClose, children }: Props) {
  const t = useTranslations('sheet')
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  return (
    // Its event comes later than it closes: by then another sheet may be the open one.
    <dialog className="sheet" aria-labelledby={id} ref={dialog} onClose={() => open && onClose()}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="btn plain" onClick={onClose}>
          {t('close')} <Key>Esc</Key>
        </button>
      </header>
      {open && children}
    </dialog>
  )
}
