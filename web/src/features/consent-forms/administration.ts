/** What the search of the administration finds here. */
export const about = {
  '/admin/consent-forms': 'The words that clients sign before anaesthesia, surgery, euthanasia',
}
