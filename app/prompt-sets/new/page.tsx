import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { AcceptedFormats } from '@/components/upload/accepted-formats'
import { HubForm } from '@/components/upload/hub-form'
import { UploadForm } from '@/components/upload/upload-form'
import { sitePageAccess } from '@/lib/server/page'
import { mayUpload } from '@/lib/uploads/own-uploads'
import { discard, lookAtDataSet, pull } from '../../uploads/[uploadId]/actions'

export const metadata: Metadata = { title: 'Upload prompts' }

const NAME = { label: 'Name of the prompt set', description: 'As it should read in studies and exports.' }

export default async function NewPromptSetPage() {
  const { actor } = await sitePageAccess('uploads:manage')
  if (!(await mayUpload(actor))) notFound()
  return (
    <Frame crumbs={[{ label: 'Prompt sets', href: '/prompt-sets' }, { label: 'Upload prompts' }]} person={actor}>
      <h1>Upload prompts</h1>
      <Standfirst>What systems were asked, from a file.</Standfirst>
      <UploadForm kind="PROMPTS" name={NAME} discard={discard} />
      <HubForm kind="PROMPTS" name={NAME} look={lookAtDataSet} pull={pull} />
      <AcceptedFormats kind="PROMPTS" />
    </Frame>
  )
}
