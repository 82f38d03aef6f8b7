import express, { type Router } from 'express'
import { type OpenOptions, openOperation } from './open-operation.ts'

const path = '/unsubscribe/:token'

/**
 * The button by which a mail program unsubscribes (RFC 8058): a POST without a session. Whoever opens the address in a
 * browser comes to the page of the link, because a program that looks at every link must not withdraw anything.
 */
export function unsubscribe(options: OpenOptions): Router {
  const router = express.Router({ strict: true, caseSensitive: true })
  router.get(path, (message, response) => response.redirect(303, `/reminder#${message.params.token}`))
  router.post(
    path,
    openOperation(options, {
      subgraph: 'notifications',
      query: 'mutation ($token: String!) { withdrawReminders(token: $token) }',
      cost: 5,
      answer: (_data, response) => void response.status(204).end(),
    }),
  )
  return router
}
