/** What the search of the administration finds here. */
export const about = {
  '/admin/locations':
    'Address, opening hours, time zone, currency, VAT number, bank account, late cancellation, booking ahead, estimates',
}
