/** What the search of the administration finds here. */
export const about = {
  '/admin/api-clients': 'Software of others that uses the API, its secrets and rights',
}
