import { constants, setPriority } from 'node:os'

/**
 * Lets other threads of the machine go first: what this one does can wait for people who judge. Only Linux gives a
 * thread a priority of its own; elsewhere it would be the whole app's, which stays as it is.
 */
export function giveWay(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
}
