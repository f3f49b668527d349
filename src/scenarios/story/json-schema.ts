import { z } from 'zod';
import { Story } from './story.ts';

/** The shape of a story for editors, which complete and check it while it is written: `scenarios/schema.json`. */
export const storyJsonSchema = (): object => ({
  ...z.toJSONSchema(Story, { io: 'input' }),
  title: 'A story of a support ticket, played by npm run scenario',
});
