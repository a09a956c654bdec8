// args: address, password, name. Thunderbird's account hub, used as a person would who never
// hesitates: address, continue, continue with what was found, password, continue. What is measured
// is the program's share, in ms: from the first click until the hub shows what was found, and from
// the last one until the account exists, which is when the login has succeeded. (What the hub does
// then, before it shows that, is looking for calendars and address books.)
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const [address, password, name] = args;
const FIND_MS = 60000, LOGIN_MS = 60000, STEP_MS = 10000, LOOK_MS = 5;
const win = Services.wm.getMostRecentWindow("mail:3pane");
const doc = win.document;
const pause = ms => new Promise(resolve => win.setTimeout(resolve, ms));

function* everything(root) {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.openOrClosedShadowRoot) {
      yield* everything(element.openOrClosedShadowRoot);
    }
  }
}
const isSeen = element => element.checkVisibility() && element.getClientRects().length > 0;
const first = test => everything(doc).find(element => test(element) && isSeen(element));
const input = test => first(element => element.localName == "input" && test(element));
const account = () => MailServices.accounts.accounts.find(a => a.incomingServer?.type != "none");
const step = () =>
  first(element => /^email-[a-z-]+-?(form|found|success|confirmation)$/.test(element.localName))
    ?.localName;
const forward = () =>
  first(e => e.localName == "button" && /^(forward|footerForward)$/.test(e.id) && !e.disabled);

async function until(what, ms, look) {
  for (const end = performance.now() + ms; performance.now() < end; await pause(LOOK_MS)) {
    const seen = look();
    if (seen) {
      return seen;
    }
  }
  throw new Error(`the hub is at ${step()}; within ${ms / 1000} s there was no ${what}`);
}

function type(field, text) {
  field.focus();
  field.value = text;
  field.dispatchEvent(new win.InputEvent("input", { bubbles: true, composed: true }));
  field.dispatchEvent(new win.Event("change", { bubbles: true, composed: true }));
}

// The time from a click to the sight of what `look` looks for.
async function click(what, ms, look) {
  const button = await until("button to go on", STEP_MS, forward);
  const begin = performance.now();
  button.click();
  const seen = await until(what, ms, look);
  return [performance.now() - begin, seen];
}

const result = {};
try {
  await until("window", STEP_MS, () => win.openAccountHub && doc.readyState == "complete");
  await pause(500);
  win.openAccountHub("MAIL");
  type(await until("field for the address", STEP_MS, () => input(e => e.type == "email")), address);
  const field = input(e => e.id == "realName") ?? input(e => e.type == "text");
  type(field, name);
  [result.find_ms] = await click("result", FIND_MS, () => step() && step() != "email-auto-form");
  if (step() != "email-config-found") {
    throw new Error(`nothing was found: ${step()}`);
  }
  const [, secret] = await click("field for the password", STEP_MS,
                                 () => input(e => e.type == "password"));
  type(secret, password);
  [result.verify_ms] = await click("account", LOGIN_MS, account);
  result.total_ms = result.find_ms + result.verify_ms;
} catch (error) {
  result.error = String(error);
}
if (account()) {
  const server = account().incomingServer;
  result.proven = `${server.type} ${server.hostname}:${server.port} as ${server.username}`;
}
return result;
