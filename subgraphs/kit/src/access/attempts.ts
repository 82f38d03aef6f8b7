import { Directive } from 'type-graphql'

/**
 * An attempt to sign in (by a user or an API client), to use a link or to have an e-mail sent; these have limits of
 * their own, whatever they cost.
 */
export type Attempt = 'sign-in' | 'refresh' | 'mail' | 'link' | 'token'

export const attemptTag = 'attempt/'

/** Each call of this mutation counts as an attempt of the kind, by the caller's address. */
export const LimitedAs = (kind: Attempt) => Directive(`@tag(name: "${attemptTag}${kind}")`)
