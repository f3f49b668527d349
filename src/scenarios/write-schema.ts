import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED } from './find-stories.ts';
import { storyJsonSchema } from './story/json-schema.ts';

writeFileSync(join(SHIPPED, 'schema.json'), `${JSON.stringify(storyJsonSchema(), null, 2)}\n`);
