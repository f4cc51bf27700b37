import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { Status } from '../server/checker';
import { type FactItem, factsRequest, knowledgeRequest, type PackItem, type SourceItem } from '../server/protocol';
import { openLocation } from './citation';
import * as counts from './counts';
import type { Server } from './server';

/** A line of the view. */
type Node =
  | { readonly kind: 'pack'; readonly pack: PackItem }
  | { readonly kind: 'source'; readonly source: SourceItem; readonly pack: PackItem }
  | { readonly kind: 'fact'; readonly fact: FactItem };

const statusIcons: Readonly<Record<Status, string>> = {
  established: 'pass',
  reported: 'comment',
  estimated: 'graph-line',
  alleged: 'warning',
  disputed: 'git-compare',
  denied: 'circle-slash',
  opinion: 'comment-discussion',
};

/** How long drafts have to rest before their counts are shown anew, in milliseconds. */
const rest = 1000;

/** The Sources view: the packs that drafts are checked against, their sources, and the facts of each with how many drafts lean on them. */
export function showSources(server: Server): Disposable {
  const tree = new Sources(server);
  const view = window.createTreeView('stet.sources', { treeDataProvider: tree, showCollapseAll: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  return Disposable.from(
    view,
    server.onDidChangeKnowledge(() => tree.refresh()),
    server.onDidCheck(() => {
      clearTimeout(timer);
      timer = setTimeout(() => view.visible && tree.refresh(), rest);
    }),
    view.onDidChangeVisibility(({ visible }) => visible && tree.refresh()),
    commands.registerCommand('stet.openFact', (node: Node) => {
      if (node.kind === 'fact' && node.fact.location) return openLocation(node.fact.location);
      return undefined;
    }),
    new Disposable(() => clearTimeout(timer)),
  );
}

class Sources implements TreeDataProvider<Node> {
  readonly #server: Server;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      const packs = await this.#server.client.sendRequest(knowledgeRequest, {});
      return packs.map((pack) => ({ kind: 'pack', pack }));
    }
    if (node.kind === 'pack') return node.pack.sources.map((source) => ({ kind: 'source', source, pack: node.pack }));
    if (node.kind === 'fact') return [];
    const facts = await this.#server.client.sendRequest(factsRequest, {
      source: node.source.id,
      pack: node.pack.id,
    });
    return facts.map((fact) => ({ kind: 'fact', fact }));
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'pack') return packItem(node.pack);
    return node.kind === 'source' ? sourceItem(node.source, node.pack) : factItem(node.fact, node);
  }
}

function packItem({ id, name, isBundled, folder, sources }: PackItem): TreeItem {
  const item = new TreeItem(name, TreeItemCollapsibleState.Expanded);
  item.id = `pack:${id}`;
  item.description = isBundled ? l10n.t('comes with Stet') : counts.sources(sources.length);
  item.iconPath = new ThemeIcon('library');
  item.contextValue = 'pack';
  if (folder) item.tooltip = Uri.parse(folder).fsPath;
  return item;
}

function sourceItem({ id, title, facts, citation, url, location }: SourceItem, pack: PackItem): TreeItem {
  const item = new TreeItem(title, facts > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  item.id = `source:${pack.id}:${id}`;
  item.description = `@${id} · ${counts.facts(facts)}`;
  item.tooltip = citation;
  item.iconPath = new ThemeIcon('book');
  item.contextValue = url || location ? 'source.open' : 'source';
  return item;
}

function factItem({ fact, statement, status, asOf, citation, drafts, location }: FactItem, node: Node): TreeItem {
  const item = new TreeItem(statement);
  item.id = `fact:${fact}`;
  item.description = [status, asOf, drafts > 0 && counts.inDrafts(drafts)].filter(Boolean).join(' · ');
  item.tooltip = new MarkdownString().appendText(`${statement}\n\n${citation}`);
  item.iconPath = new ThemeIcon(statusIcons[status]);
  item.contextValue = 'fact';
  if (location) item.command = { command: 'stet.openFact', title: l10n.t('Open'), arguments: [node] };
  return item;
}
