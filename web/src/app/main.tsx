import '@fontsource-variable/inter/wght.css'
import { ApolloProvider } from '@apollo/client/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider } from '@mui/material/styles'
import { StrictMode, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { ToastProvider } from '../ui/toasts'
import { client } from './apollo/client'
import { router } from './routes'
import { HospitalLocale } from './shell/HospitalLocale'
import { Splash } from './shell/Splash'
import { session } from './session/session'
import { theme } from './theme/theme'

void session.start()

/** The pages, once the first of them is loaded. */
function Pages() {
  const loaded = useSyncExternalStore(
    (listener) => router.subscribe(listener),
    () => router.state.initialized,
  )
  return loaded ? <RouterProvider router={router} /> : <Splash />
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ApolloProvider client={client}>
      <ThemeProvider theme={theme} defaultMode="system" noSsr disableTransitionOnChange>
        <CssBaseline enableColorScheme />
        <ToastProvider>
          <HospitalLocale>
            <Pages />
          </HospitalLocale>
        </ToastProvider>
      </ThemeProvider>
    </ApolloProvider>
  </StrictMode>,
)
