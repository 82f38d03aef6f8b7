/** What the search of the administration finds here. */
export const about = {
  '/admin/laboratory': 'Panels and tests, their units, ranges by species and age',
}
