import type { RouteObject } from 'react-router'
import type { FeaturePage, SectionedPage } from '../ui/feature'
import { pages, sectionsOf } from './features'
import { HomePage } from './HomePage'
import { NotFoundPage } from './NotFoundPage'
import { guarded, RouteError } from './RouteError'
import { SignedIn } from './session/SignedIn'

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

/** Everything behind the sign-in, with what the features add to it. */
export const signedIn: RouteObject = {
  path: '/',
  Component: SignedIn,
  ErrorBoundary: RouteError,
  children: [guarded(appPages)],
}
