import type { Feature } from '@vetgraph/kit/contracts/feature'
import { AttachmentsResolver, PetFileResolver, PetFilesResolver } from './file.resolver.ts'
import { readFiles } from './file.service.ts'
import { receiveFile } from './receive.service.ts'
import { sendFile } from './send.service.ts'
import { sweepFiles } from './sweep.service.ts'

export const feature: Feature = {
  resolvers: [PetFileResolver, PetFilesResolver, AttachmentsResolver],
  entities: { PetFile: readFiles },
  permissions: {
    'file:read': {
      allows: 'See the files on patients’ charts; those of medical records need the right to read these too',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'file:write': {
      allows: 'Upload files to patients’ charts, and retract them',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'file:release': { allows: 'Show files to the owner, and withdraw them', roles: ['VET'] },
  },
  files: { receive: receiveFile, send: sendFile },
  work: { 'sweep-files': sweepFiles },
  crons: { 'sweep-files': '41 3 * * *' },
}
