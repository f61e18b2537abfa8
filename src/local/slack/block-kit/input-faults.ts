import { type JsonObject, textOf } from '../json.js';
import type { InputValue } from './input-values.js';

const FORMS: Readonly<Record<string, { readonly pattern: RegExp; readonly fault: string }>> = {
  email_text_input: {
    pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    fault: 'Enter a valid email address.',
  },
  url_text_input: { pattern: /^https?:\/\/\S+$/i, fault: 'Enter a valid URL.' },
  datepicker: { pattern: /^\d{4}-\d{2}-\d{2}$/, fault: 'Enter a valid date.' },
  timepicker: { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, fault: 'Enter a valid time.' },
};

/** What Slack shows at an input before it lets a modal be submitted, or undefined. */
export function inputFault(
  element: JsonObject,
  value: InputValue,
  isOptional: boolean,
): string | undefined {
  if (value === null || value.length === 0) {
    return isOptional ? undefined : 'Please complete this required field.';
  }
  if (typeof value !== 'string') return undefined;
  if (element['type'] === 'number_input') return numberFault(element, value);
  if (element['type'] === 'plain_text_input') return lengthFault(element, value);
  const form = FORMS[textOf(element['type'])];
  return form && !form.pattern.test(value) ? form.fault : undefined;
}

function numberFault(element: JsonObject, text: string): string | undefined {
  const isDecimalAllowed = element['is_decimal_allowed'] === true;
  const pattern = isDecimalAllowed ? /^-?\d*\.?\d+$/ : /^-?\d+$/;
  if (!pattern.test(text)) {
    return isDecimalAllowed ? 'Please enter a number.' : 'Please enter a whole number.';
  }
  const number = Number(text);
  const { min_value: min, max_value: max } = element;
  if (min !== undefined && number < Number(min)) {
    return `Please enter a number greater than or equal to ${textOf(min)}.`;
  }
  if (max !== undefined && number > Number(max)) {
    return `Please enter a number less than or equal to ${textOf(max)}.`;
  }
  return undefined;
}

function lengthFault(element: JsonObject, text: string): string | undefined {
  const min = Number(element['min_length'] ?? 0);
  const max = Number(element['max_length'] ?? 3000);
  if (text.length < min) return `Please enter at least ${min} characters.`;
  if (text.length > max) return `Please enter at most ${max} characters.`;
  return undefined;
}
