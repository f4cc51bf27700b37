import { l10n, Uri, window, workspace } from 'vscode';

const templates = {
  'facts.yaml': `# What your sources say, one statement after another. An example:
#
#   - id: bridge-length
#     statement: The Halden Bridge is 412 meters long.
#     source: smith2024
#     locator: page 7
#
# Articles need no facts: put them into this folder as .md, .txt, .html, .pdf or .docx, and every sentence of theirs counts.

facts:
`,
  'sources.yaml': `# Who says so. An example:
#
#   - id: smith2024
#     type: report
#     title: Bridges of the Coast
#     author: [Ann Smith]
#     issued: 2024-03-21
`,
  'entities.yaml': `# Names, so that misspelt ones are found and other ones are understood. An example:
#
#   - id: halden-bridge
#     name: Halden Bridge
#     aliases: [Haldenbrua]
`,
};

/** Makes the knowledge folder of a workspace folder, with files that say what goes into them. What is there already stays. */
export async function createKnowledgeFolder(): Promise<void> {
  const folders = workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0];
  if (!folder) {
    if (folders.length === 0)
      void window.showInformationMessage(l10n.t('Open a folder first: its knowledge lies beside its drafts.'));
    return;
  }
  const [first = 'knowledge'] = workspace.getConfiguration('stet', folder).get<readonly string[]>('knowledge', []);
  // A folder that lies elsewhere is somebody's already.
  const target = Uri.joinPath(folder.uri, /^(?:[/\\]|\w+:)/.test(first) ? 'knowledge' : first);
  await workspace.fs.createDirectory(target);
  for (const [name, text] of Object.entries(templates)) {
    const file = Uri.joinPath(target, name);
    const isThere = await workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    if (!isThere) await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  }
  await window.showTextDocument(Uri.joinPath(target, 'facts.yaml'));
}
