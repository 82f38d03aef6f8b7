import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'

const year = 365 * 24 * 3600

const isPage: (path: string) => boolean = (path) => !/\.\w+$/.test(path)

/**
 * Serves the built web client: hashed assets are cached for ever, everything else is revalidated, and every page
 * address gets `index.html`.
 */
export function webClient(directory: string): Router {
  const router = Router()
  const assets = join(directory, 'assets')
  router.use(
    '/assets',
    express.static(assets, { index: false, immutable: true, maxAge: year * 1000, fallthrough: true }),
  )
  router.use(express.static(directory, { index: false, maxAge: 0 }))
  const page: RequestHandler = (request, response, next) => {
    const wanted =
      ['GET', 'HEAD'].includes(request.method) &&
      isPage(request.path) &&
      !request.path.startsWith('/assets/') &&
      request.accepts(['html', 'json']) === 'html'
    if (!wanted) return next()
    if (!existsSync(join(directory, 'index.html'))) {
      response.status(503).type('text').send('The web client has not been built. The graph is at /graphql.\n')
      return
    }
    response.set('cache-control', 'no-cache').sendFile('index.html', { root: directory })
  }
  router.use(page)
  return router
}
