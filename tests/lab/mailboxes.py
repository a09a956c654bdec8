"""Mailboxes as they are when the lab starts: Maildirs, with a little mail or with a lot of it.

Of the large ones all messages are one file with many names: hard links cost next to nothing. What a
name says of its size is true, so that nobody has to look into the file.
"""

import os

USUAL = {  # Maildir++ name of the folder -> number of messages
    "": 3, ".Sent": 1, ".Drafts": 1, ".Junk": 1, ".Trash": 0, ".Archive": 2,
    ".Clinic appointments": 1,  # a name that nobody but its owner should see
}
# 500 folders: INBOX and those of a special use, which the configuration names, and many more. Some
# have names that a client has to quote, or to write in modified UTF-7 ("Räder").
FOLDERS, PER_FOLDER = 500, 2
NAMES = (".Clinic appointments", ".R&AOQ-der", '.say "no" (50% &- more)', ".Customers")
# 18,000 messages that fill the quota to 83.4 %: whoever rounds, and how, says 83.
QUOTA_KIB, FULL_PERCENT, FULL_MESSAGES = 100 * 1024, 83, 18000
FULL_PER_MILLE = 10 * FULL_PERCENT + 4
BEGAN = 1700000000  # 2023-11-14


def many_folders():
    names = [name for name in USUAL if " " not in name] + list(NAMES)
    return {name: PER_FOLDER for name in
            names + [f".Customers.{number:03}" for number in range(FOLDERS - len(names))]}


def write(maildir, address, kind):
    """Make the mailbox of an account; `kind` is a key of KINDS."""
    KINDS[kind](maildir, address)


def _make_folder(maildir, folder):
    for part in ("cur", "new", "tmp"):
        os.makedirs(f"{maildir}/{folder}/{part}")
    if folder:
        open(f"{maildir}/{folder}/maildirfolder", "x", encoding="ascii").close()


def _subscribe(maildir, folders):
    names = "\n".join(folder[1:] for folder in folders if folder)
    (maildir / "subscriptions").write_text(names + "\n")


def _usual(maildir, address):
    for folder, count in USUAL.items():
        _make_folder(maildir, folder)
        for number in range(count):
            name = f"{BEGAN + number}.{folder.strip('.') or 'INBOX'}.lab:2,S"
            (maildir / folder / "cur" / name).write_text(
                f"From: {address}\nTo: {address}\nSubject: Message {number + 1}\n"
                f"Date: Tue, 14 Nov 2023 22:13:2{number} +0000\n"
                f"Message-ID: <{number}.{folder.strip('.').replace(' ', '-')}@lab.test>\n\n"
                "A message of the lab.\n")
    _subscribe(maildir, USUAL)


def _many(maildir, address, folders, size):
    """So many messages in each folder, of so many bytes. Line ends are those of the wire, so that
    the size on the wire (W=) is that of the file (S=)."""
    head = (f"From: {address}\r\nTo: {address}\r\nSubject: One of many\r\n"
            "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n\r\n").encode()
    message = None
    for folder, count in folders.items():
        _make_folder(maildir, folder)
        for number in range(count):
            path = f"{maildir}/{folder}/cur/{BEGAN + number}.many.lab,S={size},W={size}:2,S"
            if message is None:
                with open(path, "xb") as file:
                    file.write(head + b"x" * (size - len(head) - 2) + b"\r\n")
                message = path
            else:
                os.link(message, path)
    _subscribe(maildir, folders)


def _full(maildir, address):
    size = QUOTA_KIB * 1024 * FULL_PER_MILLE // 1000 // FULL_MESSAGES
    _many(maildir, address, {**dict.fromkeys(USUAL, 0), "": FULL_MESSAGES}, size)


KINDS = {
    "usual": _usual,
    "folders": lambda maildir, address: _many(maildir, address, many_folders(), 4000),
    "full": _full,
}
