'use client'

import { useState, useTransition } from 'react'
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Problem } from '@/lib/errors'
import { Button } from './button'
import { Notice } from './notice'

type Props = {
  label: string
  look?: 'normal' | 'primary' | 'plain' | 'link'
  title: string
  children: React.ReactNode
  /** Shown beneath while the act runs: how far it has come. */
  whilePending?: React.ReactNode
  confirmLabel: string
  onConfirm: () => Promise<{ ok: true } | { ok: false; problem: Problem }>
  /** Before it is shown: what was typed into it the last time, and not sent, is forgotten. */
  onOpen?: () => void
}

/** A button whose act is asked about once; the dialog stays, and says why, when the act fails. */
export function ConfirmButton({
  label,
  look = 'normal',
  title,
  children,
  whilePending,
  confirmLabel,
  onConfirm,
  onOpen,
}: Props) {
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isPending, startTransition] = useTransition()
  const confirm = () =>
    startTransition(async () => {
      const answer = await onConfirm()
      if (answer.ok) setOpen(false)
      else setProblem(answer.problem)
    })
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (open) onOpen?.()
        setOpen(open)
        setProblem(null)
      }}
    >
      <Button look={look}>{label}</Button>
      <ModalOverlay className="fixed inset-0 z-20 grid place-items-center bg-black/40 p-4" isDismissable>
        <Modal className="max-h-[90dvh] w-[min(34rem,100%)] overflow-auto rounded-md border border-rule-strong bg-paper px-7 pt-6 pb-7">
          <Dialog className="outline-none">
            <Heading slot="title" className="mb-[0.6rem]">
              {title}
            </Heading>
            <div className="space-y-[0.6rem]">{children}</div>
            {isPending && whilePending}
            {problem && (
              <Notice kind="critical" className="mt-4">
                {problem.message}
              </Notice>
            )}
            <div className="mt-5 flex flex-wrap items-center gap-[0.6rem]">
              <Button look="primary" onPress={confirm} isPending={isPending}>
                {confirmLabel}
              </Button>
              <Button slot="close">Cancel</Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
