// A thread of its own knows no TypeScript, whatever its process was started with.
import { register } from 'tsx/esm/api';

register();
await import('./desk-thread.ts');
