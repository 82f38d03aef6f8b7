/** The headers of what people have brought or is made for them: saved or shown by our own page, never run. */
export const untrustedHeaders = (name: string, mediaType: string) => ({
  'content-type': mediaType,
  // In the form of RFC 6266, for names in all scripts.
  'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store, no-transform',
})
