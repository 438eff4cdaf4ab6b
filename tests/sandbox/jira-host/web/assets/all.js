// What Atlassian's host script gives a page in a frame, as far as Syncline uses it: tokens, the context, the theme, and a frame as high
// as the page.
(() => {
  const { searchParams } = new URL(location.href);
  const host = searchParams.get('xdm_e');
  const channel = searchParams.get('xdm_c');
  const { src } = document.currentScript;
  const waiting = new Map();
  let asked = 0;

  function ask(question, take = () => undefined) {
    asked += 1;
    waiting.set(asked, take);
    parent.postMessage({ channel, id: asked, ...question }, host);
  }

  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== host || source !== parent || data?.channel !== channel) return;
    if ('colorMode' in data) applyTheme(data);
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });

  function applyTheme({ colorMode }) {
    const { dataset } = document.documentElement;
    dataset.theme = 'dark:dark light:light spacing:spacing';
    dataset.colorMode = colorMode;
  }

  globalThis.AP = {
    context: {
      getToken: (take) => ask({ what: 'token' }, take),
      getContext: (take) => ask({ what: 'context' }, take),
    },
    theming: {
      initializeTheming() {
        for (const theme of ['light', 'dark', 'spacing']) {
          const link = document.createElement('link');
          link.rel = 'stylesheet';
          link.href = new URL(`atlaskit-tokens_${theme}.css`, src);
          document.head.append(link);
        }
        ask({ what: 'theme' });
      },
    },
    flag: { create: (flag) => ask({ what: 'flag', flag }) },
    resize: () => undefined,
  };

  addEventListener('DOMContentLoaded', () => {
    const content = document.querySelector('.ac-content') ?? document.body;
    new ResizeObserver(() => ask({ what: 'height', height: Math.ceil(content.offsetHeight) })).observe(content);
  });
})();
