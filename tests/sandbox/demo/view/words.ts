/** Text of exactly so many characters; what is cut ends with an ellipsis. */
export function toWidth(text: string, width: number): string {
  const characters = [...text.replace(/[\n\r\t]+/g, ' ').trim()];
  if (characters.length <= width) return characters.join('') + ' '.repeat(width - characters.length);
  return `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/** `1:05` */
export function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** `1 edit`, `3 edits`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
