import type { People } from '../../people/index.js';
import type { Skills } from '../skills-service.js';

export interface ChatDeps {
  readonly skills: Skills;
  readonly people: Pick<People, 'member'>;
}
