'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import type { StudyInput } from '@/lib/designs/schema'
import { protocolOf } from '@/lib/protocols/protocol-of'
import type { Trials } from '@/lib/runs/try-model'
import { DesignTrouble } from './design-trouble'
import { type ModelPlace, type ModelSource, sendable } from './source'
import { Tries } from './tries'

const TRIED = 5

type Props = { design: StudyInput; at: ModelPlace; tryOut: ModelSource['tryOut'] }

/** Asks a model about a few items of the prompt set, to read what it makes of them. Nothing of it is stored. */
export function TryModel({ design, at, tryOut }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [tried, setTried] = useState<Trials | null>(null)
  const { submit, trouble, isPending } = useSubmit()
  const ask = () => {
    setTried(null)
    submit(() => tryOut({ design: sendable(design), ...at }), setTried)
  }
  const open = (next: boolean) => {
    setOpen(next)
    if (next) ask()
  }
  const model = design.models[at.group]?.models[at.model]?.model ?? ''
  const label = `Try on ${TRIED} ${protocolOf(design.protocol).shows}s`
  return (
    <Dialog
      label={`${label}…`}
      title={`${label}: ${model || 'no model yet'}`}
      isOpen={isOpen}
      onOpenChange={open}
      isWide
      foot={
        <Button onPress={ask} isPending={isPending}>
          {isPending ? 'Asking …' : 'Ask again'}
        </Button>
      }
    >
      <Note>
        The provider is asked, and may charge for it. Nothing of it is stored: these verdicts count nowhere and take
        nothing of the budget.
      </Note>
      {isPending && (
        <p role="status" className="text-ink-2">
          Asking {model || 'the model'} …
        </p>
      )}
      <DesignTrouble trouble={trouble} />
      {tried && <Tries tried={tried} />}
    </Dialog>
  )
}
