"""Names of temporary, backup and system files that other programs leave: the table.

Nothing of the kind is an article: hidden files, unfinished transfers, locks, caches, and what was thrown
away. What may be the only copy of an article is not in here: conflict copies of sync programs
("… conflicted copy …", "*.sync-conflict-*"), "*.bak", "*.orig", and bare numbers such as Vim's "4913".
`source` is where the program says so; what begins with a dot is one row, and its column names the many.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class LeavingKind(StrEnum):
    """What bears the name."""

    FILE = "file"
    FOLDER = "folder"
    EITHER = "file or folder"


class Leaving(NamedTuple):
    """A glob (as `fnmatch` has it), what bears such a name, who leaves it, and who says so."""

    glob: str
    kind: LeavingKind
    left_by: str
    source: str


_FILE, _FOLDER, _EITHER = LeavingKind.FILE, LeavingKind.FOLDER, LeavingKind.EITHER
_GITIGNORE = "github.com/github/gitignore, Global"
_SYNOLOGY = "kb.synology.com, Cloud Sync: files that cannot be synchronized"

LEAVINGS = (
    Leaving(
        ".*",
        _EITHER,
        "all that is hidden: .recycle (Samba), .@__thumb (QNAP), .DS_Store ._* .Spotlight-V100 .Trashes"
        " .fseventsd .AppleDouble (macOS), .Trash-1000 (desktops), .~lock.*# (LibreOffice), .#* (Emacs),"
        " .*.swp (Vim), .*.Xy12Za .~tmp~ .rsync-partial (rsync), .syncthing.*.tmp .stfolder .stversions"
        " (Syncthing), .dropbox.cache (Dropbox), .in.* (lftp), .nfs* (NFS), .snapshot .zfs (NetApp, ZFS)",
        f"vfs_recycle(8); {_GITIGNORE}; rsync(1); syncthing lib/fs/tempname.go; lftp(1)",
    ),
    # --- thrown away, thumbnails, snapshots: folders of servers and systems
    Leaving("#recycle", _FOLDER, "Synology and Samba recycle bins", "kb.synology.com, Shared Folder"),
    Leaving("@eaDir", _FOLDER, "Synology thumbnails and metadata", _SYNOLOGY),
    Leaving("@tmp", _FOLDER, "Synology, unfinished copies", _SYNOLOGY),
    Leaving("#snapshot", _FOLDER, "Synology snapshots", _SYNOLOGY),
    Leaving("@sharebin", _FOLDER, "Synology, files deleted by a sync", _SYNOLOGY),
    Leaving("@SynologyCloudSync", _FOLDER, "Synology Cloud Sync's own", _SYNOLOGY),
    Leaving("@Recycle", _FOLDER, "QNAP network recycle bin", "docs.qnap.com, Network Recycle Bin"),
    Leaving("@Recently-Snapshot", _FOLDER, "QNAP snapshots", "docs.qnap.com, Snapshots"),
    Leaving("~snapshot", _FOLDER, "NetApp snapshots over SMB", "docs.netapp.com, snapshot directory"),
    Leaving("$RECYCLE.BIN", _FOLDER, "Windows recycle bin", _GITIGNORE),
    Leaving("System Volume Information", _FOLDER, "Windows restore points and index", "learn.microsoft.com"),
    Leaving("Network Trash Folder", _FOLDER, "macOS, deleted on a server", _GITIGNORE),
    Leaving("Temporary Items", _FOLDER, "macOS, unfinished copies on a server", _GITIGNORE),
    Leaving("lost+found", _FOLDER, "ext and XFS, found by fsck", "e2fsck(8), mklost+found(8)"),
    # --- beside the files: views, locks, backups
    Leaving("Thumbs.db", _FILE, "Windows thumbnails", _GITIGNORE),
    Leaving("ehthumbs*.db", _FILE, "Windows Media Center thumbnails", _GITIGNORE),
    Leaving("desktop.ini", _FILE, "Windows, how a folder is shown", _GITIGNORE),
    Leaving("Icon\r", _FILE, "macOS, a folder's icon", _GITIGNORE),
    Leaving("~$*", _FILE, "Microsoft Office, who has a document open", "learn.microsoft.com, owner file"),
    Leaving("*~", _EITHER, "backups of Emacs, Vim, gedit", "Emacs manual, Backup Names"),
    Leaving("#*#", _FILE, "Emacs auto-save", "Emacs manual, Auto Save Files"),
    Leaving("*.swp", _FILE, "Vim swap file", "vimhelp.org, recover.txt"),
    Leaving("*.swo", _FILE, "Vim swap file, the second", "vimhelp.org, recover.txt"),
    Leaving("*.swx", _FILE, "Vim swap file, being tried", "vimhelp.org, recover.txt"),
    # --- not whole yet
    Leaving("*.tmp", _EITHER, "nearly everyone; Word's ~WRL*.tmp, Syncthing's ~syncthing~*.tmp", _GITIGNORE),
    Leaving("*.temp", _EITHER, "nearly everyone", _GITIGNORE),
    Leaving("*.part", _EITHER, "Firefox, wget2, KDE, yt-dlp", "support.mozilla.org"),
    Leaving("*.partial", _EITHER, "Internet Explorer, Edge, rclone", "rclone.org/docs, partial-suffix"),
    Leaving("*.filepart", _EITHER, "WinSCP", "winscp.net, Transfer to temporary filename"),
    Leaving("*.crdownload", _EITHER, "Chrome, Edge (Unconfirmed *.crdownload)", "chromium.org, downloads"),
    Leaving("*.opdownload", _FILE, "Opera", "help.opera.com"),
    Leaving("*.download", _EITHER, "Safari (a folder), some browsers (a file)", "support.apple.com, Safari"),
    Leaving("*.aria2", _FILE, "aria2, how far a download came", "aria2c(1)"),
    Leaving("*.lftp-pget-status", _FILE, "lftp, how far a download came", "lftp(1)"),
    Leaving("*.lftp", _FILE, "lftp, where temporary names are set so", "lftp(1), xfer:temp-file-name"),
    Leaving("*.!sync", _FILE, "Resilio Sync, BitTorrent Sync", "help.resilio.com"),
    Leaving("*.!ut", _FILE, "µTorrent", "µTorrent manual, Preferences"),
    Leaving("*.!qB", _FILE, "qBittorrent", "qBittorrent wiki, Options"),
)
