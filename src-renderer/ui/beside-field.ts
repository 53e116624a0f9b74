/** For a list or a calendar that opens: part of the dialog or screen that its field is in, and cut off by neither. */
export const besideField = { withinPortal: false, floatingStrategy: 'fixed' } as const;
