import '@mantine/core/styles.css';
import './console.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './App';
import { beginWords } from './i18n';
import { beginPreferences } from './parts/preferences';

beginPreferences();
await beginWords();
// Variables and classes come from style sheets: the content security policy allows no style made by a script.
createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider forceColorScheme="light" withCssVariables={false} withStaticClasses={false} withGlobalClasses={false}>
    <BrowserRouter basename="/console">
      <App />
    </BrowserRouter>
  </MantineProvider>,
);
