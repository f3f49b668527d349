import type { Scene } from '../scene.ts';
import { billingQuestion } from './e1.ts';
import { slowVps } from './e2.ts';
import { firewallRules } from './e3.ts';
import { outageCredit } from './e4.ts';

/** A worked example of the guide, played by people over HTTP. */
export interface Story {
  id: string;
  about: string;
  play(scene: Scene): Promise<void>;
}

export const STORIES: readonly Story[] = [
  { id: 'e1', about: 'a billing question, solved by first-line support', play: billingQuestion },
  { id: 'e2', about: 'a slow VPS, handed over to the system administrators', play: slowVps },
  { id: 'e3', about: 'custom firewall rules, handed over by the review itself', play: firewallRules },
  { id: 'e4', about: 'a credit for an outage, decided by a manager', play: outageCredit },
];
