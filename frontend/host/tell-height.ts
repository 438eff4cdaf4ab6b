/** What the app in Jira Data Center listens for, to make the frame as high as what is shown in it. */
const TYPE = 'syncline:height';

/** Tells the Jira that shows this page in a frame how high the page is, whenever that changes. Elsewhere it tells nobody. */
export function tellHeight(): void {
  // The frame of the app gives its origin away, and nothing more.
  if (window.parent === window || document.referrer === '') return;
  const { origin } = new URL(document.referrer);
  const tell = () => {
    const heightPx = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ type: TYPE, heightPx }, origin);
  };
  new ResizeObserver(tell).observe(document.body);
}
