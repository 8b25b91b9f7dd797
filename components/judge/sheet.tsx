import { useEffect, useId, useRef } from 'react'
import { DeskButton } from './desk-button'
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
    <dialog
      className="max-h-[min(44rem,calc(100dvh-4rem))] w-[min(34rem,calc(100vw-2rem))] gap-4 overflow-y-auto rounded-md border border-rule-strong bg-surface p-0 px-6 pb-6 text-ink backdrop:bg-ink/35 open:grid"
      aria-labelledby={id}
      ref={dialog}
      onClose={() => open && onClose()}
    >
      <header className="sticky top-0 flex min-h-14 items-center justify-between bg-surface">
        <h2 id={id}>{title}</h2>
        <DeskButton look="plain" shortcut="Esc" onClick={onClose}>
          {t('close')}
        </DeskButton>
      </header>
      {open && children}
    </dialog>
  )
}
