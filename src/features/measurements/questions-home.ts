import { type Message, message } from '../../shared/message.js';
import { bucketName } from './bucket.js';
import type { OpenQuestion } from './open-questions.js';
import { recordButton } from './question.js';

/** Each takes two blocks of the hundred that a Home tab may have. */
const questionsShown = 5;

/** What somebody is asked for, on their Home tab; null when it is nothing. */
export function questionsHome(questions: readonly OpenQuestion[]): Message | null {
  if (questions.length === 0) return null;
  const shown = questions.slice(0, questionsShown);
  return message('measurements/home', {
    questions: shown.map(({ task, bucket }, slot) => ({
      id: task.id,
      title: task.title,
      metric: task.monitoring.metric,
      period: bucketName(bucket),
      slot,
    })),
    rest: questions.length - shown.length,
    actions: Object.fromEntries(
      shown.map(({ task, bucket }, slot) => [`record${slot}`, recordButton(task.id, bucket)]),
    ),
  });
}
