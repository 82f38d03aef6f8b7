import express, { type Router } from 'express'
import { untrustedHeaders } from './attachment.ts'
import { type OpenOptions, openOperation } from './open-operation.ts'

/** Appointments as calendar programs fetch them, which cannot sign in: the secret in the address is what opens it (AP16). */
export function calendars(options: OpenOptions): Router {
  const router = express.Router({ strict: true, caseSensitive: true })
  router.get(
    '/calendars/:secret.ics',
    openOperation(options, {
      subgraph: 'scheduling',
      query: 'query ($secret: String!) { calendarFile(secret: $secret) { fileName body } }',
      cost: 100,
      answer: ({ calendarFile }, response) => {
        const { fileName, body } = calendarFile as { fileName: string; body: string }
        response.set(untrustedHeaders(fileName, 'text/calendar; charset=utf-8')).send(body)
      },
    }),
  )
  return router
}
