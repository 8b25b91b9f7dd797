import { Standfirst } from '@/components/ui/text'
import type { UploadReview } from '@/lib/uploads/review-upload'

/** What the page is about, and that nothing was written yet. */
export function ReviewTitle({ upload }: Pick<UploadReview, 'upload'>) {
  const isPrompts = upload.kind === 'PROMPTS'
  return (
    <>
      <h1>{isPrompts ? 'Upload prompts' : 'Upload responses'}</h1>
      <Standfirst>
        {isPrompts ? (
          <>
            What was found for the prompt set <em>{upload.name}</em>.
          </>
        ) : (
          <>
            What {upload.name === '' ? 'several systems' : <em>{upload.name}</em>} answered to the{' '}
            {upload.promptSet?._count.prompts.toLocaleString('en')} prompts of <em>{upload.promptSet?.name}</em>.
          </>
        )}{' '}
        {upload.status === 'STAGED' && 'Nothing is written until you import.'}
      </Standfirst>
    </>
  )
}
