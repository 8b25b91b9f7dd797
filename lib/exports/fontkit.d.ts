/** The part of fontkit's interface that is used here; it ships no types. */
declare module 'fontkit' {
  export type Font = {
    unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    layout(text: string): {
      glyphs: {
        path: { toSVG(): string; scale(x: number, y: number): { translate(x: number, y: number): { toSVG(): string } } }
      }[]
      positions: { xAdvance: number; xOffset: number; yOffset: number }[]
    }
  }
  export function create(bytes: Uint8Array): Font
}
