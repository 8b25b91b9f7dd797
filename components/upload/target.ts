import { count } from '@/lib/numbers/count'
import type { UploadReview } from '@/lib/uploads/review-upload'

/** Where an upload's rows go, for the dry run. */
export function targetOf({ upload, target }: UploadReview): { label: string; value: string }[] {
  const isPrompts = upload.kind === 'PROMPTS'
  const what = isPrompts ? 'prompt set' : 'system'
  if (!isPrompts && upload.name === '') {
    const known = target.systems.filter(({ isKnown }) => isKnown).length
    return [
      { label: 'New systems', value: (target.systems.length - known).toLocaleString('en') },
      { label: 'Systems that are there', value: known.toLocaleString('en') },
    ]
  }
  return [
    { label: target.isNew ? `New ${what}` : what.charAt(0).toUpperCase() + what.slice(1), value: upload.name },
    ...(target.isNew
      ? []
      : [{ label: 'It has in this set', value: count(target.holds, isPrompts ? 'prompt' : 'response') }]),
    ...(upload.nameInFile ? [{ label: 'Called in the file', value: upload.nameInFile }] : []),
  ]
}
