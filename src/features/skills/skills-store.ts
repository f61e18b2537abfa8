import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import type { Approval } from '../approvals/index.js';
import type { Skill } from '../people/index.js';
import type { Evidence } from './suggestion.js';
import type { SkillEntry } from './vocabulary.js';

/** The last answer to what was suggested to a member about a skill. */
export interface SkillAnswer {
  /** The intent under which the member answered. */
  readonly id: string;
  readonly memberId: string;
  readonly suggested: Skill;
  readonly evidence: Evidence;
  /** `asked`: accepted, and with those who confirm it. */
  readonly state: 'not now' | 'asked' | 'confirmed' | 'refused';
  /** When the member answered. */
  readonly at: Date;
  /** Who was asked to confirm it, and has the request. */
  readonly askedIds: readonly string[];
  /** How far it was handed up because nobody had decided; null while it is with the first level. */
  readonly passedOn: Approval | null;
  /** Who confirmed or refused it. */
  readonly decidedById: string | null;
}

type EntryDocument = Omit<SkillEntry, 'name'> & { _id: string };
/** `passedOn` is absent from answers of before levels were passed on. */
type AnswerDocument = Omit<SkillAnswer, 'id' | 'passedOn'> & {
  _id: string;
  passedOn?: Approval | null;
};

export const skillIndexes: readonly CollectionIndexes[] = [
  { collection: 'skills', indexes: [] },
  {
    collection: 'skill_answers',
    indexes: [{ key: { memberId: 1, at: -1 } }, { key: { state: 1, at: 1 } }],
  },
];

export class SkillsStore {
  readonly #skills;
  readonly #answers;

  constructor(db: Db) {
    this.#skills = db.collection<EntryDocument>('skills');
    this.#answers = db.collection<AnswerDocument>('skill_answers');
  }

  async entries(transaction?: Transaction): Promise<readonly SkillEntry[]> {
    const documents = await this.#skills.find({}, within(transaction)).toArray();
    return documents.map(({ _id, ...entry }) => ({ name: _id, ...entry }));
  }

  async save({ name, ...entry }: SkillEntry, transaction: Transaction): Promise<void> {
    await this.#skills.replaceOne({ _id: name }, entry, { upsert: true, ...within(transaction) });
  }

  async remove(name: string, transaction: Transaction): Promise<void> {
    await this.#skills.deleteOne({ _id: name }, within(transaction));
  }

  async answer(id: string, transaction?: Transaction): Promise<SkillAnswer | null> {
    const document = await this.#answers.findOne({ _id: id }, within(transaction));
    return document && answerFrom(document);
  }

  async answersOf(memberId: string, transaction?: Transaction): Promise<readonly SkillAnswer[]> {
    const documents = await this.#answers
      .find({ memberId }, within(transaction))
      .sort({ at: -1 })
      .toArray();
    return documents.map(answerFrom);
  }

  /** Those that wait to be confirmed, longest waiting first. */
  async asked(transaction?: Transaction): Promise<readonly SkillAnswer[]> {
    const documents = await this.#answers
      .find({ state: 'asked' }, within(transaction))
      .sort({ at: 1 })
      .toArray();
    return documents.map(answerFrom);
  }

  async saveAnswer({ id, ...answer }: SkillAnswer, transaction: Transaction): Promise<void> {
    await this.#answers.replaceOne({ _id: id }, answer, { upsert: true, ...within(transaction) });
  }
}

function answerFrom({ _id, passedOn = null, ...answer }: AnswerDocument): SkillAnswer {
  return { id: _id, ...answer, passedOn };
}
