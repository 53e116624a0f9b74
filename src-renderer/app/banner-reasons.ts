import type { Session } from './session.ts';

export type BannerReason =
  | Session['warnings'][number]
  | 'restored'
  | 'failed-attempts'
  | 'code-spent'
  | 'demonstration';

/** First what must not wait, then what is new at this sign-in, then what lasts: nobody would look for news behind that. */
const ranks: Readonly<Record<BannerReason, number>> = {
  'vault-rolled-back': 1,
  'folders-damaged': 2,
  'account-endorsed-twice': 3,
  'work-unfinished': 4,
  restored: 5,
  'failed-attempts': 6,
  'code-spent': 7,
  'keychain-file': 8,
  'account-not-certified': 9,
  demonstration: 10,
};

/** What there is to say above every screen, the weightiest first. */
export function bannerReasons(
  session: Pick<Session, 'warnings' | 'restored' | 'failedAttempts' | 'recoveryCodesLeft'>,
  isDemonstration: boolean,
): BannerReason[] {
  const { warnings, restored, failedAttempts, recoveryCodesLeft } = session;
  const reasons: BannerReason[] = [
    // The keys of a vault that is about to be erased may lie in a file.
    ...warnings.filter((warning) => !(isDemonstration && warning === 'keychain-file')),
    ...(restored === null ? [] : (['restored'] as const)),
    ...(failedAttempts.own > 0 || failedAttempts.office ? (['failed-attempts'] as const) : []),
    ...(recoveryCodesLeft === null ? [] : (['code-spent'] as const)),
    ...(isDemonstration ? (['demonstration'] as const) : []),
  ];
  return reasons.sort((a, b) => ranks[a] - ranks[b]);
}
