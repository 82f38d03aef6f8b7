/** What the search of the administration finds here. */
export const about = {
  '/admin/hospital': 'Name, logo, telephone, e-mail, web site, language and region',
}
