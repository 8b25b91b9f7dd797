/** Gives each block of code in rendered text a button that copies it. Doing so again changes nothing. */
export function addCopyButtons(content: HTMLElement, words: { copy: string; copied: string }): void {
  for (const block of content.querySelectorAll('pre')) {
    if (block.parentElement?.className === 'code') continue
    const frame = document.createElement('div')
    frame.className = 'code'
    block.replaceWith(frame)
    frame.append(block, copyButton(block, words))
  }
}

function copyButton(block: HTMLElement, { copy, copied }: { copy: string; copied: string }): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
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
