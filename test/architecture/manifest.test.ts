import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { slashCommands } from '../../src/slack/commands.js';
import { botScopes } from '../../src/slack/scopes.js';
import { projectRoot } from '../../src/shared/project-root.js';

interface Manifest {
  features: {
    slash_commands: {
      command: string;
      description: string;
      usage_hint: string;
      should_escape: boolean;
    }[];
  };
  oauth_config: { scopes: { bot: string[] } };
}

const text = readFileSync(join(projectRoot, 'manifest.yml'), 'utf8');
const manifest = parse(text) as Manifest;

describe('manifest.yml', () => {
  test('declares exactly the slash commands that the bot answers', () => {
    const declared = manifest.features.slash_commands.map(
      ({ command, description, usage_hint }) => ({
        command,
        description,
        usageHint: usage_hint,
      }),
    );
    expect(declared).toEqual(slashCommands);
  });

  test('has Slack mark members and channels in commands, so that mentions can be told from text', () => {
    expect(manifest.features.slash_commands.every(({ should_escape: escape }) => escape)).toBe(
      true,
    );
  });

  test('asks for exactly the scopes that the bot uses, each with its reason', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(botScopes.map(({ scope }) => scope));
    for (const { scope, reason } of botScopes) expect(text).toContain(`- ${scope} # ${reason}`);
  });
});
