import { useEffect, useRef, useState } from 'react'
import type { HoldSlotInput } from '../../../gql/types'
import { type HoldSlotMutation, useHoldSlotMutation, useReleaseSlotMutation } from './portal.gen'

export type Hold = HoldSlotMutation['holdSlot']

/** Holds the time that somebody has chosen until it is booked, another one is chosen, or the dialog is left. */
export function useHold() {
  const [hold, setHold] = useState<Hold | null>(null)
  const [holdSlot, { loading }] = useHoldSlotMutation()
  const [releaseSlot] = useReleaseSlotMutation()
  const open = useRef<Hold | null>(null)
  const keep = (next: Hold | null) => {
    open.current = next
    setHold(next)
  }
  const release = () => {
    const { current } = open
    keep(null)
    // What cannot be released ends by itself.
    if (current) void releaseSlot({ variables: { id: current.id } }).catch(() => undefined)
  }
  const leave = useRef(release)
  leave.current = release
  useEffect(() => () => leave.current(), [])
  return {
    hold,
    holding: loading,
    /** Rejects when the time is taken meanwhile. */
    take: async (input: HoldSlotInput) => {
      const { data } = await holdSlot({ variables: { input } })
      keep(data?.holdSlot ?? null)
    },
    release,
    /** The hold was used, or is over. */
    ended: () => keep(null),
  }
}
