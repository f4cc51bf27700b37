import { commands, type Hover, MarkdownString, Uri } from 'vscode';
import { contentScheme } from '../server/protocol';

/**
 * A hover shows no links to the scheme of the bundled packs' files; a command that opens them it does show, and this is the only one
 * that a hover of Stet's may run.
 */
export function withLinks(hover: Hover | null | undefined): Hover | null | undefined {
  for (const content of hover?.contents ?? []) {
    if (!(content instanceof MarkdownString)) continue;
    content.value = content.value.replace(
      new RegExp(`<(${contentScheme}:/[^>]*)>`, 'g'),
      (_, link: string) => `<command:stet.openLink?${encodeURIComponent(JSON.stringify([link]))}>`,
    );
    content.isTrusted = { enabledCommands: ['stet.openLink'] };
  }
  return hover;
}

/** Opens a file of the bundled packs at the line that its fragment names. */
export const openLink = (link: string): Thenable<unknown> =>
  link.startsWith(`${contentScheme}:/`) ? commands.executeCommand('vscode.open', Uri.parse(link)) : Promise.resolve();
