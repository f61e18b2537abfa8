import Handlebars from 'handlebars';
import { toError } from '../../shared/errors.js';
import { directiveFaults } from './directive.js';
import { type Helper, helpers } from './helpers.js';
import { inspectTemplate } from './template-inspection.js';
import { createValueTable, isChannelId, printedObject, type ValueTable } from './value-table.js';

export interface FilledTemplate {
  markup: string;
  values: ValueTable;
}

export interface TemplateEngine {
  /** The template's markup with placeholders where the view model has texts. */
  fill(template: string, view: object): FilledTemplate;
  variablesOf(template: string): readonly string[];
}

const helperNames = [...Object.keys(helpers), 'member', 'channel'];
const reservedNames = [...helperNames, 'if', 'unless', 'each', 'with', 'lookup'];

const options: CompileOptions = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { ...Object.fromEntries(helperNames.map((name) => [name, true])), log: false },
};

/**
 * Compiles templates and partials, given as source by name.
 * Throws one error that lists every fault of every template.
 */
export function createTemplateEngine(
  templates: ReadonlyMap<string, string>,
  partials: ReadonlyMap<string, string>,
): TemplateEngine {
  const handlebars = Handlebars.create();
  handlebars.unregisterHelper('log');
  registerHelpers(handlebars);

  const faults: string[] = [];
  const parse = (sources: ReadonlyMap<string, string>) =>
    new Map(
      [...sources].flatMap(([name, source]) => {
        try {
          return [[name, namesAsVariables(handlebars.parse(source))] as const];
        } catch (error) {
          faults.push(`${name}: ${toError(error).message}`);
          return [];
        }
      }),
    );
  for (const [name, source] of [...partials, ...templates])
    faults.push(...directiveFaults(source).map((fault) => `${name}: ${fault}`));
  const parsedPartials = parse(partials);
  const parsedTemplates = parse(templates);
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  const variables = new Map<string, readonly string[]>();

  for (const [name, program] of parsedPartials)
    handlebars.registerPartial(name, handlebars.compile(program, options));
  for (const [name, program] of parsedTemplates) {
    const inspection = inspectTemplate(program, parsedPartials, helperNames);
    faults.push(...inspection.faults.map((fault) => `${name}: ${fault}`));
    variables.set(name, inspection.variables);
    compiled.set(name, handlebars.compile(program, options));
  }
  if (faults.length > 0) throw new Error(`faulty message templates:\n${faults.join('\n')}`);

  return {
    fill(template, view) {
      const fillIn = compiled.get(template);
      if (!fillIn) throw new Error(`there is no template ${template}`);
      const values = createValueTable();
      const markup = fillIn(values.hide(view), { data: { values } });
      const printed = printedObject(markup);
      if (printed !== undefined) throw new TypeError(`${printed} is printed but is not a text`);
      return { markup, values };
    },
    variablesOf: (template) => variables.get(template) ?? [],
  };
}

/** A bare `{{number}}` is the view model's field, also where a helper has that name. */
function namesAsVariables(program: hbs.AST.Program): hbs.AST.Program {
  const visitor = new Handlebars.Visitor();
  visitor.MustacheStatement = ({ path, params }) => {
    if (path.type === 'PathExpression' && params.length === 0) {
      const expression = path as hbs.AST.PathExpression;
      if (reservedNames.includes(expression.original))
        expression.original = `./${expression.original}`;
    }
  };
  visitor.accept(program);
  return program;
}

/** Whatever text a helper returns is a value like those of the view model, never markup. */
function registerHelpers(handlebars: typeof Handlebars): void {
  for (const [name, helper] of Object.entries<Helper>(helpers))
    handlebars.registerHelper(name, (...args: unknown[]) => {
      const values = valuesOf(args.pop());
      const result = helper(...args.map((arg) => values.reveal(arg)));
      return typeof result === 'string' ? values.hide(result) : result;
    });

  handlebars.registerHelper('member', (person: unknown, helperOptions: unknown) => {
    const values = valuesOf(helperOptions);
    const { slackId, name } = (person ?? {}) as { slackId?: unknown; name?: unknown };
    const shownName = values.reveal(name);
    if (typeof shownName !== 'string')
      throw new TypeError('member needs somebody with a name, as in {{member assignee}}');
    const id = String(values.reveal(slackId));
    return values.hideMention({
      slackId: /^[UW][A-Z0-9]{2,}$/.test(id) ? id : undefined,
      name: shownName,
    });
  });

  handlebars.registerHelper('channel', (id: unknown, helperOptions: unknown) => {
    const values = valuesOf(helperOptions);
    const name = values.reveal(id);
    if (typeof name !== 'string')
      throw new TypeError('channel needs the id of a channel, as in {{channel channelId}}');
    return values.hideMention({ slackId: isChannelId(name) ? name : undefined, name });
  });
}

function valuesOf(helperOptions: unknown): ValueTable {
  return ((helperOptions as Handlebars.HelperOptions).data as { values: ValueTable }).values;
}
