import { redirect } from 'next/navigation'

/** Studies stand on the start page; the address is kept for those who shorten one. */
export default function StudiesPage() {
  redirect('/')
}
