const LINK = /<\/?a(?:\s[^>]*)?>/g

/** A drawing without the ways from its marks to what is behind them: for those who may not go there. */
export function unlinked(svg: string): string {
  return svg.replaceAll(LINK, '')
}
