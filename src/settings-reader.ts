import { type SettingName, settings } from './settings.js';

/** The texts of the settings, and what has been found wrong with them so far. */
export class SettingsReader {
  readonly faults: string[] = [];
  readonly #environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#environment = environment;
  }

  /** Empty when it is not set. */
  value(name: SettingName): string {
    return this.#environment[name]?.trim() ?? '';
  }

  valueOrDefault(name: SettingName): string {
    return this.value(name) || (settings.find((setting) => setting.name === name)?.default ?? '');
  }

  /** What is listed between commas. */
  list(name: SettingName): readonly string[] {
    return this.value(name)
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  }

  /** Notes `fault`, which says the remedy too, unless the setting `holds`. */
  check(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(fault);
  }
}
