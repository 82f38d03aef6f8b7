import type { Context } from '@vetgraph/kit/context'
import { letterheadFields, letterheadFrom, type LocationAnswer } from '@vetgraph/kit/documents/letterhead'
import type { Letterhead } from '@vetgraph/kit/documents/pdf'
import { unavailable } from '@vetgraph/kit/errors'
import { dayOf } from '@vetgraph/kit/time'

interface Place {
  letterhead: Letterhead
  timeZone: string
  /** Which day it is there. */
  today: string
}

/** Who a document of a location comes from, asked of identity. */
export async function placeOf(ctx: Context, locationId: string): Promise<Place> {
  const [answer] = await ctx.askPeer('Location', [locationId], `${letterheadFields} timeZone`)
  if (!answer) throw unavailable()
  const location = answer as unknown as LocationAnswer & { timeZone: string }
  const { timeZone } = location
  return { letterhead: letterheadFrom(location), timeZone, today: dayOf(ctx.now(), timeZone) }
}
