import type { IncomingMessage } from 'node:http'
import { hostCheck } from '@vetgraph/kit/serving/hosts'
import { headerOf } from '@vetgraph/kit/serving/wire'

interface Options {
  allowedOrigins: readonly string[]
  /** Whether a proxy of ours says by which name it was reached. */
  trustsProxy: boolean
}

/**
 * Whether a request comes from no browser page, from a page of this host, or from an origin that the operator allowed.
 */
export const originCheck =
  ({ allowedOrigins, trustsProxy }: Options) =>
  ({ headers }: IncomingMessage): boolean => {
    const { origin } = headers
    if (origin === undefined || allowedOrigins.includes(origin)) return true
    const host = (trustsProxy && headerOf(headers, 'x-forwarded-host')) || headers.host
    return URL.canParse(origin) && new URL(origin).host === host
  }

interface Names {
  /** Host names of this server, besides loopback names and IP addresses. */
  hosts: readonly string[]
  trustsProxy: boolean
}

/** Whether every name by which a message was sent, to us and to a proxy of ours, is one of our own (DNS rebinding). */
export const nameCheck = ({ hosts, trustsProxy }: Names) => {
  const isOwn = hostCheck(hosts)
  return ({ headers }: IncomingMessage): boolean => {
    const forwarded = (trustsProxy && headerOf(headers, 'x-forwarded-host')?.split(',')) || []
    return isOwn(headers.host) && forwarded.every((name) => isOwn(name.trim()))
  }
}
