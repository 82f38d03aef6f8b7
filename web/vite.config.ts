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
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: vendors.map(([name, test]) => ({ name, test })),
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
