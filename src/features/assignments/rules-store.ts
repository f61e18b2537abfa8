import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import { noLimits, type WorkLimits } from './limits.js';
import type { LastPrices } from './optimiser/next-tasks.js';

export const silenceRules = ['accept', 're-offer'] as const;
/** What silence means at the member's next working start. */
export type SilenceRule = (typeof silenceRules)[number];

type LimitsDocument = WorkLimits & { _id: string };
type RuleDocument = { _id: string; silence: SilenceRule };
type PricesDocument = {
  _id: string;
  at: Date;
  gap: number;
  prices: { memberId: string; price: number }[];
};

const limitsName = 'work_limits';
const rulesName = 'assignment_rules';
const pricesName = 'assignment_prices';

export const ruleIndexes: readonly CollectionIndexes[] = [limitsName, rulesName, pricesName].map(
  (collection) => ({ collection, indexes: [] }),
);

/** What members and teams decided about assignment, and what the last plan of a team left. */
export class RulesStore {
  readonly #limits;
  readonly #rules;
  readonly #prices;

  constructor(db: Db) {
    this.#limits = db.collection<LimitsDocument>(limitsName);
    this.#rules = db.collection<RuleDocument>(rulesName);
    this.#prices = db.collection<PricesDocument>(pricesName);
  }

  async limitsOf(memberId: string, transaction?: Transaction): Promise<WorkLimits> {
    const document = await this.#limits.findOne({ _id: memberId }, within(transaction));
    return document ? withoutId(document) : noLimits;
  }

  /** By member, without those who have set none. */
  async allLimits(memberIds: readonly string[]): Promise<ReadonlyMap<string, WorkLimits>> {
    const documents = await this.#limits.find({ _id: { $in: [...memberIds] } }).toArray();
    return new Map(documents.map(({ _id: memberId, ...limits }) => [memberId, limits]));
  }

  async saveLimits(memberId: string, limits: WorkLimits, transaction: Transaction): Promise<void> {
    await this.#limits.replaceOne({ _id: memberId }, limits, {
      upsert: true,
      ...within(transaction),
    });
  }

  async silenceRuleOf(teamId: string, transaction?: Transaction): Promise<SilenceRule> {
    return (await this.#rules.findOne({ _id: teamId }, within(transaction)))?.silence ?? 'accept';
  }

  async saveSilenceRule(
    teamId: string,
    silence: SilenceRule,
    transaction: Transaction,
  ): Promise<void> {
    await this.#rules.replaceOne(
      { _id: teamId },
      { silence },
      { upsert: true, ...within(transaction) },
    );
  }

  async lastPrices(teamId: string): Promise<LastPrices | null> {
    const document = await this.#prices.findOne({ _id: teamId });
    return (
      document && {
        gap: document.gap,
        prices: new Map(document.prices.map(({ memberId, price }) => [memberId, price])),
      }
    );
  }

  async savePrices(teamId: string, at: Date, { prices, gap }: LastPrices): Promise<void> {
    await this.#prices.replaceOne(
      { _id: teamId },
      { at, gap, prices: [...prices].map(([memberId, price]) => ({ memberId, price })) },
      { upsert: true },
    );
  }
}

function withoutId({ _id, ...limits }: LimitsDocument): WorkLimits {
  return limits;
}
