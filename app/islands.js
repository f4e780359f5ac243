// Wakes the islands of a page after its first paint. The page names the module on this script's
// own tag; a page without islands does not load this file.
const tag = document.getElementById("islands");

async function wake(root, module) {
  for (const island of root.querySelectorAll("leptos-island")) {
    const hydrate = module[island.dataset.component];
    if (hydrate) await hydrate(island);
    else console.error(`no island ${island.dataset.component} in the module`);
  }
}

async function start() {
  const module = await import(tag.dataset.glue);
  await module.default({ module_or_path: tag.dataset.wasm });
  module.hydrate();
  await wake(document, module);
  document.documentElement.dataset.islands = "awake";
}

function later(work) {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 1);
}

later(() => start().catch((error) => {
  console.error(error);
  document.documentElement.dataset.islands = "failed";
}));
