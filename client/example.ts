import { window, workspace } from 'vscode';

/** Three sentences for the first minute: one that is wrong, one that says too much, and one that is right. */
const content = `# The carrier

Russia sold the *Varyag* to China. The factory supplied engines to North Korea.

By one estimate, China spent $7–8 billion a year on Ukrainian military technology before 2022.
`;

/** Opens a draft to try Stet on, which is nobody's file. */
export async function openExample(): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}
