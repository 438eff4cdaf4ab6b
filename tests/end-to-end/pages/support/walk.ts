import type { Locator, Page } from 'playwright-core';

/** One stop of the walk. */
interface Stop {
  /** Of what can be used, by its place in the page; null: it is something else, such as what scrolls. */
  readonly number: number | null;
  readonly name: string;
  /** Whether it is in sight, and it or what is around it looks otherwise than without the focus. */
  readonly isSeen: boolean;
}

/** What a person who uses the keys alone finds on a page. */
export interface Walk {
  /** What can be used, by how often the focus came to it. */
  readonly visits: ReadonlyMap<string, number>;
  /** Stops that nobody sees: they look as they do without the focus, or are out of sight. */
  readonly unseen: readonly string[];
  /** Whether the walk came to an end, and so was trapped nowhere. */
  readonly isThrough: boolean;
}

/** More than any page of the tests has. */
const MOST_STOPS = 250;

/**
 * What is needed in the page, as a script: it keeps all that can be used when the walk begins. Of a group of radio buttons or tabs one
 * stands for all: within it one goes by arrows. What is told to be no part of the order on purpose, by `tabindex`, counts all the same.
 */
const TOOLS = `
  window.walk = (() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [contenteditable="true"]')];
    const groups = new Set();
    const usable = all.filter((each) => {
      if (each.disabled || !each.checkVisibility({ visibilityProperty: true }) || each.closest('[aria-hidden="true"], [inert]')) return false;
      if (each.type !== 'radio') return true;
      const isFirst = !groups.has(each.name);
      groups.add(each.name);
      return isFirst;
    });
    const nameOf = (each) =>
      (each.getAttribute('aria-label') || each.labels?.[0]?.textContent || each.textContent || each.className || each.tagName).trim().slice(0, 60);
    const numberOf = (each) => {
      const number = usable.indexOf(each);
      return number >= 0 || each.type !== 'radio' ? number : usable.findIndex((other) => other.type === 'radio' && other.name === each.name);
    };
    const lookOf = (each) => {
      for (const moving of document.getAnimations()) if (moving.effect?.getComputedTiming().iterations !== Infinity) moving.finish();
      const around = [each, each.parentElement, each.parentElement?.parentElement, each.nextElementSibling, each.nextElementSibling?.firstElementChild];
      return around
        .filter((part) => part != null)
        .map((part) => {
          const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopColor } = getComputedStyle(part);
          return [outlineStyle, outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, borderTopColor].join(' ');
        })
        .join('; ');
    };
    const unfocused = usable.map(lookOf);
    /** Some parts show that they have the focus a moment after they have got it. */
    const focused = async (each, number) => {
      for (let frame = 0; frame < 30 && lookOf(each) === unfocused[number]; frame += 1) await new Promise(requestAnimationFrame);
      return lookOf(each);
    };
    let before = null;
    return {
      names: usable.map((each, number) => number + ' ' + nameOf(each)),
      /** Where the focus is; null: behind the last stop. */
      async stop() {
        let each = document.activeElement;
        while (each?.shadowRoot?.activeElement) each = each.shadowRoot.activeElement;
        // A date is one field and several stops.
        if (each !== null && each === before) return 'the same';
        before = each;
        if (each === null || each === document.body) return null;
        const number = numberOf(each);
        const { top, bottom, left, right } = each.getBoundingClientRect();
        const isInSight = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
        const isSeen = number < 0 || (await focused(each, number)) !== unfocused[number];
        return { number: number < 0 ? null : number, name: nameOf(each), isSeen: isSeen && isInSight };
      },
    };
  })();
  document.body.setAttribute('tabindex', '-1');
  document.body.focus();
  document.body.removeAttribute('tabindex');
  window.walk.names;
`;

/** All parts of the page have come when nothing of it changes for a while. */
const ALL_THERE = `
  new Promise((there) => {
    const quiet = () => { observer.disconnect(); there(); };
    let timer = setTimeout(quiet, 400);
    const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(quiet, 400); });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
`;

/** Goes with Tab from the top of the page through all that can be focused. */
export async function walkThrough(page: Page): Promise<Walk> {
  await page.evaluate(ALL_THERE);
  const names = (await page.evaluate(TOOLS)) as readonly string[];
  const visits = new Map(names.map((name) => [name, 0]));
  const unseen: string[] = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press('Tab');
    const stop = (await page.evaluate('window.walk.stop()')) as 'the same' | Stop | null;
    if (stop === 'the same') continue;
    if (stop !== null && !stop.isSeen) unseen.push(stop.name);
    if (stop === null) return { visits, unseen, isThrough: true };
    const name = stop.number === null ? undefined : names[stop.number];
    if (name !== undefined) visits.set(name, (visits.get(name) ?? 0) + 1);
  }
  return { visits, unseen, isThrough: false };
}

/** Goes on with Tab until something has the focus. @throws Error where one does not come to it */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor();
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.first().evaluate((each) => each === each.ownerDocument.activeElement)) return;
  }
  throw new Error(`the keys do not lead to ${wanted}`);
}
