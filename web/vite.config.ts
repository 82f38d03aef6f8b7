import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const backend = process.env.BACKEND ?? 'http://localhost:4000'

/** Libraries that change rarely get chunks of their own, so a release of ours leaves them in the browser's cache. */
const vendors: [name: string, packages: RegExp][] = [
  ['react', /node_modules\/(react|react-dom|react-router|scheduler)\//],
  ['mui', /node_modules\/(@mui\/(?!x-)[a-z-]+|@emotion|stylis|react-transition-group|@popperjs)\//],
  ['graph', /node_modules\/(@apollo|graphql|graphql-ws|rxjs|optimism|@wry)\//],
  ['form', /node_modules\/react-hook-form\//],
  ['time', /node_modules\/temporal-/],
  ['phone', /node_modules\/libphonenumber-js\//],
]

/** Small modules that many pages share: chunks of several, because `pages.tsx` names every chunk that there is. */
const shared: [name: string, modules: RegExp][] = [
  [
    'pieces',
    /src\/ui\/(DataTable|Facts|FilterChips|ListPage|Money|PhoneLink|SearchField|Section|SidePanel|Unavailable|When|activity|idempotency|patient|pickers|resources|useListParams)\.tsx?$/,
  ],
  [
    'forms',
    /src\/ui\/(ConflictChoice|DiscardDialog|FormDialog|ReasonDialog|SaveDialog|amount|merge|useSave)\.tsx?$/,
  ],
]

/** What the first page has loaded, so that no page after it need ask for it beforehand. */
const loadedFirst = /\/(react|mui|graph|rolldown-runtime)-/

export default defineConfig({
  base: '/',
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    modulePreload: {
      resolveDependencies: (_file, dependencies, { hostType }) =>
        hostType === 'js' ? dependencies.filter((file) => !loadedFirst.test(file)) : dependencies,
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            ...vendors.map(([name, test]) => ({ name, test })),
            ...shared.map(([name, test]) => ({ name, test, includeDependenciesRecursively: false })),
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/graphql': { target: backend, ws: true },
      '/files': { target: backend },
      '/documents': { target: backend },
    },
  },
})
