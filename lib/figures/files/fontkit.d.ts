/** The part of fontkit's interface that is used here; it ships no types. */
declare module 'fontkit' {
  type Path = {
    toSVG(): string
    scale(x: number, y: number): { translate(x: number, y: number): { toSVG(): string } }
  }
  export type Font = {
    unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): { path: Path }
    layout(text: string): {
      glyphs: { path: Path }[]
      positions: { xAdvance: number; xOffset: number; yOffset: number }[]
    }
  }
  export type Collection = { fonts: Font[] }
  export function create(bytes: Uint8Array): Font | Collection
}
