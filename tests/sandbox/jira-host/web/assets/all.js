// What Atlassian's host script gives a page in a frame, as far as Syncline uses it: tokens, the context, and a frame as high as the page.
(() => {
  const { searchParams } = new URL(location.href);
  const host = searchParams.get('xdm_e');
  const channel = searchParams.get('xdm_c');
  const waiting = new Map();
  let asked = 0;

  function ask(question, take = () => undefined) {
    asked += 1;
    waiting.set(asked, take);
    parent.postMessage({ channel, id: asked, ...question }, host);
  }

  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== host || source !== parent || data?.channel !== channel) return;
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });

  globalThis.AP = {
    context: {
      getToken: (take) => ask({ what: 'token' }, take),
      getContext: (take) => ask({ what: 'context' }, take),
    },
    flag: { create: (flag) => ask({ what: 'flag', flag }) },
    resize: () => undefined,
  };

  addEventListener('DOMContentLoaded', () => {
    const content = document.querySelector('.ac-content') ?? document.body;
    new ResizeObserver(() => ask({ what: 'height', height: Math.ceil(content.offsetHeight) })).observe(content);
  });
})();
