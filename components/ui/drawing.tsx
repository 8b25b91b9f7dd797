/** The look of a drawing's own element. */
export const DRAWING = 'block h-auto w-full overflow-visible fill-ink font-sans text-[14px]'

/** A figure drawn on the server, in the page. */
export function Drawing({ className, svg }: { className?: string; svg: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: an XML serialiser wrote it, and tests draw hostile names
  return <div className={className} dangerouslySetInnerHTML={{ __html: svg }} />
}
