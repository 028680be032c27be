/** Decisions about a theme: rename it, or merge it into another. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_THEME_NAME } from '../../../../limits.js';
import type { Theme } from '../api/answers.js';
import { corpusChanged } from '../api/client.js';
import { MERGE_THEMES, RENAME_THEME } from '../api/paths.js';
import type { Problem } from '../api/problem.js';
import { useTelling } from '../api/use-telling.js';
import { ChoiceForm } from '../parts/choice-form.js';
import { ProblemNote } from '../parts/notes.js';
import { counted } from '../parts/wording.js';
import { go } from '../router.js';
import { sayDone } from '../shell/done.js';
import { ThemeChoice } from './theme-choice.js';
import { useThemes } from './theme-index.js';

/** The label as the heading, editable in place. */
export function ThemeName({ theme }: { readonly theme: Theme }) {
  const [editing, setEditing] = useState(false);
  const [given, setGiven] = useState<string | null>(null);
  const { busy, problem, send } = useTelling();
  useEffect(() => setGiven(null), [theme]);
  const rename = (name: string) =>
    send(RENAME_THEME, { theme: theme.id, label: name }, () => {
      setGiven(name === '' ? null : name);
      setEditing(false);
      sayDone(name === '' ? 'The automatic name is back.' : `Renamed to “${name}”.`);
      corpusChanged();
    });
  if (editing) {
    return (
      <RenameForm theme={theme} busy={busy} problem={problem} onRename={rename} onCancel={() => setEditing(false)} />
    );
  }
  return (
    <div class="theme-name">
      <h1>{given ?? theme.label}</h1>
      <button type="button" class="text-button" onClick={() => setEditing(true)}>
        Rename
      </button>
      {theme.renamed && given === null && (
        <button type="button" class="text-button" aria-disabled={busy} onClick={() => rename('')}>
          Restore the automatic name
        </button>
      )}
      <ProblemNote problem={problem} />
    </div>
  );
}

interface RenameFormProps {
  readonly theme: Theme;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onRename: (name: string) => void;
  readonly onCancel: () => void;
}

/** Enter saves the name, Escape cancels. */
function RenameForm({ theme, busy, problem, onRename, onCancel }: RenameFormProps) {
  const [name, setName] = useState(theme.label);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = () => {
    if (name.trim() === theme.label) onCancel();
    else onRename(name.trim());
  };
  return (
    <ChoiceForm
      class="theme-rename"
      act="Save"
      busy={busy}
      onSend={save}
      onCancel={onCancel}
      below={
        <>
          <p class="quiet">The name stays when papers are added or removed. Leave it empty for the automatic name.</p>
          <ProblemNote problem={problem} />
        </>
      }
    >
      <h1 class="sr">{theme.label}</h1>
      <label class="sr" for="theme-name">
        Name of the theme
      </label>
      <input
        ref={field}
        id="theme-name"
        type="text"
        value={name}
        maxLength={LONGEST_THEME_NAME}
        autocomplete="off"
        onInput={(event) => setName(event.currentTarget.value)}
      />
    </ChoiceForm>
  );
}

/** One form of a theme is open at a time. */
export interface ThemeFormProps {
  readonly theme: Theme;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** Merges the theme into another and opens that one. */
export function MergeTheme({ theme, open, onOpen, onClose }: ThemeFormProps) {
  const { bySize, byId } = useThemes();
  const { busy, problem, send } = useTelling();
  const near = theme.near.flatMap(({ theme: id }) => byId.get(id) ?? []);
  const others = [...near, ...bySize.filter((one) => one.id !== theme.id && !near.includes(one))];
  const merge = (into: string) =>
    send(MERGE_THEMES, { from: theme.id, into }, () => {
      go({ view: 'theme', id: into }, { replace: true });
      sayDone(`Merged “${theme.label}” into this theme.`);
      corpusChanged();
    });
  if (others.length === 0) return null;
  if (!open)
    return (
      <button type="button" class="button" onClick={onOpen}>
        Merge into …
      </button>
    );
  return (
    <div class="theme-merge">
      <ThemeChoice
        label={`Make ${theme.size === 1 ? 'its paper' : `its ${counted(theme.size, 'paper')}`} part of`}
        themes={others}
        act="Merge"
        busy={busy}
        onChoose={merge}
        onCancel={onClose}
      />
      <p class="quiet">Later runs keep it. It can be undone.</p>
      <ProblemNote problem={problem} />
    </div>
  );
}
