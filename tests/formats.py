#!/usr/bin/env python3
"""Files of a site read by other programs' libraries: calendars by icalendar, feeds by feedparser, workbooks by openpyxl
(and LibreOffice where it is installed), notices by the schema of Akoma Ntoso, the examples of the data page by
running them. Arguments: the site, built with `--with xlsx,zip`, and the port of its `--base-url http://127.0.0.1:PORT`.
The libraries are installed into a folder of their own; where that cannot be, the checks are skipped with a message."""
import csv
import datetime
import html
import http.server
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import venv
from pathlib import Path

LIBRARIES = ["icalendar>=6,<8", "feedparser>=6,<7", "openpyxl>=3.1,<4", "lxml>=5,<7"]
HERE = Path(__file__).parent
FAULTS = []


def expect(right, what):
    if not right:
        FAULTS.append(what)


def libraries(folder):
    """A folder with the libraries, or None."""
    venv.create(folder, with_pip=True)
    python = Path(folder) / "bin" / "python"
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *LIBRARIES], capture_output=True, text=True)
    if done.returncode != 0:
        print("skipped: the libraries for checking formats cannot be installed:", done.stderr.strip().splitlines()[-1:])
        return None
    return python


def data(site, name):
    return json.loads((site / "du-lieu" / f"{name}.json").read_text(encoding="utf-8"))[name]


def calendars(site):
    import icalendar

    due = {}
    for d in data(site, "deadlines"):
        due[f"{d['task']}~d{d['ordinal']}"] = d["due"]
    files = sorted(site.rglob("*.ics"))
    for path in files:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        uids = [str(c["UID"]) for c in calendar.walk() if c.name in ("VEVENT", "VTODO")]
        expect(len(uids) == len(set(uids)), f"{path}: a UID twice")
        for event in calendar.walk("VEVENT"):
            key = str(event["UID"]).rsplit("@", 1)[0]
            start = event["DTSTART"].dt
            expect(type(start) is datetime.date, f"{path}: {key} is no whole day")
            if "RRULE" not in event and event["STATUS"] != "CANCELLED":
                expect(due.get(key) == start.isoformat(), f"{path}: {key} on {start}, not {due.get(key)}")
    site_days = {str(e["UID"]).rsplit("@", 1)[0] for e in icalendar.Calendar.from_ical((site / "lich.ics").read_bytes()).walk("VEVENT")}
    expect({k for k, d in due.items() if d} <= site_days, "deadlines with a day that lich.ics lacks")
    print(f"{len(files)} calendars read by icalendar")


def feeds(site):
    import feedparser

    files = sorted(p for p in site.rglob("feed*.xml")) + sorted((site / "feed").glob("*.xml"))
    for path in files:
        feed = feedparser.parse(path.read_bytes())
        expect(not feed.bozo, f"{path}: {feed.get('bozo_exception')}")
        expect(feed.version == "atom10" and feed.feed.id.startswith("tag:"), f"{path}: no Atom 1.0")
        ids = [e.id for e in feed.entries]
        expect(len(ids) == len(set(ids)), f"{path}: an id twice")
        for e in feed.entries:
            expect(e.get("updated_parsed") and e.get("link") and e.get("title"), f"{path}: {e.id} lacks what an entry must have")
    for path in sorted(site.rglob("feed*.json")):
        feed = json.loads(path.read_text(encoding="utf-8"))
        expect(feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"], f"{path}: no JSON Feed")
        for item in feed["items"]:
            expect(item["id"] and "content_text" in item and "T" in item["date_modified"], f"{path}: {item.get('id')}")
    print(f"{len(files)} feeds read by feedparser")


def tables(site):
    import openpyxl

    seen = 0
    for name in ["tasks", "deadlines", "notices", "agencies", "indicators", "comparisons", "progress", "citations"]:
        with open(site / "du-lieu" / f"{name}.csv", encoding="utf-8-sig", newline="") as f:
            rows = list(csv.DictReader(f))
        book = openpyxl.load_workbook(site / "du-lieu" / f"{name}.xlsx")
        sheet = book.worksheets[0]
        expect(sheet.max_row - 1 == len(rows), f"{name}: {len(rows)} rows of CSV, {sheet.max_row - 1} of the workbook")
        expect(sheet.freeze_panes == "A2" and sheet.auto_filter.ref, f"{name}: no frozen head or filter")
        if name in ("tasks", "deadlines"):
            entries = data(site, name)
            expect([r["id" if name == "tasks" else "task"] for r in rows] == [e["id" if name == "tasks" else "task"] for e in entries], f"{name}: CSV and JSON differ")
            column = list(rows[0]).index("due") + 1
            for i, row in enumerate(rows, start=2):
                if re.fullmatch(r"\d{4}-\d\d-\d\d", row["due"]):
                    cell = sheet.cell(i, column).value
                    expect(isinstance(cell, datetime.datetime) and cell.date().isoformat() == row["due"], f"{name} row {i}: {cell} is not {row['due']}")
        seen += 1
    books = sorted((site / "du-lieu" / "co-quan").rglob("*.xlsx"))
    for path in books:
        expect(len(openpyxl.load_workbook(path).sheetnames) == 3, f"{path}: not three sheets")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office:
        with tempfile.TemporaryDirectory() as folder:
            for name in ["tasks.csv", "tasks.xlsx"]:
                source = site / "du-lieu" / name
                filters = ["--infilter=CSV:44,34,76,1"] if name.endswith(".csv") else []
                subprocess.run([office, "--headless", f"-env:UserInstallation=file://{folder}/profile", *filters, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder, str(source)], check=True, capture_output=True)
                with open(Path(folder) / "tasks.csv", encoding="utf-8-sig", newline="") as f:
                    read = list(csv.reader(f))
                expect(len(read) - 1 == len(data(site, "tasks")), f"LibreOffice reads {len(read) - 1} rows of {name}")
        print("tables read by LibreOffice")
    else:
        print("skipped: LibreOffice is not installed")
    print(f"{seen} data sets and {len(books)} workbooks of agencies read by csv and openpyxl")


def akoma_ntoso(site):
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(HERE / "schemas" / "akomantoso30.xsd")))
    files = sorted(site.glob("ket-luan/*/akn.xml"))
    expect(files, "no akn.xml")
    for path in files:
        tree = etree.parse(str(path))
        if not schema.validate(tree):
            for error in list(schema.error_log)[:5]:
                FAULTS.append(f"{path}:{error.line}: {error.message}")
        names = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
        ids = set(tree.xpath("//@eId"))
        for reference in tree.xpath("//a:*/@refersTo", namespaces=names):
            expect(reference.lstrip("#") in ids, f"{path}: {reference} leads nowhere")
    print(f"{len(files)} notices valid by the schema of Akoma Ntoso 3.0")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def examples(site, port):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), lambda *a: Quiet(*a, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = (site / "du-lieu" / "index.html").read_text(encoding="utf-8")
        found = dict((tool, html.unescape(code)) for tool, code in re.findall(r'class="example-(\w+)"><code>(.*?)</code>', page, re.S))
        expect(set(found) == {"curl", "python", "sheet"}, f"examples: {sorted(found)}")
        if shutil.which("curl"):
            out = subprocess.run(["bash", "-c", found["curl"]], capture_output=True, text=True, check=True).stdout
            expect(json.loads(out)["schema"] == "ketluan/due/1", "the example for curl")
        out = subprocess.run([sys.executable, "-c", found["python"]], capture_output=True, text=True)
        expect(out.returncode == 0 and "/" in out.stdout, f"the example for Python: {out.stderr}")
        import urllib.request

        address = re.search(r'=IMPORTDATA\("(.*?)"\)', found["sheet"]).group(1)
        with urllib.request.urlopen(address) as f:
            rows = list(csv.DictReader(f.read().decode("utf-8-sig").splitlines(keepends=True)))
        expect(len(rows) == len(data(site, "tasks")), "the example for sheets")
    finally:
        server.shutdown()
    print("examples of the data page run")


def main():
    site, port = Path(sys.argv[1]), int(sys.argv[2])
    if "--inside" not in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            python = libraries(folder)
            if python is None:
                return 0
            return subprocess.run([python, __file__, str(site), str(port), "--inside"]).returncode
    calendars(site)
    feeds(site)
    tables(site)
    akoma_ntoso(site)
    examples(site, port)
    for fault in FAULTS[:40]:
        print(fault)
    return bool(FAULTS)


sys.exit(main())
