/** What the search of the administration finds here. */
export const about = {
  '/admin/vaccines': 'Products, protocols and intervals of vaccinations',
}
