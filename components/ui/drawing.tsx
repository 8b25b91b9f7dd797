/** A figure drawn on the server, in the page. */
export function Drawing({ className, svg }: { className?: string; svg: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: an XML serialiser wrote it, and tests draw hostile names
  return <div className={className} dangerouslySetInnerHTML={{ __html: svg }} />
}
