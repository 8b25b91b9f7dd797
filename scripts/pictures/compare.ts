import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findChromium } from '../chromium.mjs'

/**
 * Says which pictures differ between two folders, by how many pixels, and writes each that does with its differences
 * marked into a third. @returns how many differ, or are in one of them only
 */
export async function comparePictures(before: string, after: string): Promise<number> {
  const [old, fresh] = await Promise.all([before, after].map(listPictures))
  const marked = `${after}-differs`
  await rm(marked, { recursive: true, force: true })
  await mkdir(marked, { recursive: true })
  const browser = await chromium.launch({ executablePath: (await findChromium(console.log)) ?? undefined, args: ARGS })
  const page = await browser.newPage()
  // Called by what the loader of TypeScript makes of a function that is sent into the page.
  await page.evaluate('globalThis.__name = (value) => value')
  let differing = 0
  for (const name of [...new Set([...(old ?? []), ...(fresh ?? [])])].sort()) {
    if (!fresh?.includes(name)) continue
    const line = old?.includes(name) ? await compareOne(page, { before, after, marked, name }) : 'new'
    if (line) console.log(`${name}: ${line}`)
    if (line) differing++
  }
  await browser.close()
  console.log(`${differing} of ${fresh?.length ?? 0} pictures differ.`)
  return differing
}

/** Chromium's sandbox does not run as root; nothing here leaves the machine. */
export const ARGS = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu']

async function listPictures(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.png'))
}

type One = { before: string; after: string; marked: string; name: string }

async function compareOne(page: Page, { before, after, marked, name }: One): Promise<string | null> {
  const [a, b] = await Promise.all([before, after].map((folder) => readFile(path.join(folder, name))))
  if (!a || !b || a.equals(b)) return null
  const { pixels, sizes, picture } = await page.evaluate(differ, [a.toString('base64'), b.toString('base64')])
  if (pixels === 0) return null
  await writeFile(path.join(marked, name), Buffer.from(picture, 'base64'))
  return `${pixels} pixels${sizes[0] === sizes[1] ? '' : `, ${sizes.join(' → ')}`}`
}

/** Runs in a page, whose canvas reads pictures: before, after, and what differs in red, side by side. */
async function differ([a = '', b = '']: string[]) {
  const load = async (data: string) => createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
  const [old, fresh] = await Promise.all([load(a), load(b)])
  const width = Math.max(old.width, fresh.width)
  const height = Math.max(old.height, fresh.height)
  const read = (picture: ImageBitmap) => {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    context?.drawImage(picture, 0, 0)
    return context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray()
  }
  const [from, to] = [read(old), read(fresh)]
  const marks = new ImageData(width, height)
  let pixels = 0
  for (let at = 0; at < from.length; at += 4) {
    const far = Math.max(
      ...[0, 1, 2, 3].map((channel) => Math.abs((from[at + channel] ?? 0) - (to[at + channel] ?? 0))),
    )
    // Edges of letters that came out a shade apart are no difference.
    const isFar = far > 24
    if (isFar) pixels++
    marks.data.set(isFar ? [220, 0, 0, 255] : [0, 0, 0, 255], at)
  }
  const sheet = new OffscreenCanvas(width * 3, height)
  const context = sheet.getContext('2d')
  context?.drawImage(old, 0, 0)
  context?.drawImage(fresh, width, 0)
  context?.putImageData(marks, width * 2, 0)
  const bytes = new Uint8Array(await (await sheet.convertToBlob()).arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { pixels, sizes: [`${old.width}×${old.height}`, `${fresh.width}×${fresh.height}`], picture: btoa(text) }
}
