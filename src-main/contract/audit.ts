import { z } from 'zod';
import { sessionCall } from './define.ts';
import { id, timeMs } from './shapes.ts';

const position = z.number().int().min(1);

/** What can be wrong with an entry of the log. */
const AuditProblemSchema = z.enum([
  /** The chain of hashes breaks here: something was removed, altered, added or put in another order. */
  'chain-broken',
  /** A detail is not what its author sealed. */
  'detail-altered',
  /** A detail that says more, or nested deeper, than can be shown; its author and action are. */
  'facts-too-large',
  /** A detail by a key that nobody had at that time. */
  'detail-author-unknown',
  /** An entry whose author may not have made the change that it commits to. */
  'author-not-entitled',
  /** A commit that is not what its author signed. */
  'commit-altered',
  /** An account was activated a second time. */
  'second-endorsement',
  /** The checkpoint does not say what the entries before it say. */
  'checkpoint-wrong',
  /** The log ends before what this computer remembers, or went on elsewhere: whole in itself, entries may be gone. */
  'vault-rolled-back',
]);
export type AuditProblem = z.output<typeof AuditProblemSchema>;

const FindingSchema = z.strictObject({
  part: z.string(),
  position: z.number().int().nullable(),
  problem: AuditProblemSchema,
});

/** The audit log. Times in ms UTC. */
export const auditCalls = {
  /**
   * Privacy Officer only: what was done, newest first; `id` is position and number, `name` is the action. Progress in
   * entries.
   * @param from inclusive; @param to exclusive; @param actor and @param subject by id or name; @param without actions that
   * are left out, but where something is wrong with their entry.
   */
  auditList: sessionCall(
    z.strictObject({
      from: timeMs.optional(),
      to: timeMs.optional(),
      actor: z.string().min(1).max(1000).optional(),
      subject: z.string().min(1).max(8000).optional(),
      without: z.array(z.string().max(100)).max(100).optional(),
      /** Only entries before this position: the next page. */
      before: position.optional(),
      limit: z.number().int().min(1).max(1_000_000).default(1000),
    }),
    z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        position,
        at: timeMs,
        /** Null when the detail was erased or cannot be opened. */
        actor: z.strictObject({ id, name: z.string() }).nullable(),
        subject: z.strictObject({ id, name: z.string().nullable() }).nullable(),
        facts: z.record(z.string(), z.unknown()),
        /** Names of ids in `facts`, as far as they are known now. */
        names: z.record(z.string(), z.string()),
        erased: z.boolean(),
        problem: AuditProblemSchema.nullable(),
      }),
    ),
  ),
  /**
   * Verifies the whole log from its first entry; the Privacy Officer's run opens every detail as well. Reports everything
   * that is wrong. Progress in entries.
   */
  auditVerify: sessionCall(
    z.strictObject({}),
    z.strictObject({
      entries: z.number().int().min(0),
      head: z.string(),
      /** Whether details were opened, which only the Privacy Officer can. */
      detailsOpened: z.boolean(),
      findings: z.array(FindingSchema),
    }),
  ),
  /**
   * Privacy Officer only: the whole log as CSV (RFC 4180, UTF-8 with BOM). Logged. Progress in entries.
   * @param outPath absolute. @throws `file-exists`.
   */
  auditExport: sessionCall(z.strictObject({ outPath: z.string().min(1) }), z.strictObject({ rows: z.number().int() })),
};
