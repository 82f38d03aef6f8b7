import { createBrowserRouter, type RouteObject } from 'react-router'
import { HomePage } from './HomePage'
import { NotFoundPage } from './NotFoundPage'
import { RouteError } from './RouteError'
import { Entrance } from './session/Entrance'
import { LoginPage } from './session/LoginPage'
import { SignedIn } from './session/SignedIn'
import { AdministrationLayout } from './shell/AdministrationLayout'

/**
 * The boundary is a route above the pages: on a page itself, a file that cannot be loaded would leave the router with
 * the fallback of the outermost route in place of the whole application.
 */
const guarded = (children: RouteObject[]): RouteObject => ({ ErrorBoundary: RouteError, children })

/** Every page is a chunk of its own, fetched when somebody goes there. */
const pages: RouteObject[] = [
  { index: true, Component: HomePage },
  {
    path: 'clients',
    lazy: async () => ({ Component: (await import('../features/owners/OwnersPage')).OwnersPage }),
  },
  {
    path: 'clients/:id',
    lazy: async () => {
      const [{ OwnerPage }, { ownerSections }] = await Promise.all([
        import('../features/owners/OwnerPage'),
        import('./ownerSections'),
      ])
      return { element: <OwnerPage sections={ownerSections} /> }
    },
  },
  {
    path: 'patients',
    lazy: async () => ({ Component: (await import('../features/pets/PatientsPage')).PatientsPage }),
  },
  {
    path: 'patients/:id',
    lazy: async () => {
      const [{ PatientPage }, { chartSections }] = await Promise.all([
        import('../features/pets/chart/PatientPage'),
        import('./chartSections'),
      ])
      return { element: <PatientPage sections={chartSections} /> }
    },
  },
  {
    path: 'invoices/:id?',
    lazy: async () => ({ Component: (await import('../features/invoices/InvoicesPage')).InvoicesPage }),
  },
  {
    path: 'stock',
    lazy: async () => ({ Component: (await import('../features/stock/StockPage')).StockPage }),
  },
  {
    path: 'profile',
    lazy: async () => {
      const [{ ProfilePage }, { profileSections }] = await Promise.all([
        import('../features/profile/ProfilePage'),
        import('./profileSections'),
      ])
      return { element: <ProfilePage sections={profileSections} /> }
    },
  },
  {
    path: 'admin',
    Component: AdministrationLayout,
    children: [
      guarded([
        {
          path: 'people',
          lazy: async () => ({ Component: (await import('../features/people/PeoplePage')).PeoplePage }),
        },
        {
          path: 'people/:id',
          lazy: async () => {
            const [{ PersonPage }, { personSections }] = await Promise.all([
              import('../features/people/PersonPage'),
              import('./personSections'),
            ])
            return { element: <PersonPage sections={personSections} /> }
          },
        },
        {
          path: 'roles',
          lazy: async () => ({ Component: (await import('../features/roles/RolesPage')).RolesPage }),
        },
        {
          path: 'rooms',
          lazy: async () => ({ Component: (await import('../features/rooms/RoomsPage')).RoomsPage }),
        },
        {
          path: 'mail',
          lazy: async () => ({ Component: (await import('../features/mail/MailPage')).MailPage }),
        },
        {
          path: 'consent',
          lazy: async () => ({ Component: (await import('../features/consents/WordingsPage')).WordingsPage }),
        },
        {
          path: 'api-clients',
          lazy: async () => ({
            Component: (await import('../features/api-clients/ApiClientsPage')).ApiClientsPage,
          }),
        },
        {
          path: 'workstations',
          lazy: async () => ({
            Component: (await import('../features/workstations/WorkstationsPage')).WorkstationsPage,
          }),
        },
        {
          path: 'audit',
          lazy: async () => ({ Component: (await import('../features/audit/AuditPage')).AuditPage }),
        },
        {
          path: 'hospital',
          lazy: async () => ({ Component: (await import('../features/hospital/HospitalPage')).HospitalPage }),
        },
      ]),
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
      { path: '/', Component: SignedIn, ErrorBoundary: RouteError, children: [guarded(pages)] },
    ],
  },
])
