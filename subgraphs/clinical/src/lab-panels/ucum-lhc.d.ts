/** The part that is used here; the package has no types of its own. */
declare module '@lhncbc/ucum-lhc' {
  interface Validation {
    status: 'valid' | 'invalid' | 'error'
  }
  interface Utils {
    validateUnitString(unit: string): Validation
  }
  const ucum: { UcumLhcUtils: { getInstance(): Utils } }
  export = ucum
}
