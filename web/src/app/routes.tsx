import { createBrowserRouter, type RouteObject } from 'react-router'
import { guarded, RouteError } from './RouteError'
import { Entrance } from './session/Entrance'
import { LoginPage } from './session/LoginPage'

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

/** Whoever signs in, or opens another address than these, loads what lies behind. */
export const router = createBrowserRouter(
  [{ id: 'entrance', Component: Entrance, ErrorBoundary: RouteError, children: [guarded(entries)] }],
  {
    patchRoutesOnNavigation: async ({ patch }) => patch('entrance', [(await import('./pages')).signedIn]),
  },
)
