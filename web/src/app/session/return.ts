const place = 'vetgraph.sign-in'

/** Only a path of ours: an address in the link must not lead somewhere else after signing in. */
export const safePath = (from: string | null): string =>
  from?.startsWith('/') && !/^\/[/\\]/.test(from) ? from : '/'

export interface Errand {
  from: string | null
  signUp: boolean
}

/** What somebody was about when they left to sign in elsewhere; of this tab, and gone with it. */
export const leaveWith = (errand: Errand): void => sessionStorage.setItem(place, JSON.stringify(errand))

export function comeBack(): Errand {
  const kept = sessionStorage.getItem(place)
  sessionStorage.removeItem(place)
  return kept ? (JSON.parse(kept) as Errand) : { from: null, signUp: false }
}
