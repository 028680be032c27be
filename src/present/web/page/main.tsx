import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/shell.css';
import './styles/search.css';
import './styles/themes.css';
import './styles/paper.css';
import './styles/duplicates.css';
import './styles/add.css';
import './styles/print.css';
import { render } from 'preact';
import { App } from './shell/app.js';
import { applyAppearance } from './shell/appearance.js';
import { noteVisit } from './shell/last-visit.js';

applyAppearance();
noteVisit();
render(<App />, document.getElementById('page')!);
