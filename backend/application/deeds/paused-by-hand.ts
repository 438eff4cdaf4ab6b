/** The reason of a pause that a person asked for; it is lifted by a person alone. */
export const PAUSED_BY_HAND = 'by hand';
