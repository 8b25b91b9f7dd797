import { DeskNotMade } from '@/components/judge/desk-error'

/** The judging page could not be made. */
export default function ErrorPage() {
  return <DeskNotMade />
}
