import { setTimeout } from 'node:timers/promises'

const longEnough = 250

/** Answers true, and not before a time that the work does not reach: how long it takes tells nothing (AU1). */
export async function inEqualTime(work: Promise<void>): Promise<true> {
  await Promise.all([work, setTimeout(longEnough)])
  return true
}
