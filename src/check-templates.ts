import { join } from 'node:path';
import { projectRoot } from './shared/project-root.js';
import { toError } from './shared/errors.js';
import { checkedTemplatesFile, checkTemplates } from './slack/rendering/checked-templates.js';

// A step of the build, so that a start need not look at templates that have not changed since.
try {
  checkTemplates(join(projectRoot, 'templates'), checkedTemplatesFile);
} catch (error) {
  process.stderr.write(`${toError(error).message}\n`);
  process.exitCode = 1;
}
