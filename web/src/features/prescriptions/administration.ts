/** What the search of the administration finds here. */
export const about = {
  '/admin/formulary': 'Substances, doses, routes and warnings',
}
