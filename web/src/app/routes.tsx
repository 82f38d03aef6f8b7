import { createBrowserRouter, type RouteObject } from 'react-router'
import type { FeaturePage, SectionedPage } from '../ui/feature'
import { pages, sectionsOf } from './features'
import { HomePage } from './HomePage'
import { NotFoundPage } from './NotFoundPage'
import { RouteError } from './RouteError'
import { Entrance } from './session/Entrance'
import { LoginPage } from './session/LoginPage'
import { SignedIn } from './session/SignedIn'

/**
 * The boundary is a route above the pages: on a page itself, a file that cannot be loaded would leave the router with
 * the fallback of the outermost route in place of the whole application.
 */
const guarded = (children: RouteObject[]): RouteObject => ({ ErrorBoundary: RouteError, children })

/** Every page is a chunk of its own, fetched with its sections when somebody goes there. */
const routeOf = ({ path, ...page }: FeaturePage): RouteObject => ({
  path,
  lazy: async () => {
    if (page.sections === undefined) return { Component: await page.load() }
    // Whichever page it is, its sections are of the same kind.
    const { load, sections } = page as SectionedPage<'chart'>
    const [Page, loaded] = await Promise.all([load(), sectionsOf(sections)])
    return { element: <Page sections={loaded} /> }
  },
})

const underAdministration = /^admin\//

const appPages: RouteObject[] = [
  { index: true, Component: HomePage },
  ...pages.filter(({ path }) => !underAdministration.test(path)).map(routeOf),
  {
    path: 'admin',
    lazy: async () => ({
      Component: (await import('./shell/AdministrationLayout')).AdministrationLayout,
    }),
    children: [
      guarded(
        pages
          .filter(({ path }) => underAdministration.test(path))
          .map((page) => routeOf({ ...page, path: page.path.replace(underAdministration, '') })),
      ),
    ],
  },
  { path: '*', Component: NotFoundPage },
]

/** Needed rarely, so each is a chunk of its own too. */
const entries: RouteObject[] = [
  { path: '/login', Component: LoginPage },
  {
    path: '/register',
    lazy: async () => ({ Component: (await import('./session/RegisterPage')).RegisterPage }),
  },
  {
    path: '/verify',
    lazy: async () => ({ Component: (await import('./session/VerifyPage')).VerifyPage }),
  },
  {
    path: '/forgot',
    lazy: async () => ({ Component: (await import('./session/ForgotPage')).ForgotPage }),
  },
  {
    path: '/reminder',
    lazy: async () => ({ Component: (await import('./reminder/ReminderPage')).ReminderPage }),
  },
  {
    path: '/estimate',
    lazy: async () => ({ Component: (await import('./estimate/EstimatePage')).EstimatePage }),
  },
  { path: '/offer', lazy: async () => ({ Component: (await import('./offer/OfferPage')).OfferPage }) },
  { path: '/pay', lazy: async () => ({ Component: (await import('./pay/PayPage')).PayPage }) },
  { path: '/pay/card', lazy: async () => ({ Component: (await import('./pay/CardPage')).CardPage }) },
  {
    path: '/pay/demo',
    lazy: async () => ({ Component: (await import('./pay/DemoProviderPage')).DemoProviderPage }),
  },
  {
    path: '/sign-in/callback',
    lazy: async () => ({ Component: (await import('./session/CallbackPage')).CallbackPage }),
  },
  ...(['reset', 'invitation'] as const).map((purpose) => ({
    path: `/${purpose}`,
    lazy: async () => {
      const { ChoosePasswordPage } = await import('./session/ChoosePasswordPage')
      return { element: <ChoosePasswordPage purpose={purpose} /> }
    },
  })),
]

export const router = createBrowserRouter([
  {
    Component: Entrance,
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      guarded(entries),
      { path: '/', Component: SignedIn, ErrorBoundary: RouteError, children: [guarded(appPages)] },
    ],
  },
])
