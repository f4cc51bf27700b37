export const help = `Stet checks Markdown drafts against sources that you own, offline.

Usage
  stet check [PATH...] [options]     check drafts; PATH is a file, a folder, a glob, or - for standard
                                     input; default: the current folder
  stet lookup QUERY [options]        search the knowledge base
  stet knowledge list [options]      the packs, sources and facts that drafts are checked against
  stet knowledge show ID [options]   a fact, a source or an entity
  stet knowledge check [options]     what is wrong with the knowledge itself: entries that cannot be
                                     used, quotations that are not in their source, facts told twice,
                                     sources that contradict or repeat one another
  stet knowledge build [options]     read and index the folders that --knowledge names, and keep what
                                     comes of it for the next time, whether that takes long or not
  stet knowledge add source FILE     store a document, and describe it: --id --title --author (may be
                                     repeated) --issued --publisher --container-title --url --type
                                     --language
  stet knowledge add fact STATEMENT  write a fact down: --source --quote --status --as-of --locator
                                     --attributed-to --id
  stet lsp --stdio                   serve an editor over the Language Server Protocol

Options
  --knowledge DIR                    a folder of facts, entities, sources and articles, or npm:NAME for
                                     that of an installed package; may be repeated
                                     (knowledge add: where to; default: knowledge)
  --no-bundled                       leave out the knowledge that comes with Stet
  --format text|json|sarif           default: text (lookup, knowledge: text|json)
  --fail-on error|warning|never      the least severity that makes the exit status 1; default: warning
  -h, --help                         print this
  -v, --version                      print the version

Folders are searched for .md and .markdown files; what .gitignore files exclude is left out, and so
are .git and node_modules. A file that is named is always checked.

Exit status
  0  everything was checked, and nothing found that --fail-on asks for
  1  everything was checked, and problems were found (lookup, knowledge show: nothing was found)
  2  something could not be checked: wrong arguments, a draft that cannot be read, or anything in the
     knowledge that cannot be used, were it one fact of many, since the draft may be wrong about just
     that. What could be checked is reported all the same.

Environment
  STET_CACHE                         where what was read and indexed is kept; it may be deleted at any time
  NO_COLOR, FORCE_COLOR              switch colour off, or on where the output is no terminal
`;
