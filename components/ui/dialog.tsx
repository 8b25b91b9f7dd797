'use client'

import { Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from './button'

type Props = {
  /** On the button that opens it. */
  label: string
  title: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** For texts side by side, or long ones. */
  isWide?: boolean
  /** What can be done besides closing it. */
  foot?: React.ReactNode
  children: React.ReactNode
}

/** A button that opens a dialog to read in; Esc, a press beside it and its own button close it. */
export function Dialog({ label, title, isOpen, onOpenChange, isWide = false, foot, children }: Props) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button>{label}</Button>
      <ModalOverlay className="fixed inset-0 z-20 grid place-items-center bg-black/40 p-4" isDismissable>
        <Modal
          className={`max-h-[90dvh] overflow-auto rounded-md border border-rule-strong bg-paper px-7 pt-6 pb-7 max-sm:px-4 ${isWide ? 'w-[min(52rem,100%)]' : 'w-[min(34rem,100%)]'}`}
        >
          <AriaDialog className="outline-none">
            <Heading slot="title" className="mb-[0.6rem]">
              {title}
            </Heading>
            <div className="space-y-[0.8rem]">{children}</div>
            <div className="mt-5 flex flex-wrap items-center gap-[0.6rem]">
              {foot}
              <Button slot="close">Close</Button>
            </div>
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
