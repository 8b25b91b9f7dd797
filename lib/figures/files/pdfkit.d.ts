/** The part of pdfkit's interface that is used here; it ships no types. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream'

  type Options = {
    size: [number, number]
    margin: number
    info?: Record<string, string | Date>
    displayTitle?: boolean
    lang?: string
    /** Keeps all pages open to the end: their number is known only then. */
    bufferPages?: boolean
  }
  export default class PDFDocument extends Readable {
    constructor(options: Options)
    /** The page that is being drawn on. */
    readonly page: { height: number }
    addPage(options?: Pick<Options, 'size' | 'margin'>): this
    bufferedPageRange(): { start: number; count: number }
    switchToPage(page: number): this
    save(): this
    restore(): this
    scale(factor: number): this
    translate(x: number, y: number): this
    path(d: string): this
    rect(x: number, y: number, width: number, height: number): this
    circle(x: number, y: number, radius: number): this
    lineWidth(width: number): this
    dash(length: number, options: { space: number }): this
    undash(): this
    font(file: string): this
    fontSize(size: number): this
    fillColor(colour: string): this
    text(words: string, x: number, y: number, options: { lineBreak: boolean; baseline: 'alphabetic' }): this
    fill(colour: string): this
    stroke(colour: string): this
    fillAndStroke(fill: string, stroke: string): this
    end(): void
  }
}
