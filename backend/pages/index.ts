export { type BuiltFrontend, findBuiltFrontend, type PageName } from './built-frontend.js';
export { ASSETS_PATH, type Page, type PageHost, type PageSetting, writePage } from './page.js';
