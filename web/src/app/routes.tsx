import { createBrowserRouter, type RouteObject } from 'react-router';
import { NotFoundPage } from './NotFoundPage';
import { RouteError } from './RouteError';
import { LoginPage } from './session/LoginPage';
import { SignedIn } from './session/SignedIn';

/** Every page is a chunk of its own, fetched when somebody goes there. */
const pages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('../features/appointments/TodayPage')).TodayPage }) },
  { path: '*', Component: NotFoundPage },
];

export const router = createBrowserRouter([
  { path: '/login', Component: LoginPage, ErrorBoundary: RouteError },
  {
    path: '/',
    Component: SignedIn,
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    // The boundary around the pages keeps the shell standing when one of them fails.
    children: pages.map((page) => ({ ...page, ErrorBoundary: RouteError })),
  },
]);
