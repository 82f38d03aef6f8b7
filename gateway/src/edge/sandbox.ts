import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'

const cdn = 'https://embeddable-sandbox.cdn.apollographql.com'
const frames = 'https://sandbox.embed.apollographql.com'

const page = (nonce: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Vetgraph · Apollo Sandbox</title>
    <style nonce="${nonce}">
      body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
      #sandbox { position: absolute; inset: 0; }
      #sandbox iframe { width: 100%; height: 100%; border: 0; background: #fff; }
      #offline { padding: 2rem; }
    </style>
  </head>
  <body>
    <p id="offline">Apollo Sandbox is loading; it needs the internet. Any GraphQL client works at this address too.</p>
    <div id="sandbox"></div>
    <script nonce="${nonce}" src="${cdn}/v2/embeddable-sandbox.umd.production.min.js"></script>
    <script nonce="${nonce}">
      const here = location.origin + location.pathname
      new window.EmbeddedSandbox({
        target: '#sandbox',
        initialEndpoint: here,
        initialSubscriptionEndpoint: here.replace(/^http/, 'ws'),
        endpointIsEditable: false,
        hideCookieToggle: false,
        runTelemetry: false,
        allowDynamicStyles: false,
        sendOperationHeadersInIntrospection: false,
        initialState: {
          includeCookies: true,
          document: 'mutation SignIn {\\n  login(input: { email: "reception@demo.vet", password: "demo-password" }) {\\n    accessToken\\n  }\\n}\\n\\n# Put the token into the header Authorization: Bearer <token>\\nquery Me {\\n  me {\\n    name\\n    permissions\\n  }\\n}\\n',
        },
      })
    </script>
  </body>
</html>
`

/** Shows Apollo Sandbox to a browser that opens the graph's address, under a policy that lets it load. */
export function sendSandbox(request: Request, response: Response) {
  const nonce = randomBytes(16).toString('base64')
  const host = request.get('host') ?? ''
  response.set(
    'content-security-policy',
    [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' ${cdn}`,
      `style-src 'nonce-${nonce}' ${cdn} https://fonts.googleapis.com`,
      "img-src 'self' data: https://*.apollographql.com",
      'font-src https://fonts.gstatic.com',
      `frame-src ${frames}`,
      `connect-src 'self' ws://${host} wss://${host} https://*.apollographql.com`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  )
  response.set('cache-control', 'no-store').type('html').send(page(nonce))
}
