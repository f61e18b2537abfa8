/**
 * How much a direct message matters. `required`: waits for the receiver's decision, or is the word
 * that something was lost; no switch stops it. `essential`: needs the receiver; only `off` stops it.
 * `notice`: good to know; subject to every switch, to snoozing and to the daily limit.
 */
export type Urgency = 'required' | 'essential' | 'notice';

export interface MessageType {
  readonly urgency: Urgency;
  /** `any`: its sender chose the hour. `working`: outside the receiver's working hours it waits. */
  readonly hours: 'any' | 'working';
  /** Whether several within a minute become one message. Those with buttons of their own do not. */
  readonly merges: boolean;
  /** Whether it stands where something was asked that is answered: nothing in it is for later. */
  readonly settles?: true;
}

const decision: MessageType = { urgency: 'required', hours: 'working', merges: false };
const trouble: MessageType = { urgency: 'required', hours: 'any', merges: false };
const question: MessageType = { urgency: 'essential', hours: 'any', merges: false };
const duty: MessageType = { urgency: 'essential', hours: 'working', merges: false };
const offer: MessageType = { urgency: 'notice', hours: 'working', merges: false };
const outcome: MessageType = { ...offer, settles: true };
const news: MessageType = { urgency: 'notice', hours: 'working', merges: true };

export const mergedTemplate = 'notifications/merged';

/**
 * Every message that somebody gets unasked, by its template. What is not listed answers the receiver
 * and is neither delayed nor counted. In channels only order and pace are kept.
 */
export const messageTypes: Readonly<Record<string, MessageType>> = {
  'approvals/notice-delegated': duty,
  'approvals/notice-delegation-ended': news,
  'assignments/accepted': outcome,
  'assignments/declined': outcome,
  'assignments/left-behind': duty,
  'assignments/next-offer-waits': question,
  'assignments/offer': duty,
  'assignments/postponed': outcome,
  'assignments/unplaced': duty,
  'assignments/withdrawn': outcome,
  'calendar/notice': news,
  'deliveries/failed': trouble,
  'evaluations/close': offer,
  'evaluations/decided-change-target': outcome,
  'evaluations/decided-close-failed': outcome,
  'evaluations/decided-close-met': outcome,
  'evaluations/decided-extend': outcome,
  'evaluations/decided-reassign': outcome,
  'evaluations/decided-talk': outcome,
  'evaluations/digest': decision,
  'evaluations/extend': decision,
  'evaluations/intervene': decision,
  'evaluations/notice-close-failed': news,
  'evaluations/notice-close-met': news,
  'evaluations/notice-closed': news,
  'evaluations/notice-extended': news,
  'evaluations/notice-reassigned': news,
  'evaluations/notice-talk': news,
  'evaluations/notice-target-changed': news,
  'evaluations/notice-undone': news,
  'evaluations/notice-waiting': news,
  'evaluations/notice-withdrawn': news,
  'evaluations/reminder': decision,
  'evaluations/review': decision,
  'evaluations/withdrawn': outcome,
  'measurements/answered': outcome,
  'measurements/handed-over': news,
  'measurements/question': question,
  'measurements/source-failed': question,
  'measurements/source-recovered': outcome,
  [mergedTemplate]: offer,
  'rebalancing/notice': news,
  'skills/decided': outcome,
  'skills/notice-decided': news,
  'skills/reminder': decision,
  'skills/to-confirm': decision,
  'tasks/notice-assigned': offer,
  'tasks/notice-cancelled': news,
  'tasks/notice-completed': news,
  'tasks/notice-edited': offer,
  'tasks/notice-handed-over': news,
  'tasks/notice-reopened': news,
  'tasks/notice-undone': news,
  'workload/notice-own': duty,
  'workload/notice-team': duty,
};

/** From the most important to the least. */
export const urgencies: readonly Urgency[] = ['required', 'essential', 'notice'];
