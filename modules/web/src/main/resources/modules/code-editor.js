// The document of a scheme in an editor that marks faults and completes names. Without scripts the text area does the same work.
import {EditorState} from "@codemirror/state";
import {EditorView, keymap, lineNumbers, highlightActiveLine, drawSelection} from "@codemirror/view";
import {defaultKeymap, history, historyKeymap, indentWithTab} from "@codemirror/commands";
import {StreamLanguage, HighlightStyle, syntaxHighlighting, indentUnit, bracketMatching} from "@codemirror/language";
import {autocompletion, completionKeymap} from "@codemirror/autocomplete";
import {linter, lintGutter, lintKeymap} from "@codemirror/lint";
import {yaml} from "@codemirror/legacy-modes/mode/yaml";
import {tags} from "@lezer/highlight";

// Colours are the page's own: custom properties reach into the shadow tree.
const look = EditorView.theme({
  "&": {border: "1px solid var(--line-strong)", borderRadius: "var(--radius)", background: "var(--raised)", color: "var(--ink)", fontSize: ".875rem"},
  "&.cm-focused": {outline: "2px solid var(--accent)", outlineOffset: "2px"},
  ".cm-scroller": {fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", lineHeight: "1.5rem", maxHeight: "70vh"},
  ".cm-content": {caretColor: "var(--ink)", padding: ".75rem 0"},
  ".cm-cursor": {borderLeftColor: "var(--ink)"},
  ".cm-gutters": {background: "var(--wash)", color: "var(--ink-2)", borderRight: "1px solid var(--line)"},
  ".cm-activeLine, .cm-activeLineGutter": {background: "var(--hover)"},
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {background: "var(--accent-mid)"},
  ".cm-tooltip": {background: "var(--raised)", color: "var(--ink)", border: "1px solid var(--line-mid)", borderRadius: "var(--radius)"},
  ".cm-tooltip-autocomplete ul li[aria-selected]": {background: "var(--accent)", color: "var(--on-accent)"},
  ".cm-diagnostic-error": {borderLeft: "3px solid var(--short)", padding: ".5rem .75rem", whiteSpace: "pre-line"},
  // Without the pictures that come with it as data:, which the page's policy keeps out.
  ".cm-lint-marker-error": {content: "normal", borderRadius: "50%", background: "var(--short)", width: ".625rem", height: ".625rem", margin: ".4375rem auto 0"},
  ".cm-lintRange-error": {backgroundImage: "none", textDecoration: "underline wavy var(--short)", textUnderlineOffset: "3px"},
});
const colours = HighlightStyle.define([
  {tag: [tags.atom, tags.propertyName, tags.keyword], color: "var(--accent-strong)"},
  {tag: tags.comment, color: "var(--ink-2)", fontStyle: "italic"},
  {tag: tags.string, color: "var(--ink)"},
  {tag: tags.number, color: "var(--track)"},
]);

/** The fields that lead to a place of the text, by its indentation: [requirements, [], at-least]. */
function pathAt(text, position) {
  const lines = text.slice(0, position).split("\n");
  const current = lines.pop();
  let column = current.search(/\S|$/);
  const path = [];
  const own = current.match(/^(\s*)((?:- )*)/);
  if (own[2]) {
    path.unshift([]);
    column = own[1].length;
  }
  for (let n = lines.length - 1; n >= 0 && column > 0; n--) {
    const line = lines[n].match(/^(\s*)((?:- )*)([\w-]+)\s*:/);
    if (!line) continue;
    const name = line[1].length + line[2].length;
    if (name < column) {
      path.unshift(line[3]);
      if (line[2]) path.unshift([]);
      column = line[1].length;
    } else if (line[2] && line[1].length < column) {
      path.unshift([]);
      column = line[1].length;
    }
  }
  return path;
}

const resolved = (schema, node) => {
  let found = node;
  while (found && found.$ref) found = found.$ref.slice(2).split("/").reduce((in_, step) => in_ && in_[step], schema);
  return found || {};
};
const all = (schema, node) => {
  const of = resolved(schema, node);
  return [of, ...["anyOf", "oneOf", "allOf"].flatMap(word => (of[word] || []).flatMap(part => all(schema, part)))];
};
const step = (schema, nodes, name) => nodes.flatMap(node => all(schema, node)).flatMap(node => {
  if (Array.isArray(name)) return node.items ? [node.items] : [];
  const field = node.properties && node.properties[name];
  if (field) return [field];
  return node.additionalProperties && typeof node.additionalProperties === "object" ? [node.additionalProperties] : [];
});

/** Completes names of fields, and values where they are listed, as the language's schema has them. */
function completions(schema) {
  return context => {
    const word = context.matchBefore(/[\w-]*/);
    if (!context.explicit && word.from === word.to) return null;
    const text = context.state.doc.toString();
    const line = text.slice(text.lastIndexOf("\n", word.from - 1) + 1, word.from);
    const value = line.match(/([\w-]+)\s*:\s*$/);
    let nodes = pathAt(text, word.from).reduce((from, name) => step(schema, from, name), [schema]);
    if (value) {
      nodes = step(schema, nodes, value[1]).flatMap(node => all(schema, node));
      const values = nodes.flatMap(node => node.enum || (node.const !== undefined ? [node.const] : []));
      return {from: word.from, options: [...new Set(values)].map(label => ({label: String(label), type: "enum"}))};
    }
    const options = new Map();
    nodes.flatMap(node => all(schema, node)).forEach(node => Object.entries(node.properties || {}).forEach(([label, field]) =>
      options.set(label, {label, type: "property", apply: label + ": ", info: resolved(schema, field).description})));
    return {from: word.from, options: [...options.values()]};
  };
}

class CodeEditor extends HTMLElement {
  connectedCallback() {
    const area = this.querySelector("textarea");
    if (!area || this.shadowRoot) return;
    // In a shadow tree the editor's styles are constructed sheets: nothing inline, which the pages do not allow.
    const root = this.attachShadow({mode: "open"});
    const place = document.createElement("div");
    const slot = document.createElement("slot");
    root.append(place, slot);
    area.hidden = true;
    const token = area.form && area.form.querySelector("input[name=_csrf]");
    const marks = linter(async view => {
      const body = new URLSearchParams({text: view.state.doc.toString()});
      if (token) body.set("_csrf", token.value);
      const answer = await fetch(this.dataset.faults, {method: "POST", body, credentials: "same-origin"});
      if (!answer.ok) return [];
      const faults = await answer.json();
      return faults.map(fault => {
        const line = view.state.doc.line(Math.min(Math.max(fault.line, 1), view.state.doc.lines));
        const from = line.from + line.text.search(/\S|$/);
        return {from, to: Math.max(from, line.to), severity: "error", message: fault.problem + (fault.remedy ? "\n" + fault.remedy : "")};
      });
    }, {delay: 400});
    const start = schema => {
      const view = new EditorView({
        root, parent: place,
        state: EditorState.create({doc: area.value, extensions: [
          lineNumbers(), lintGutter(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), indentUnit.of("  "),
          StreamLanguage.define(yaml), syntaxHighlighting(colours), look, marks,
          autocompletion({override: schema ? [completions(schema)] : []}),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
          EditorView.contentAttributes.of({"aria-label": this.dataset.label || "", spellcheck: "false"}),
          EditorView.updateListener.of(update => { if (update.docChanged) area.value = update.state.doc.toString(); }),
        ]}),
      });
      // Escape lets the keyboard out: Tab indents.
      view.dom.addEventListener("keydown", event => { if (event.key === "Escape") view.contentDOM.blur(); });
      document.querySelectorAll("a[href^='#l']").forEach(link => link.addEventListener("click", event => {
        const number = Number(link.getAttribute("href").slice(2));
        if (number > 0 && number <= view.state.doc.lines) {
          event.preventDefault();
          const at = view.state.doc.line(number).from;
          view.dispatch({selection: {anchor: at}, effects: EditorView.scrollIntoView(at, {y: "center"})});
          view.focus();
        }
      }));
      // The area keeps what is sent; the marked listing below is for who has no scripts.
      document.querySelectorAll("[data-without-editor]").forEach(part => { part.hidden = true; });
    };
    fetch(this.dataset.schema, {credentials: "same-origin"}).then(answer => (answer.ok ? answer.json() : null)).catch(() => null).then(start);
  }
}
customElements.define("code-editor", CodeEditor);
