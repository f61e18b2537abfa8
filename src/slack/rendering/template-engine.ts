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
  /** What is wrong with each of the templates and partials, each fault after their name. */
  faults(): readonly string[];
}

const helperNames = [...Object.keys(helpers), 'member', 'channel'];
const reservedNames = [...helperNames, 'if', 'unless', 'each', 'with', 'lookup'];

const options: CompileOptions = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { ...Object.fromEntries(helperNames.map((name) => [name, true])), log: false },
};

/** Parses and compiles templates and partials, given as source by name, each when it is first used. */
export function createTemplateEngine(
  templates: ReadonlyMap<string, string>,
  partials: ReadonlyMap<string, string>,
): TemplateEngine {
  const handlebars = Handlebars.create();
  handlebars.unregisterHelper('log');
  registerHelpers(handlebars);

  const compile = (source: string): HandlebarsTemplateDelegate =>
    handlebars.compile(parse(source), options);
  const compiled = new Map<string, HandlebarsTemplateDelegate>();
  for (const [name, source] of partials) {
    let partial: HandlebarsTemplateDelegate | undefined;
    handlebars.registerPartial(name, (context, runtimeOptions) => {
      partial ??= compile(source);
      return partial(context, runtimeOptions);
    });
  }

  function compiledTemplate(name: string): HandlebarsTemplateDelegate {
    const known = compiled.get(name);
    if (known) return known;
    const source = templates.get(name);
    if (source === undefined) throw new Error(`there is no template ${name}`);
    const fillIn = compile(source);
    compiled.set(name, fillIn);
    return fillIn;
  }

  let parsedPartials: ParsedSources | undefined;
  const allPartials = (): ParsedSources => (parsedPartials ??= parseAll(partials));

  return {
    fill(template, view) {
      const fillIn = compiledTemplate(template);
      const values = createValueTable();
      const markup = fillIn(values.hide(view), { data: { values } });
      const printed = printedObject(markup);
      if (printed !== undefined) throw new TypeError(`${printed} is printed but is not a text`);
      return { markup, values };
    },
    variablesOf(template) {
      const source = templates.get(template);
      if (source === undefined) return [];
      return inspectTemplate(parse(source), allPartials().programs, helperNames).variables;
    },
    faults() {
      const { programs: partialPrograms, faults: partialFaults } = allPartials();
      const parsed = parseAll(templates);
      return [
        ...[...partials, ...templates].flatMap(([name, source]) =>
          directiveFaults(source).map((fault) => `${name}: ${fault}`),
        ),
        ...partialFaults,
        ...parsed.faults,
        ...[...parsed.programs].flatMap(([name, program]) =>
          inspectTemplate(program, partialPrograms, helperNames).faults.map(
            (fault) => `${name}: ${fault}`,
          ),
        ),
      ];
    },
  };
}

function parse(source: string): hbs.AST.Program {
  return namesAsVariables(Handlebars.parse(source));
}

interface ParsedSources {
  readonly programs: ReadonlyMap<string, hbs.AST.Program>;
  readonly faults: readonly string[];
}

function parseAll(sources: ReadonlyMap<string, string>): ParsedSources {
  const programs = new Map<string, hbs.AST.Program>();
  const faults: string[] = [];
  for (const [name, source] of sources) {
    try {
      programs.set(name, parse(source));
    } catch (error) {
      faults.push(`${name}: ${toError(error).message}`);
    }
  }
  return { programs, faults };
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
