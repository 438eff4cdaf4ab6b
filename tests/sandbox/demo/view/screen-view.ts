import picocolors from 'picocolors';
import type { View, Wish } from '../scene.js';
import { drawFrame } from './frame.js';
import { Screen } from './screen.js';

const CTRL_C = '\u0003';
const WISHES: Readonly<Record<string, Wish>> = {
  e: 'edit',
  c: 'conflict',
  l: 'take left',
  r: 'take right',
  q: 'quit',
  [CTRL_C]: 'quit',
};

/** Draws the demo on a terminal and listens to its keys. @param wishes what the person wants is added here */
export function screenView(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  { wishes, hasColours }: { readonly wishes: Wish[]; readonly hasColours: boolean },
): View {
  const colours = picocolors.createColors(hasColours);
  const screen = new Screen(output);
  const onKeys = (keys: Buffer) => {
    for (const key of keys.toString('utf8').toLowerCase()) {
      const wish = WISHES[key];
      if (wish !== undefined) wishes.push(wish);
    }
  };
  if (input.isTTY) {
    input.setRawMode(true);
    input.on('data', onKeys);
  }
  return {
    show: (scene) => screen.draw(drawFrame(scene, { ...screen.size, colours })),
    tell: () => undefined,
    close() {
      if (input.isTTY) {
        input.off('data', onKeys);
        input.setRawMode(false);
        input.pause();
      }
      screen.close();
    },
  };
}
