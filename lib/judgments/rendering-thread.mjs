// A thread of its own, so that requests are answered while it works. It runs the sources: the build has no file of them.
import { register } from 'tsx/esm/api'
import { giveWay } from '../give-way.mjs'

giveWay()
register()
const source = './rendering-thread.ts'
await import(source)
