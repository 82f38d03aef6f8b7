/** What the search of the administration finds here. */
export const about = {
  '/admin/tills': 'Drawers for cash at this location',
}
