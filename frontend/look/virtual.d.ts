declare module 'virtual:atlassian-themes.css';
