'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Dependants } from '@/lib/keeping/dependants'
import type { Answer } from '@/lib/server/action'
import { Button } from './button'
import { Notice } from './notice'
import { ThingActs } from './thing-acts'
import { useSubmit } from './use-submit'

/** What can be done with things of a kind; `key` says which. A kind has those acts that it allows at all. */
export type ManageActs<K> = {
  ask: (key: K) => Promise<Answer<Dependants>>
  rename?: (change: K & { name: string }) => Promise<Answer<unknown>>
  archive?: (change: K & { isArchived: boolean }) => Promise<Answer<unknown>>
  remove?: (change: K & { name: string }) => Promise<Answer<unknown>>
}

type Props<K> = {
  thing: K
  /** What it is called, and of which kind it is: “prompt set”. */
  name: string
  kind: string
  acts: ManageActs<K>
  look?: 'normal' | 'link'
  /** Where to go once it is gone, from a page that goes with it. */
  after?: string
}

/** The one dialog in which a thing gets another name, is put away or deleted; what depends on it is told first. */
export function ManageThing<K>({ thing, name, kind, acts, look = 'normal', after }: Props<K>) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [found, setFound] = useState<Dependants | null>(null)
  const { submit, trouble, isPending } = useSubmit()
  const ask = () => {
    setFound(null)
    submit(() => acts.ask(thing), setFound)
  }
  const done = (isGone: boolean) => {
    setOpen(false)
    if (isGone && after) router.push(after)
    else router.refresh()
  }
  const { rename, archive, remove } = acts
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (open) ask()
        setOpen(open)
      }}
    >
      <Button look={look} aria-label={`Manage “${name}”…`}>
        Manage…
      </Button>
      <ModalOverlay className="fixed inset-0 z-20 grid place-items-center bg-black/40 p-4" isDismissable>
        <Modal className="max-h-[90dvh] w-[min(36rem,100%)] overflow-auto rounded-md border border-rule-strong bg-paper px-7 pt-6 pb-7 max-sm:px-4">
          <Dialog className="outline-none">
            <Heading slot="title" className="mb-[0.6rem] wrap-anywhere">
              Manage the {kind} “{found?.name ?? name}”
            </Heading>
            {!found && isPending && <p role="status">Looking what depends on it …</p>}
            {!found && trouble && <Notice kind="critical">{trouble.message}</Notice>}
            {found && (
              <ThingActs
                found={found}
                kind={kind}
                rename={rename && ((to) => rename({ ...thing, name: to }))}
                archive={archive && (() => archive({ ...thing, isArchived: !found.isArchived }))}
                remove={remove && (() => remove({ ...thing, name: found.name }))}
                done={done}
              />
            )}
            <div className="mt-6">
              <Button slot="close">Close</Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
