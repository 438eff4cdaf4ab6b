// Jira's side of the frames: answers what the pages of apps ask.
const frames = [...document.querySelectorAll('iframe[data-app]')];

const dark = matchMedia('(prefers-color-scheme: dark)');
const choice = document.querySelector('select[name=theme]');
const themed = new Set();

choice.value = localStorage.theme ?? 'match';
choice.addEventListener('change', () => {
  localStorage.theme = choice.value;
  applyTheme();
});
dark.addEventListener('change', applyTheme);
applyTheme();

function colorMode() {
  if (choice.value !== 'match') return choice.value;
  return dark.matches ? 'dark' : 'light';
}

function applyTheme() {
  document.documentElement.style.colorScheme = colorMode();
  for (const frame of themed) sendTheme(frame);
}

function sendTheme(frame) {
  const { channel } = frame.dataset;
  frame.contentWindow.postMessage({ channel, colorMode: colorMode() }, new URL(frame.src).origin);
}

const ANSWERS = {
  theme: (frame) => {
    themed.add(frame);
    sendTheme(frame);
  },
  token: (frame) => tell(frame, 'token').then(({ token }) => token),
  context: (frame) => tell(frame, 'context'),
  height: (frame, { height }) => {
    frame.style.height = `${height}px`;
  },
  flag: (_frame, { flag }) => {
    const note = document.createElement('p');
    note.role = 'status';
    note.textContent = flag.title;
    document.querySelector('main').prepend(note);
  },
};

addEventListener('message', async ({ origin, source, data }) => {
  const frame = frames.find(({ contentWindow }) => contentWindow === source);
  if (frame === undefined || origin !== new URL(frame.src).origin || data?.channel !== frame.dataset.channel) return;
  const answer = await ANSWERS[data.what]?.(frame, data);
  source.postMessage({ channel: data.channel, id: data.id, answer }, origin);
});

async function tell({ dataset }, what) {
  const answer = await fetch(`/host/${what}?${new URLSearchParams({ app: dataset.app, issue: dataset.issue })}`);
  return answer.json();
}
