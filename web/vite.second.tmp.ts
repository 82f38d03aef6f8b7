import base from './vite.config.ts'
export default { ...base, cacheDir: '/tmp/vite2', server: { ...base.server, port: 5273, strictPort: true, fs: { strict: false } } }
