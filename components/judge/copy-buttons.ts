/** What copies code stands beside it, never over it. */
const FRAME = 'code group/code grid grid-cols-[minmax(0,1fr)_auto] items-start rounded-sm bg-wash'
const BUTTON = [
  'copy my-[0.35rem] me-[0.35rem] cursor-pointer rounded-sm border border-rule-strong bg-surface px-2 py-[0.15rem]',
  'font-sans text-xs/normal text-ink-2 opacity-0 hover:text-ink focus-visible:opacity-100',
  'group-focus-within/code:opacity-100 group-hover/code:opacity-100',
  'max-sm:min-h-(--target) max-sm:min-w-(--target) max-sm:opacity-100',
  'pointer-coarse:min-h-(--target) pointer-coarse:min-w-(--target) pointer-coarse:opacity-100',
].join(' ')

/** Gives each block of code in rendered text a button that copies it. Doing so again changes nothing. */
export function addCopyButtons(content: HTMLElement, words: { copy: string; copied: string }): void {
  for (const block of content.querySelectorAll('pre')) {
    if (block.parentElement?.className === FRAME) continue
    const frame = document.createElement('div')
    frame.className = FRAME
    block.replaceWith(frame)
    frame.append(block, copyButton(block, words))
  }
}

function copyButton(block: HTMLElement, { copy, copied }: { copy: string; copied: string }): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = BUTTON
  button.textContent = copy
  button.addEventListener('click', () => {
    void copyText(block).then((isCopied) => {
      if (isCopied) button.textContent = copied
      setTimeout(() => {
        button.textContent = copy
      }, 2000)
    })
  })
  return button
}

/** Where the browser gives no access to the clipboard, the code is selected, so that one can copy it by hand. */
async function copyText(block: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(block.textContent ?? '')
    return true
  } catch {
    getSelection()?.selectAllChildren(block)
    return false
  }
}
