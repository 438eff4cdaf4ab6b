const figure = (count: number) => count.toLocaleString('en');

/** What stands below and between the rows of lists. */
export const lists = {
  asking: (count: number) => `${figure(count)} shown, asking for more`,
  whole: (count: number) => (count === 1 ? '1 in all' : `${figure(count)} in all`),
  part: (count: number) => `${figure(count)} shown; scroll for more`,
  search: 'Search',
  all: 'All',
} as const;
