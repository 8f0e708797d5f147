"""The inotify observer: watchdog's, with its gaps closed (overflow, unmount, races).

Import this module only where inotify exists. Beyond the stock observer it
- reports a queue that overflowed, of an unmounted, moved or deleted root, and of its own reader's
  death (the stock one logs, or says nothing);
- distinguishes a rename into place from a creation, even one from outside the tree;
- overwrites a watch in silence (the stock one builds a warning that lists every watch, 200 kB at a
  time, and Python keeps each);
- knows every folder by the path it has, also when the reader lags behind a folder whose name has gone
  to another one meanwhile (the stock one confuses the two, and leaves one unwatched for good);
- holds a move out of the tree for 20 ms, not 500, while everything behind it waits.
"""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, cast

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import DEFAULT_OBSERVER_TIMEOUT, BaseObserver
from watchdog.observers.inotify import InotifyFullEmitter, InotifyObserver, InotifyWatchGroup
from watchdog.observers.inotify_c import (
    CallbackId,
    InotifyConstants,
    InotifyEvent,
    InotifyFD,
    Mask,
    WatchCallback,
    WatchDescriptor,
)
from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

# A close alone would lose files: one that is renamed or linked into place is never closed there, and of one
# in a folder that has just been made the close often comes before the watch. Folders: to be scanned once.
EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileMovedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
_HOOKS = {
    InotifyFD: ("run", "handle_event", "add_callback", "_get_or_create_watch"),
    InotifyFullEmitter: ("get_event_mask_from_filter", "on_thread_start"),
    InotifyWatchGroup: (
        "_active_callbacks_by_path",
        "_active_callbacks_by_watch",
        "_add_all_callbacks",
        "_move_watches",
        "_remove_watch_internally",
    ),
    InotifyMoveEventGrouper: ("delay",),
    InotifyEvent: ("is_queue_overflow",),
}
"""Names of watchdog's own that we hook into; where one is missing, nobody would hear of a change."""
for _hooked, _names in _HOOKS.items():
    for _name in _names:
        if not (hasattr(_hooked, _name) or _name in getattr(_hooked, "__dataclass_fields__", ())):
            raise ImportError(f"{_hooked.__name__} has no {_name}")

_ROOT_CHANGES = InotifyConstants.IN_UNMOUNT | InotifyConstants.IN_MOVE_SELF | InotifyConstants.IN_DELETE_SELF


class Alarm(StrEnum):
    """What a watch has to report beside events."""

    OVERFLOW = "more happened at once than the kernel keeps (fs.inotify.max_queued_events)"
    ROOT = "the folder was moved, deleted or unmounted"
    DEAD = "the reader of file events ended"


class EventSink(Protocol):
    """What events are given to; watchdog calls nothing else."""

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take one event."""
        ...


class Reader(InotifyFD):
    """Reads the kernel's events and raises the alarm where events alone do not show it."""

    def __init__(self, alarm: Callable[[Alarm], None]) -> None:
        self._alarm = alarm
        super().__init__()

    def run(self) -> None:
        """Read until stopped; whatever ends it is reported."""
        try:
            super().run()
        finally:
            self._alarm(Alarm.DEAD)

    def handle_event(self, event: InotifyEvent) -> None:
        """Pass the event on, then report what it means for the whole."""
        super().handle_event(event)
        if event.is_queue_overflow:
            self._alarm(Alarm.OVERFLOW)  # after the watches were renewed, so that a scan misses nothing
        elif event.mask & _ROOT_CHANGES:
            self._alarm(Alarm.ROOT)

    def _add_callback(
        self, path: bytes, mask: Mask, callback: WatchCallback, id_: CallbackId
    ) -> WatchDescriptor:
        watch = self._get_or_create_watch(path, mask)
        watch.callbacks[id_] = callback
        return watch.wd


class WatchGroup(InotifyWatchGroup):
    """Keeps the path of every watched folder true, however far events lag behind the tree.

    An event names a folder as it was called then; a watch can only be set on what is called so now. Where
    the name has gone to another folder meanwhile, that one is watched, and the next move of the first
    would take the wrong watch along. So whatever was moved is watched anew at its new path: by the last
    event of a folder, or of one above it, the folder stands where that event says.
    """

    def _move_watches(self, move_src_path: bytes, move_dst_path: bytes) -> bool:
        if move_src_path in self._active_callbacks_by_path:  # no file, of which there are many
            self._forget_former_paths()
        was_watched = super()._move_watches(move_src_path, move_dst_path)
        if was_watched:  # else it is watched anew in any case
            self._add_all_callbacks(move_dst_path)
        return was_watched

    def _forget_former_paths(self) -> None:
        """Drop paths whose watch goes by another one by now: it must not be moved with what is there."""
        path_of = self._active_callbacks_by_watch
        true = {path: wd for path, wd in self._active_callbacks_by_path.items() if path_of.get(wd) == path}
        self._active_callbacks_by_path = true

    def _remove_watch_internally(self, wd: WatchDescriptor) -> None:
        """Forget a watch; that its path is another's by now, or nobody's, is no error."""
        path = self._active_callbacks_by_watch.pop(wd, None)
        if path is not None and self._active_callbacks_by_path.get(path) == wd:
            del self._active_callbacks_by_path[path]


class Emitter(InotifyFullEmitter):
    """Turns what the reader reads into watchdog's events."""

    def on_thread_start(self) -> None:
        """Watch with a group of our own."""
        self._inotify = WatchGroup(
            self._inotify_fd,
            os.fsencode(self.watch.path),
            event_mask=self.get_event_mask_from_filter(),
            is_recursive=self.watch.is_recursive,
            follow_symlink=self.watch.follow_symlink,
        )

    def get_event_mask_from_filter(self) -> Mask:
        """Ask for renames of a watched folder too; the reader reports them."""
        return Mask(super().get_event_mask_from_filter() | InotifyConstants.IN_MOVE_SELF)

    def watch_count(self) -> int:
        """Return how many folders the kernel watches for us."""
        group: InotifyWatchGroup | None = self._inotify
        return len(group._active_callbacks_by_watch) if group is not None else 0  # noqa: SLF001 - shown nowhere else


class Observer(InotifyObserver):
    """Dispatches the events of one folder."""

    def __init__(self, alarm: Callable[[Alarm], None]) -> None:
        InotifyMoveEventGrouper.delay = 0.02  # of the class: watchdog makes its groupers itself
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        self._inotify_fd = Reader(alarm)
        self._inotify_fd.start()
        # past InotifyObserver, whose own reader is a stock one
        BaseObserver.__init__(self, Emitter, timeout=DEFAULT_OBSERVER_TIMEOUT, inotify_fd=self._inotify_fd)

    def open(self, hears: EventSink, folder: str, *, recursive: bool) -> None:
        """Watch *folder*; OSError when it cannot be watched, with nothing left running."""
        self.schedule(cast("FileSystemEventHandler", hears), folder, recursive=recursive, event_filter=EVENTS)
        try:
            self.start()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop all threads; may be called in any state."""
        self.stop()
        for thread in (self, self._inotify_fd):
            with contextlib.suppress(RuntimeError):  # never started
                thread.join(timeout=5.0)

    def dead_parts(self) -> list[str]:
        """Return which of the threads that must live do not."""
        parts = {"dispatch": self.is_alive(), "reader": self._inotify_fd.is_alive()}
        parts["emitter"] = bool(self.emitters) and all(emitter.is_alive() for emitter in self.emitters)
        return [name for name, alive in parts.items() if not alive]

    def watch_count(self) -> int:
        """Return how many folders the kernel watches for us."""
        return sum(emitter.watch_count() for emitter in self.emitters if isinstance(emitter, Emitter))
