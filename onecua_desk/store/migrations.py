"""The schema as ordered steps, each one transaction together with its record."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from onecua_desk.errors import UserError

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE official (
            login TEXT PRIMARY KEY, name TEXT NOT NULL, password TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE procedure (
            code TEXT NOT NULL, valid_from TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (code, valid_from))""",
        """CREATE TABLE procedure_use (code TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID""",
        # The intake forms that are open: nothing of them has happened yet.
        """CREATE TABLE draft (
            key TEXT PRIMARY KEY, began TEXT NOT NULL, changed TEXT NOT NULL, login TEXT NOT NULL,
            who TEXT NOT NULL, what TEXT NOT NULL, body TEXT NOT NULL)""",
        """CREATE TABLE serial (day TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID""",
        # The log. status: waiting (not answered), held (the server cannot judge it yet), accepted, refused, settled
        # (refused, and a person has dealt with it).
        """CREATE TABLE event (
            device INTEGER NOT NULL, seq INTEGER NOT NULL, dossier INTEGER NOT NULL, at TEXT NOT NULL,
            login TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('waiting', 'held', 'accepted', 'refused', 'settled')),
            position INTEGER UNIQUE, sentence TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (device, seq))""",
        """CREATE INDEX event_dossier ON event (dossier)""",
        """CREATE INDEX event_unsettled ON event (status, device, seq)
            WHERE status IN ('waiting', 'held', 'refused')""",
        """CREATE INDEX event_alone ON event (kind, at) WHERE kind IN ('guided', 'turned_away')""",
        """CREATE INDEX event_posted ON event (at) WHERE kind = 'returned' AND instr(body, '"how":"post"') > 0""",
        """CREATE INDEX event_moment ON event (device, at)""",
        """CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'the log is never deleted'); END""",
        """CREATE TRIGGER event_never_changed BEFORE UPDATE OF at, login, name, kind, body ON event
            BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END""",
        # What the server has never answered may take another number: see renumber.py.
        """CREATE TRIGGER event_keeps_its_number BEFORE UPDATE OF device, seq, dossier ON event
            WHEN old.status NOT IN ('waiting', 'held')
            BEGIN SELECT RAISE(ABORT, 'an answered event keeps its number'); END""",
        # What the day's money is summed from; the conditions are repeated letter by letter in store/money.py.
        """CREATE INDEX event_money ON event (at) WHERE instr(body, '"payment":{') > 0""",
        """CREATE INDEX event_book ON event (device, login, at)
            WHERE instr(body, '"payment":{') > 0 AND instr(body, '"receipt":""') = 0""",
        """CREATE INDEX event_receipt ON event (json_extract(body, '$.payment.receipt'))
            WHERE instr(body, '"payment":{') > 0 AND json_valid(body)""",
        # Which lines of older registers were taken over; the conditions are those of store/register.py.
        """CREATE INDEX event_imported ON event (json_extract(body, '$.imported'))
            WHERE kind = 'received' AND instr(body, '"imported":""') = 0 AND json_valid(body)""",
        # The province's fees. A line is never changed: a newer one takes its place, and ended_at says since when.
        """CREATE TABLE fee_table (
            id INTEGER PRIMARY KEY AUTOINCREMENT, procedure TEXT NOT NULL, rule TEXT NOT NULL, first TEXT NOT NULL,
            last TEXT, decision TEXT NOT NULL, written_at TEXT NOT NULL, written_by TEXT NOT NULL,
            ended_at TEXT, ended_by TEXT)""",
        """CREATE INDEX fee_table_current ON fee_table (procedure) WHERE ended_at IS NULL""",
        """CREATE TRIGGER fee_never_deleted BEFORE DELETE ON fee_table
            BEGIN SELECT RAISE(ABORT, 'a fee is never deleted'); END""",
        """CREATE TRIGGER fee_never_changed
            BEFORE UPDATE OF procedure, rule, first, last, decision, written_at, written_by ON fee_table
            BEGIN SELECT RAISE(ABORT, 'a fee is never changed'); END""",
        # The projection: one row a dossier, in order of arrival, there only so that lists and search are fast.
        """CREATE TABLE dossier (
            arrival INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL UNIQUE, code TEXT NOT NULL,
            procedure TEXT NOT NULL, procedure_name TEXT NOT NULL, applicant TEXT NOT NULL, number TEXT NOT NULL,
            phone TEXT NOT NULL, received_at TEXT NOT NULL, due TEXT, state TEXT NOT NULL, open INTEGER NOT NULL,
            unsent INTEGER NOT NULL, trouble INTEGER NOT NULL, fold TEXT NOT NULL)""",
        """CREATE INDEX dossier_code ON dossier (code)""",
        """CREATE INDEX dossier_due ON dossier (due, arrival) WHERE open = 1""",
        """CREATE INDEX dossier_state ON dossier (state, arrival) WHERE open = 1""",
        """CREATE INDEX dossier_trouble ON dossier (arrival) WHERE trouble = 1""",
        # What people read out: digits of code, phone and number, forwards and (after '<') backwards.
        """CREATE TABLE dossier_key (
            key TEXT NOT NULL, arrival INTEGER NOT NULL, PRIMARY KEY (key, arrival)) WITHOUT ROWID""",
        """CREATE INDEX dossier_key_arrival ON dossier_key (arrival)""",
        """CREATE VIRTUAL TABLE dossier_search USING fts5 (
            fold, content='dossier', content_rowid='arrival', columnsize=0, prefix='1 2 3', tokenize='unicode61')""",
        """CREATE TRIGGER dossier_added AFTER INSERT ON dossier BEGIN
            INSERT INTO dossier_search (rowid, fold) VALUES (new.arrival, new.fold); END""",
        """CREATE TRIGGER dossier_removed AFTER DELETE ON dossier BEGIN
            INSERT INTO dossier_search (dossier_search, rowid, fold) VALUES ('delete', old.arrival, old.fold); END""",
        """CREATE TRIGGER dossier_renamed AFTER UPDATE OF fold ON dossier WHEN old.fold <> new.fold BEGIN
            INSERT INTO dossier_search (dossier_search, rowid, fold) VALUES ('delete', old.arrival, old.fold);
            INSERT INTO dossier_search (rowid, fold) VALUES (new.arrival, new.fold); END""",
    ),
    (
        # Places in the server's order that this desk has read, with the tag of the order (hex).
        """CREATE TABLE checkpoint (position INTEGER PRIMARY KEY, tag TEXT NOT NULL)""",
        # Others' events that the server lost when it was put back from a backup: out of the log until they come again.
        # The same number may have been lost twice, with other content each time.
        """CREATE TABLE displaced (
            id INTEGER PRIMARY KEY, device INTEGER NOT NULL, seq INTEGER NOT NULL, dossier INTEGER NOT NULL,
            at TEXT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
            since TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0)""",
        """CREATE INDEX displaced_event ON displaced (device, seq)""",
        """CREATE INDEX displaced_dossier ON displaced (dossier)""",
        """DROP TRIGGER event_never_deleted""",
        """CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
            WHEN NOT EXISTS (SELECT 1 FROM displaced AS d
                WHERE d.device = old.device AND d.seq = old.seq AND d.body = old.body)
            BEGIN SELECT RAISE(ABORT, 'the log is never deleted'); END""",
        # The chain over this desk's own events (wire/chain.py) after some of them: never computed from the first again.
        """CREATE TABLE chain_head (seq INTEGER PRIMARY KEY, head TEXT NOT NULL)""",
        # Version 1 kept nothing of what it held; the server of version 2 does, and is asked anew.
        """UPDATE event SET status = 'waiting' WHERE status = 'held'""",
        # Serials that the server gave this desk; day is empty for those of every day.
        """CREATE TABLE lease (
            day TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (day, first)) WITHOUT ROWID""",
        # The last serial given out of each slice, which its first serial names; 0 for provisional codes.
        """ALTER TABLE serial RENAME TO serial_before""",
        """CREATE TABLE serial (
            day TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (day, first)) WITHOUT ROWID""",
        """INSERT INTO serial SELECT day, last / 1000 * 1000 + 1, last FROM serial_before""",
        """DROP TABLE serial_before""",
        # The provisional code under which a dossier was received; empty where it was an official one.
        """ALTER TABLE dossier ADD COLUMN provisional TEXT NOT NULL DEFAULT ''""",
        """CREATE INDEX dossier_provisional ON dossier (provisional) WHERE provisional > ''""",
        """DROP INDEX event_alone""",
        """CREATE INDEX event_alone ON event (kind, at)
            WHERE kind IN ('guided', 'turned_away', 'day_closed', 'clock_trusted')""",
        # The lane of files: what the server still has to get, or has.
        """CREATE TABLE file_lane (
            sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, sent INTEGER NOT NULL DEFAULT 0,
            sentence TEXT NOT NULL DEFAULT '', done_at TEXT) WITHOUT ROWID""",
        """CREATE INDEX file_lane_left ON file_lane (size, sha256) WHERE done_at IS NULL""",
        # Which own events name which file of the lane; an event that takes another number takes its files along.
        """CREATE TABLE file_named (
            device INTEGER NOT NULL, seq INTEGER NOT NULL, sha256 TEXT NOT NULL,
            PRIMARY KEY (device, seq, sha256)) WITHOUT ROWID""",
        """CREATE INDEX file_named_in ON file_named (sha256)""",
        """CREATE TRIGGER file_named_follows AFTER UPDATE OF device, seq ON event
            WHEN old.device <> new.device OR old.seq <> new.seq
            BEGIN UPDATE file_named SET device = new.device, seq = new.seq
                WHERE device = old.device AND seq = old.seq; END""",
        # No scan has left the desk before this version.
        """INSERT INTO file_named SELECT DISTINCT event.device, event.seq, json_extract(file.value, '$.sha256')
            FROM event, json_each(CASE WHEN json_valid(event.body) THEN event.body END, '$.files') AS file
            WHERE instr(event.body, '"files":[{') > 0 AND event.device =
                (SELECT json_extract(value, '$.device') FROM setting WHERE key = 'identity')""",
        """INSERT OR IGNORE INTO file_lane (sha256, size)
            SELECT json_extract(file.value, '$.sha256'), json_extract(file.value, '$.size')
            FROM file_named CROSS JOIN event USING (device, seq), json_each(event.body, '$.files') AS file""",
        # When each day was closed; the conditions are those of store/days.py.
        """CREATE INDEX event_day_closed ON event (json_extract(body, '$.day'))
            WHERE kind = 'day_closed' AND json_valid(body)""",
        # Refused events that were handed to a colleague.
        """CREATE TABLE handed (
            device INTEGER NOT NULL, seq INTEGER NOT NULL, login TEXT NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (device, seq)) WITHOUT ROWID""",
    ),
    (
        # Templates of the province that papers were printed with, by their SHA-256, so that they print again alike.
        """CREATE TABLE template (sha256 TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID""",
        # What the prints of this machine brought out, by their events: the SHA-256 of the PDF without the word MẪU, and
        # whether it had that word.
        """CREATE TABLE printed_paper (
            device INTEGER NOT NULL, seq INTEGER NOT NULL, sha256 TEXT NOT NULL, sample INTEGER NOT NULL,
            PRIMARY KEY (device, seq)) WITHOUT ROWID""",
        """CREATE TRIGGER printed_paper_follows AFTER UPDATE OF device, seq ON event
            WHEN old.device <> new.device OR old.seq <> new.seq
            BEGIN UPDATE printed_paper SET device = new.device, seq = new.seq
                WHERE device = old.device AND seq = old.seq; END""",
        # The number and volume that a dossier has in the printed register (form 07), given once. late: the day on which
        # it was entered behind dossiers that were received after it; empty where it stands in the order of receipt.
        """CREATE TABLE register_entry (
            year INTEGER NOT NULL, number INTEGER NOT NULL, volume INTEGER NOT NULL, dossier INTEGER NOT NULL UNIQUE,
            late TEXT NOT NULL DEFAULT '', PRIMARY KEY (year, number)) WITHOUT ROWID""",
        """CREATE TRIGGER register_entry_follows AFTER UPDATE OF id ON dossier WHEN old.id <> new.id
            BEGIN UPDATE register_entry SET dossier = new.id WHERE dossier = old.id; END""",
        """CREATE INDEX dossier_received ON dossier (received_at, id)""",
        # What reports count, one row a dossier that counts: see store/course.py. The columns from since to waiting are
        # those of its last term, or of the one that it was resolved in.
        """CREATE TABLE course (
            arrival INTEGER PRIMARY KEY, reach INTEGER NOT NULL, received_at TEXT NOT NULL, resolved_at TEXT NOT NULL,
            online INTEGER NOT NULL, since TEXT NOT NULL, due TEXT, due_by_law TEXT, waiting INTEGER NOT NULL,
            field TEXT NOT NULL, unit TEXT NOT NULL, elsewhere INTEGER NOT NULL, login TEXT NOT NULL,
            official TEXT NOT NULL, ending TEXT NOT NULL, cause TEXT NOT NULL, limit_value INTEGER,
            limit_unit TEXT NOT NULL, scanned INTEGER NOT NULL, result_scanned INTEGER NOT NULL,
            reused INTEGER NOT NULL, charged INTEGER NOT NULL, paid_online INTEGER NOT NULL, rating TEXT NOT NULL)""",
        """CREATE INDEX course_reach ON course (reach, received_at, resolved_at)""",
        # The terms that it had before.
        """CREATE TABLE course_term (
            arrival INTEGER NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, due TEXT, due_by_law TEXT,
            waiting INTEGER NOT NULL, PRIMARY KEY (arrival, since)) WITHOUT ROWID""",
        # Up to this arrival the rows are still to be made: see store/course_backlog.py.
        """INSERT INTO setting
            SELECT 'course_backlog', last FROM (SELECT max(arrival) AS last FROM dossier) WHERE last > 0""",
        # What the index of words is made of, all from columns that are there; store/search_match.py asks it. Letters
        # that nobody types part what would be confused: before the words of a procedure, before the first word of a
        # name; a day is one such letter (counted from 2000), the number of a procedure two.
        """ALTER TABLE dossier ADD COLUMN name_words TEXT GENERATED ALWAYS AS (
            CASE substr(fold, length(applicant) + 1, 1) WHEN ' ' THEN substr(fold, 1, length(applicant))
                ELSE fold END) VIRTUAL""",
        """ALTER TABLE dossier ADD COLUMN first_word TEXT GENERATED ALWAYS AS (
            char(0xE003) || substr(fold, 1, instr(fold || ' ', ' ') - 1)) VIRTUAL""",
        """ALTER TABLE dossier ADD COLUMN procedure_words TEXT GENERATED ALWAYS AS (
            replace(replace(replace(CASE substr(fold, length(applicant) + 1, 1)
                    WHEN ' ' THEN substr(fold, length(applicant) + 1) ELSE ' ' || fold END || ' ' || procedure_name,
                '(', ''), '/', ' '), ' ', ' ' || char(0xE002))) VIRTUAL""",
        """ALTER TABLE dossier ADD COLUMN days TEXT GENERATED ALWAYS AS (
            char(0xF0000 + cast(julianday(substr(received_at, 1, 10)) - 2451544.5 AS INTEGER))
            || CASE WHEN due IS NULL THEN ''
                ELSE ' ' || char(0xF0000 + cast(julianday(substr(due, 1, 10)) - 2451544.5 AS INTEGER)) END) VIRTUAL""",
        """ALTER TABLE dossier ADD COLUMN sign TEXT GENERATED ALWAYS AS (
            CASE WHEN procedure GLOB '[0-9].[0-9][0-9][0-9][0-9][0-9][0-9]*'
                THEN char(0x100000 + substr(procedure, 1, 1) * 1000 + substr(procedure, 3, 3))
                    || char(0x100000 + substr(procedure, 6, 3))
                ELSE '' END) VIRTUAL""",
        # Without places of words, and with the beginnings of up to seven letters, it is smaller than the one before and
        # never has to collect a long list.
        """DROP TRIGGER dossier_added""",
        """DROP TRIGGER dossier_removed""",
        """DROP TRIGGER dossier_renamed""",
        """DROP TABLE dossier_search""",
        """CREATE VIRTUAL TABLE dossier_search USING fts5 (
            name_words, applicant, first_word, procedure_words, days, sign, content='dossier', content_rowid='arrival',
            columnsize=0, detail=none, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0')""",
        """INSERT INTO dossier_search (dossier_search) VALUES ('rebuild')""",
        # Every name of a procedure that a dossier has, folded.
        """CREATE TABLE procedure_said (words TEXT PRIMARY KEY) WITHOUT ROWID""",
        """INSERT OR IGNORE INTO procedure_said SELECT substr(fold, length(applicant) + 2) FROM dossier""",
        """CREATE TRIGGER dossier_added AFTER INSERT ON dossier BEGIN
            INSERT OR IGNORE INTO procedure_said VALUES (substr(new.fold, length(new.applicant) + 2));
            INSERT INTO dossier_search (rowid, name_words, applicant, first_word, procedure_words, days, sign)
            VALUES (new.arrival, new.name_words, new.applicant, new.first_word, new.procedure_words, new.days,
                new.sign); END""",
        """CREATE TRIGGER dossier_removed AFTER DELETE ON dossier BEGIN
            INSERT INTO dossier_search (dossier_search, rowid, name_words, applicant, first_word, procedure_words, days,
                sign)
            VALUES ('delete', old.arrival, old.name_words, old.applicant, old.first_word, old.procedure_words, old.days,
                old.sign); END""",
        """CREATE TRIGGER dossier_renamed
            AFTER UPDATE OF fold, applicant, procedure_name, procedure, received_at, due ON dossier
            WHEN old.fold <> new.fold OR old.applicant <> new.applicant OR old.procedure_name <> new.procedure_name
                OR old.days <> new.days OR old.sign <> new.sign BEGIN
            INSERT OR IGNORE INTO procedure_said VALUES (substr(new.fold, length(new.applicant) + 2));
            INSERT INTO dossier_search (dossier_search, rowid, name_words, applicant, first_word, procedure_words, days,
                sign)
            VALUES ('delete', old.arrival, old.name_words, old.applicant, old.first_word, old.procedure_words, old.days,
                old.sign);
            INSERT INTO dossier_search (rowid, name_words, applicant, first_word, procedure_words, days, sign)
            VALUES (new.arrival, new.name_words, new.applicant, new.first_word, new.procedure_words, new.days,
                new.sign); END""",
    ),
    (
        # Each month from its newest dossier on: a code that was cut off behind the year is looked for in twelve places
        # instead of by the 365 days of it.
        """CREATE INDEX dossier_month ON dossier (substr(received_at, 1, 7))""",
    ),
    (
        # Lists and papers that officials saved as files, for whoever asks later where the names went; never sent.
        """CREATE TABLE saved_file (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL, what TEXT NOT NULL,
            path TEXT NOT NULL)""",
    ),
)


def migrate(
    driver: sqlite3.Connection,
    before: Callable[[int], None],
    migrations: tuple[tuple[str, ...], ...] = MIGRATIONS,
) -> None:
    """Bring the schema up to date. ``before(n)`` makes a copy first when there is something to lose.

    ``UserError`` when the file was written by a newer program: nothing is touched then.
    """
    done: int = driver.execute("PRAGMA user_version").fetchone()[0]
    if done > len(migrations):
        raise UserError(
            "Dữ liệu này do bản mới hơn của chương trình ghi. Hãy cập nhật chương trình rồi mở lại; chưa thay đổi gì."
        )
    if 0 < done < len(migrations):
        before(done)
    for number, statements in enumerate(migrations[done:], start=done + 1):
        driver.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                driver.execute(statement)
            driver.execute(f"PRAGMA user_version = {number}")
            driver.execute("COMMIT")
        except BaseException:
            driver.rollback()  # not by SQL: after a full disk SQLite has ended the transaction itself
            raise
