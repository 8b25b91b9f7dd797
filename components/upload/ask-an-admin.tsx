import { Notice } from '@/components/ui/notice'

/** Whom to ask, where somebody looks for an upload that is not theirs to make. */
export function AskAnAdmin({ admins }: { admins: readonly string[] }) {
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(admins)
  return (
    <div className="mt-5">
      <Notice>
        What is everybody’s is uploaded by admins{names && <>: ask {names}</>}. Send them the files; a study of yours
        can use a set as soon as it is here.
      </Notice>
    </div>
  )
}
