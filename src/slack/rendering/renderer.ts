import type { KnownBlock } from '@slack/types';
import { toError } from '../../shared/errors.js';
import { limits } from '../limits.js';
import { toBlocks } from './blocks.js';
import { countCharacters } from './count-characters.js';
import { cleanForeignText } from '../../shared/foreign-text.js';
import { fallbackText } from './fallback-text.js';
import { type MarkupNode, parseMarkup } from './markup.js';
import { areChecked, checkedTemplatesFile, refuseFaultyTemplates } from './checked-templates.js';
import { createTemplateEngine } from './template-engine.js';
import { readTemplates } from './template-files.js';
import type { ViewModel } from './view-model.js';

export interface RenderedMessage {
  /** The same words without looks, for notifications and screen readers; escaped for Slack. */
  text: string;
  blocks: KnownBlock[];
}

export interface MessageRenderer {
  /** Throws when the message breaks one of Slack's limits that shortening texts cannot meet. */
  render(template: string, view: object): RenderedMessage;
  /** Names as `feature/outcome`, sorted. */
  readonly templates: readonly string[];
  /** The view model paths that a template uses: `task.title`, `points[].date`, `actions.approve`. */
  variablesOf(template: string): readonly string[];
}

/** How long a paragraph may be; when a message is too long, its paragraphs give way step by step. */
const textLengths = [limits.text, 1_000, 300];

/**
 * Reads `<feature>/<outcome>.hbs` and `partials/*.hbs`; `pages/` belongs to the web. Templates other
 * than those that `checked` stands for, by default those of the build, are all checked at once.
 * Throws one error that lists every fault of every template.
 */
export function createRenderer(
  templatesFolder: string,
  checked = checkedTemplatesFile,
): MessageRenderer {
  const files = readTemplates(templatesFolder);
  if (!areChecked(files, checked)) refuseFaultyTemplates(files);
  const { templates, partials } = files;
  const engine = createTemplateEngine(templates, partials);

  return {
    templates: [...templates.keys()].toSorted(),
    variablesOf: (template) => engine.variablesOf(template),
    render(template, view) {
      try {
        const { markup, values } = engine.fill(template, view);
        const nodes = parseMarkup(markup, values);
        const blocks = blocksWithinLimits(nodes, view as ViewModel);
        return { text: fallbackText(nodes, view as ViewModel), blocks };
      } catch (error) {
        const reason = cleanForeignText(toError(error).message);
        throw new Error(`template ${template}: ${reason}`, { cause: error });
      }
    },
  };
}

function blocksWithinLimits(nodes: readonly MarkupNode[], view: ViewModel): KnownBlock[] {
  if (nodes.length === 0) throw new Error('the message is empty');
  let characters = 0;
  for (const longestText of textLengths) {
    const blocks = toBlocks(nodes, view, longestText);
    if (blocks.length > limits.message.blocks)
      throw new Error(`${blocks.length} blocks, ${limits.message.blocks} are possible; use first`);
    characters = countCharacters(blocks);
    if (characters <= limits.message.characters) return blocks;
  }
  throw new Error(
    `${characters} characters, ${limits.message.characters} are possible; use first for a list`,
  );
}
