/** Kinds of equipment, as a hospital names them. */
export const equipmentWords = {
  THEATRE: 'Operating theatre',
  ANAESTHESIA_MACHINE: 'Anaesthesia machine',
  ULTRASOUND: 'Ultrasound scanner',
  X_RAY: 'X-ray unit',
  CT_SCANNER: 'CT scanner',
  ENDOSCOPE: 'Endoscope',
  DENTAL_UNIT: 'Dental unit',
  LASER: 'Laser',
}
