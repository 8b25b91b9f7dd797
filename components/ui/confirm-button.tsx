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
        setOpen(open)
        setProblem(null)
      }}
    >
      <Button look={look}>{label}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog>
            <Heading slot="title">{title}</Heading>
            <div className="modal-text">{children}</div>
            {isPending && whilePending}
            {problem && <Notice kind="critical">{problem.message}</Notice>}
            <div className="row">
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
