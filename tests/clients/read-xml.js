// args: paths of autoconfig files. What Thunderbird's own parser makes of each, in the file's words.
const load = name => ChromeUtils.importESModule(`resource:///modules/${name}.sys.mjs`);
const { readFromXML } = load("accountcreation/readFromXML");
const { JXON } = load("JXON");

const socketTypes = new Map([
  [Ci.nsMsgSocketType.SSL, "SSL"],
  [Ci.nsMsgSocketType.alwaysSTARTTLS, "STARTTLS"],
  [Ci.nsMsgSocketType.plain, "plain"],
]);
const authMethods = new Map([
  [Ci.nsMsgAuthMethod.passwordCleartext, "password-cleartext"],
  [Ci.nsMsgAuthMethod.passwordEncrypted, "password-encrypted"],
  [Ci.nsMsgAuthMethod.OAuth2, "OAuth2"],
]);
// What becomes of the mail on the server: of <pop3>, or Thunderbird's own where it does not read it.
const collecting = s => s.type != "pop3" ? [] : [
  s.leaveMessagesOnServer ? "leave" : "delete",
  s.deleteByAgeFromServer ? `for ${s.daysToLeaveMessagesOnServer} days` : "for ever",
  s.deleteOnServerWhenLocalDelete ? "less what is deleted here" : "and what is deleted here",
  s.downloadOnBiff ? `every ${s.checkInterval} minutes` : "by hand",
];
const server = s => [
  s.type,
  s.hostname,
  s.port,
  socketTypes.get(s.socketType) ?? `socketType ${s.socketType}`,
  authMethods.get(s.auth) ?? `auth ${s.auth}`,
  s.username,
  ...collecting(s),
].join(" ");

const results = {};
for (const path of args) {
  try {
    const text = await IOUtils.readUTF8(path);
    const xml = new DOMParser().parseFromString(text, "text/xml");
    const config = readFromXML(JXON.build(xml), "disk");
    results[path] = {
      id: config.id,
      displayName: config.displayName,
      domains: config.domains,
      incoming: [config.incoming, ...config.incomingAlternatives].map(server),
      outgoing: [config.outgoing, ...config.outgoingAlternatives].map(server),
    };
  } catch (error) {
    results[path] = { error: String(error) };
  }
}
return results;
