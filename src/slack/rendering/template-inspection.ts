import { directiveNames } from './directive.js';

type Node = hbs.AST.Node;
type Program = hbs.AST.Program;

export interface TemplateInspection {
  /** Paths into the view model, `[]` for every item of a list: `task.title`, `points[].date`. */
  variables: readonly string[];
  faults: readonly string[];
}

/** Where names are looked up: a path of the view model, and the names that stand for other paths. */
interface Scope {
  path: string;
  names: ReadonlyMap<string, string>;
  parent: Scope | undefined;
}

const blockHelpers = ['if', 'unless', 'each', 'with'];
const allowedData = ['index', 'first', 'last', 'root'];
const deepestPartial = 8;

/** Reads a parsed template with its partials: which variables it needs, and what it does wrong. */
export function inspectTemplate(
  program: Program,
  partials: ReadonlyMap<string, Program>,
  helperNames: readonly string[],
): TemplateInspection {
  const variables = new Set<string>();
  const faults = new Set<string>();

  function resolve(path: hbs.AST.PathExpression, scope: Scope): string | undefined {
    const [head, ...rest] = path.parts;
    if (path.data) {
      if (!allowedData.includes(head ?? '')) faults.add(`unknown @${head}`);
      return head === 'root' ? rest.join('.') : undefined;
    }
    let base = scope;
    for (let level = 0; level < path.depth; level += 1) base = base.parent ?? base;
    const named = head === undefined ? undefined : base.names.get(head);
    if (named !== undefined) return [named, ...rest].filter(Boolean).join('.');
    return [base.path, ...path.parts].filter(Boolean).join('.');
  }

  function visitExpression(node: Node, scope: Scope): void {
    if (node.type === 'PathExpression') {
      const variable = resolve(node as hbs.AST.PathExpression, scope);
      if (variable) variables.add(variable);
    } else if (node.type === 'SubExpression') {
      visitCall(node as hbs.AST.SubExpression, scope);
    }
  }

  function visitCall(call: hbs.AST.SubExpression | hbs.AST.MustacheStatement, scope: Scope): void {
    const name = (call.path as hbs.AST.PathExpression).original;
    if (name !== 'lookup' && !helperNames.includes(name)) faults.add(`unknown helper ${name}`);
    for (const param of call.params) visitExpression(param, scope);
    if (call.hash?.pairs.length) faults.add(`${name} takes no named arguments`);
  }

  function visitBlock(block: hbs.AST.BlockStatement, scope: Scope): void {
    const name = block.path.original;
    if (!blockHelpers.includes(name)) faults.add(`unknown block {{#${name}}}`);
    for (const param of block.params) visitExpression(param, scope);
    const entersScope = name === 'each' || name === 'with';
    visitProgram(block.program, entersScope ? innerScope(block, name, scope) : scope);
    if (block.inverse) visitProgram(block.inverse, scope);
  }

  function innerScope(block: hbs.AST.BlockStatement, name: string, scope: Scope): Scope {
    const subject = pathWithin(block.params[0]);
    const path = (subject && resolve(subject, scope)) ?? '';
    const itemPath = name === 'each' ? `${path}[]` : path;
    const [itemName] = block.program.blockParams ?? [];
    const names = new Map(itemName ? [...scope.names, [itemName, itemPath] as const] : scope.names);
    return { path: itemPath, names, parent: scope };
  }

  function visitPartial(partial: hbs.AST.PartialStatement, scope: Scope, depth: number): void {
    const name = partial.name.type === 'PathExpression' && partial.name.original;
    const content = name && partials.get(name);
    if (!content) {
      faults.add(name ? `unknown partial ${name}` : 'partials are called by their name');
      return;
    }
    if (depth >= deepestPartial) {
      faults.add(`partial ${name} is nested too deep`);
      return;
    }
    const subject = pathWithin(partial.params[0]);
    const path = (subject && resolve(subject, scope)) ?? scope.path;
    const passed = (partial.hash?.pairs ?? []).flatMap(({ key, value }) => {
      visitExpression(value, scope);
      const valuePath = pathWithin(value);
      const resolved = valuePath && resolve(valuePath, scope);
      return resolved === undefined ? [] : [[key, resolved] as const];
    });
    visitProgram(content, { path, names: new Map(passed), parent: scope }, depth + 1);
  }

  function visitProgram(body: Program, scope: Scope, depth = 0): void {
    for (const statement of body.body) {
      switch (statement.type) {
        case 'MustacheStatement': {
          const mustache = statement as hbs.AST.MustacheStatement;
          if (mustache.params.length > 0) visitCall(mustache, scope);
          else visitExpression(mustache.path, scope);
          break;
        }
        case 'BlockStatement':
          visitBlock(statement as hbs.AST.BlockStatement, scope);
          break;
        case 'PartialStatement':
          visitPartial(statement as hbs.AST.PartialStatement, scope, depth);
          break;
        case 'ContentStatement':
          for (const name of directiveNames((statement as hbs.AST.ContentStatement).value))
            variables.add(name);
          break;
        case 'CommentStatement':
          break;
        default:
          faults.add(`${statement.type} is not part of a message template`);
      }
    }
  }

  visitProgram(program, { path: '', names: new Map(), parent: undefined });
  return { variables: [...variables].toSorted(), faults: [...faults] };
}

/** The path an expression is about: itself, or the last path passed to a call. */
function pathWithin(node: Node | undefined): hbs.AST.PathExpression | undefined {
  if (node?.type === 'PathExpression') return node as hbs.AST.PathExpression;
  if (node?.type !== 'SubExpression') return undefined;
  return (node as hbs.AST.SubExpression).params.map(pathWithin).findLast((path) => path);
}
