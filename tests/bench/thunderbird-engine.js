// args: address, password, name. Thunderbird's own modules in the order in which its account hub
// calls them, without its windows: discovery, guessing where that found nothing, and the login that
// it verifies settings by, which is to the incoming server only. Times in ms.
const load = name =>
  ChromeUtils.importESModule(`resource:///modules/accountcreation/${name}.sys.mjs`)[name];
const AccountConfig = load("AccountConfig");
const [address, password, name] = args;
const [local, domain] = address.split("@");
const signal = new AbortController().signal;
const server = s => `${s.type} ${s.hostname}:${s.port} as ${s.username}`;

async function find() {
  const discovery = load("FindConfig").parallelAutoDiscovery(domain, address, signal, null, null);
  let step = await discovery.next();
  while (!step.done) {
    step = await discovery.next({ acceptRedirect: false });
  }
  return step.value;
}

function guess() {
  const begin = new AccountConfig();
  begin.incoming.username = begin.outgoing.username = local;
  return load("GuessConfig").guessConfig(domain, () => {}, begin, "both", signal);
}

const t0 = performance.now();
const found = await find();
const t1 = performance.now();
const config = found ?? (await guess());
const t2 = performance.now();
AccountConfig.replaceVariables(config, name, address, password);
const result = { find_ms: t1 - t0, guess_ms: t2 - t1, source: config.source,
                 incoming: server(config.incoming), outgoing: server(config.outgoing) };
const { ConfigVerifier } = ChromeUtils.importESModule(
  "resource:///modules/accountcreation/ConfigVerifier.sys.mjs");
const win = Services.wm.getMostRecentWindow("mail:3pane");
const verifier = new ConfigVerifier(win.msgWindow, signal);
const limit = new Promise((_, reject) =>
  win.setTimeout(() => reject(new Error("no login within 60 s")), 60000));
try {
  const proven = await Promise.race([
    verifier.verifyConfig(config, config.source != AccountConfig.kSourceXML), limit]);
  result.proven = server(proven.incoming);
} catch (error) {
  result.error = String(error);
}
result.verify_ms = performance.now() - t2;
result.total_ms = performance.now() - t0;
return result;
