import type { Context } from '@vetgraph/kit/context'
import type { Letterhead } from '@vetgraph/kit/documents/pdf'
import { unavailable } from '@vetgraph/kit/errors'
import { dayOf } from '@vetgraph/kit/time'

interface LocationAnswer {
  name: string
  address: string
  phone: string | null
  timeZone: string
  hospitalName: string | null
  hospitalLogo: string | null
}

interface Place {
  letterhead: Letterhead
  timeZone: string
  /** Which day it is there. */
  today: string
}

/** Who a document of a location comes from, asked of identity. */
export async function placeOf(ctx: Context, locationId: string): Promise<Place> {
  const [answer] = await ctx.askPeer(
    'Location',
    [locationId],
    'id name address phone timeZone hospitalName hospitalLogo',
  )
  if (!answer) throw unavailable()
  const { name, address, phone, timeZone, hospitalName, hospitalLogo } = answer as unknown as LocationAnswer
  return {
    letterhead: { hospital: hospitalName ?? name, location: name, address, phone, logo: hospitalLogo },
    timeZone,
    today: dayOf(ctx.now(), timeZone),
  }
}
