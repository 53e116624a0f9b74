/** For a list or a calendar that opens: part of the dialog or screen that its field is in, cut off by neither, and above the head of a dialog. */
export const besideField = { withinPortal: false, floatingStrategy: 'fixed', zIndex: 1001 } as const;
