// Makes the panel as high as what it shows: the page in it says its height whenever that changes.
(() => {
  const SERVER = '{{origin}}';
  const TALLEST_PX = 2000;

  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== SERVER || data === null || typeof data !== 'object' || data.type !== 'syncline:height') return;
    const { heightPx } = data;
    if (!Number.isInteger(heightPx) || heightPx < 0 || heightPx > TALLEST_PX) return;
    for (const frame of document.querySelectorAll('iframe.syncline-issue-panel')) {
      if (frame.contentWindow === source) frame.style.height = `${heightPx}px`;
    }
  });
})();
