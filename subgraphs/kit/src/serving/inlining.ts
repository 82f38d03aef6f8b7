import { setFlagsFromString } from 'node:v8'

/*
 * A request goes through many small functions of ours, of libraries and compiled for its operation: with
 * more than twice the room into which V8 may inline them it takes a tenth less CPU (docs/performance.md). Set
 * here and not on the command line, where Node ends when a later V8 knows a flag no more.
 */
setFlagsFromString('--max-inlined-bytecode-size=1000')
setFlagsFromString('--max-inlined-bytecode-size-cumulative=2500')
