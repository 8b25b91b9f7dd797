'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { button } from '@/components/ui/button-look'
import { Note, Prose, Standfirst } from '@/components/ui/text'

type Props = {
  title: string
  text: string
  code: string | null
  /** Where it takes them; null where nobody is taken back by an address. */
  address: string | null
  words: { code: string; copy: string; copied: string; selected: string; stay: string; stays: string; lasts: string }
  /** Where the code is entered. */
  atPlatform: string
  toPlatform: string
  /** What to do there where there is neither code nor address. */
  leaveThere: string
  /** Until it goes back by itself, unless somebody stops it. */
  waitSeconds: number
  goes: string
}

/** How somebody's part ended, and how they get back to where they came from. The same whenever they come back. */
export function EndScreen({ title, text, code, address, words, ...props }: Props) {
  const { secondsLeft, stop } = useWayBack(address, props.waitSeconds)
  return (
    <div className="grid max-w-(--measure) gap-6">
      <div className="grid gap-3">
        <h1>{title}</h1>
        <Standfirst>{text}</Standfirst>
      </div>
      {code && <Code code={code} words={words} note={props.atPlatform} />}
      {address ? (
        <div className="grid gap-3">
          <div className="flex flex-wrap items-center gap-[0.6rem]">
            <a className={button({ look: 'primary' })} href={address} rel="noreferrer">
              {props.toPlatform}
            </a>
            {secondsLeft !== null && <Button onPress={stop}>{words.stay}</Button>}
          </div>
          <Note role="status">{secondsLeft === null ? words.stays : props.goes}</Note>
        </div>
      ) : (
        !code && <Prose>{props.leaveThere}</Prose>
      )}
      <Note>{words.lasts}</Note>
    </div>
  )
}

/**
 * Goes to an address after a while, once: whoever comes back by the browser's own button stays.
 * @returns seconds that are left; null where it goes nowhere by itself
 */
function useWayBack(address: string | null, waitSeconds: number) {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  useEffect(() => {
    if (address !== null && sessionStorage.getItem(goneKey()) === null) setSecondsLeft(waitSeconds)
  }, [address, waitSeconds])
  useEffect(() => {
    if (secondsLeft === null || address === null) return undefined
    if (secondsLeft === 0) {
      sessionStorage.setItem(goneKey(), 'yes')
      window.location.assign(address)
      return undefined
    }
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1000)
    return () => clearTimeout(timer)
  }, [secondsLeft, address])
  const stop = () => {
    sessionStorage.setItem(goneKey(), 'yes')
    setSecondsLeft(null)
  }
  return { secondsLeft, stop }
}

const goneKey = () => `evenhand:gone:${window.location.pathname}`

function Code({ code, words, note }: { code: string; words: Props['words']; note: string }) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  const copy = async () => {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(code)
      setSaid(words.copied)
    } catch {
      setSaid(words.selected)
    }
  }
  return (
    <div className="grid gap-1">
      <label className="text-sm font-semibold" htmlFor={id}>
        {words.code}
      </label>
      <span className="flex max-w-96 gap-2">
        <input
          id={id}
          ref={input}
          className="min-w-0 font-mono text-lg"
          dir="ltr"
          readOnly
          value={code}
          onFocus={(event) => event.target.select()}
        />
        <Button onPress={copy}>{words.copy}</Button>
      </span>
      <Note>
        {note} <span role="status">{said}</span>
      </Note>
    </div>
  )
}
