#!/usr/bin/env python3
"""Files of a site read by other programs: calendars by icalendar, their QR codes by zxing, feeds by feedparser and by the
RELAX NG of RFC 4287 (jing), tables by csv, openpyxl and LibreOffice, notices by the schema of Akoma Ntoso, pictures by
Pillow, the counts of the data page by counting again, its examples by running them, the workflows of docs/ci by the
schemas of their services. Arguments: the site, built with `--with xlsx,zip,images`, and the port of its
`--base-url http://127.0.0.1:PORT`. The libraries are installed into a folder
of their own; where that cannot be, and where jing or LibreOffice are not installed, the checks are skipped with a message."""
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

LIBRARIES = ["icalendar>=6,<8", "feedparser>=6,<7", "openpyxl>=3.1,<4", "lxml>=5,<7", "zxing-cpp>=2,<4", "pillow>=10,<13", "check-jsonschema>=0.33,<1"]
SETS = ["tasks", "deadlines", "notices", "agencies", "indicators", "comparisons", "progress", "citations"]
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


def grammar(site):
    """Every Atom feed by the RELAX NG grammar of RFC 4287, and by its two rules that stand in Schematron."""
    from lxml import etree

    atom = "{http://www.w3.org/2005/Atom}"
    files = [p for p in sorted(site.rglob("*.xml")) if etree.parse(str(p)).getroot().tag == f"{atom}feed"]
    for path in files:
        feed = etree.parse(str(path)).getroot()
        for entry in feed.iter(f"{atom}entry"):
            author = feed.find(f"{atom}author") is not None or entry.find(f"{atom}author") is not None
            leads = any(l.get("rel", "alternate") == "alternate" for l in entry.iter(f"{atom}link"))
            expect(author and (leads or entry.find(f"{atom}content") is not None), f"{path}: an entry without author or link")
    if not shutil.which("jing"):
        print("skipped: jing is not installed")
        return
    jing = ["jing", "-c", str(HERE / "schemas" / "atom.rnc")]
    done = subprocess.run([*jing, *map(str, files)], capture_output=True, text=True)
    FAULTS.extend(done.stdout.splitlines()[:10])
    expect(done.returncode == 0, "feeds that RFC 4287 does not allow")
    with tempfile.TemporaryDirectory() as folder:
        wrong = Path(folder) / "feed.xml"
        wrong.write_text(re.sub(r"<updated>.*?</updated>", "", files[0].read_text(encoding="utf-8"), count=1), encoding="utf-8")
        expect(subprocess.run([*jing, str(wrong)], capture_output=True).returncode == 1, "the grammar of RFC 4287 finds nothing")
    print(f"{len(files)} feeds valid by the RELAX NG of RFC 4287")


def codes(site):
    import zxingcpp
    from PIL import Image, ImageDraw

    seen = 0
    for path in [site / "lich" / "index.html", *sorted(site.glob("co-quan/*/index.html"))[:3], *sorted(site.glob("ket-luan/*/index.html"))]:
        page = path.read_text(encoding="utf-8")
        link = re.search(r'href="(webcal:[^"]+)"', page)
        if not link:
            continue
        side = int(re.search(r'<figure class="qr"><svg viewBox="-4 -4 (\d+)', page).group(1))
        drawing = re.search(r'<path fill="#000" d="([^"]+)"', page).group(1)
        image = Image.new("L", (side * 4, side * 4), 255)
        for x, y, n in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawing):
            x, y, n = int(x) + 4, int(y) + 4, int(n)
            ImageDraw.Draw(image).rectangle([x * 4, y * 4, (x + n) * 4 - 1, y * 4 + 3], fill=0)
        read = [c.text for c in zxingcpp.read_barcodes(image)]
        expect(read == [html.unescape(link.group(1))], f"{path}: the code says {read}")
        seen += 1
    expect(seen > 3, "no codes")
    print(f"{seen} QR codes read by zxing")


def pictures(site):
    from PIL import Image

    pages = sorted(site.glob("ket-luan/*/index.html"))
    seen = 0
    for page in pages:
        found = re.search(r'<meta property="og:image" content="([^"]+)"', page.read_text(encoding="utf-8"))
        if not found:
            continue
        path = page.parent / found.group(1).rsplit("/", 1)[1]
        with Image.open(path) as image:
            image.verify()
        with Image.open(path) as image:
            expect(image.format == "PNG" and image.size == (1200, 630), f"{path}: {image.format} {image.size}")
            expect(len(image.convert("RGB").getcolors(1 << 24)) > 20, f"{path}: nothing is drawn")
        seen += 1
    expect(seen == len(list(site.glob("ket-luan/*/akn.xml"))), f"{seen} pictures")
    print(f"{seen} pictures of notices read by Pillow")


def unguarded(text):
    return text[1:] if re.match(r"'[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]", text) else text


def same(cell, text):
    """Whether a cell of a workbook is the cell of the CSV, as a day, a number or a text."""
    if cell is None:
        return text == ""
    if isinstance(cell, bool):
        return text == str(cell).lower()
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() == text
    if isinstance(cell, (int, float)):
        return abs(float(text) - cell) <= 1e-9 * max(1, abs(cell))
    return not re.fullmatch(r"\d{4}-\d\d-\d\d", cell) and cell.replace("\r\n", "\n") == unguarded(text).replace("\r\n", "\n")[:32000]


def shown(read, text):
    """Whether a cell that LibreOffice shows is the cell of the CSV."""
    if read == text or read == unguarded(text):
        return True
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return read == f"{text[8:]}/{text[5:7]}/{text[:4]}"
    if text in ("true", "false"):
        return read == text.upper()
    try:
        return abs(float(read) - float(text)) <= 1e-6 * max(1, abs(float(text)))
    except ValueError:
        return False


def annex(book, path, number=None):
    """The second sheet as an office attaches it to a letter."""
    sheet = book.worksheets[1]
    expect(sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9, f"{path}: no A4 across")
    expect(sheet.print_title_rows == "$4:$4" and sheet.freeze_panes == "A5", f"{path}: the header is not repeated or frozen")
    expect("&P" in (sheet.oddFooter.center.text or "") + str(sheet.oddFooter), f"{path}: no page numbers")
    expect(sheet["A1"].value == "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ", f"{path}: {sheet['A1'].value}")
    heads = [c.value for c in sheet[4]]
    expect(heads == ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm/Ghi chú"], f"{path}: {heads}")
    widths = [sheet.column_dimensions[c].width for c in "ABCDEF"]
    expect(widths[1] > 50 and all(w >= 6 for w in widths), f"{path}: widths {widths}")
    if number:
        expect(number in sheet["A2"].value, f"{path}: {sheet['A2'].value} does not name {number}")
    rows = [r for r in sheet.iter_rows(min_row=5, values_only=True) if isinstance(r[0], (int, float))]
    expect([r[0] for r in rows] == list(range(1, len(rows) + 1)), f"{path}: numbers of the rows")
    return rows


def tables(site):
    import openpyxl

    whole = {}
    for name in SETS:
        with open(site / "du-lieu" / f"{name}.csv", encoding="utf-8-sig", newline="") as f:
            rows = list(csv.reader(f))
        whole[name] = rows
        book = openpyxl.load_workbook(site / "du-lieu" / f"{name}.xlsx")
        sheet = book.worksheets[0]
        expect(sheet.freeze_panes == "A2" and sheet.auto_filter.ref, f"{name}: no frozen head or filter")
        expect(all(d.width and d.width > 5 for d in sheet.column_dimensions.values()), f"{name}: widths")
        cells = [list(r) for r in sheet.iter_rows(min_row=2, values_only=True)]
        expect(len(cells) == len(rows) - 1, f"{name}: {len(rows) - 1} rows of CSV, {len(cells)} of the workbook")
        for i, (one, other) in enumerate(zip(cells, rows[1:]), start=2):
            for column, (cell, text) in enumerate(zip(one, other, strict=True)):
                expect(same(cell, text), f"{name}.xlsx row {i}, {rows[0][column]}: {cell!r} is not {text!r}")
        if name in ("tasks", "deadlines", "notices", "agencies", "progress"):
            key = {"tasks": "id", "notices": "id", "agencies": "id"}.get(name, "task")
            column = rows[0].index(key)
            expect([r[column] for r in rows[1:]] == [e[key] for e in data(site, name)], f"{name}: CSV and JSON differ")
    tasks = openpyxl.load_workbook(site / "du-lieu" / "tasks.xlsx")
    expect(tasks.sheetnames == ["Nhiệm vụ", "Phụ lục", "Chủ trì", "Phối hợp"], f"tasks.xlsx: {tasks.sheetnames}")
    expect(len(annex(tasks, "tasks.xlsx")) == len(data(site, "tasks")), "tasks.xlsx: the annex lacks tasks")
    for sheet, role in [("Chủ trì", "leads"), ("Phối hợp", "coordinators")]:
        pairs = sum(len(t[role]) for t in data(site, "tasks"))
        expect(tasks[sheet].max_row - 1 == pairs, f"tasks.xlsx: {tasks[sheet].max_row - 1} rows of {role}, not {pairs}")
    books = sorted((site / "du-lieu" / "co-quan").rglob("*.xlsx"))
    for path in books:
        book = openpyxl.load_workbook(path)
        expect(book.sheetnames == ["Chủ trì", "Phụ lục", "Phối hợp"], f"{path}: {book.sheetnames}")
        annex(book, path)
    notices = sorted((site / "du-lieu" / "notices").glob("*.xlsx"))
    expect(len(notices) == len(data(site, "notices")), f"{len(notices)} workbooks of notices")
    for path in notices:
        notice = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        expect(len(annex(openpyxl.load_workbook(path), path, notice["number"])) == len(notice["tasks"]), f"{path}: tasks")
    print(f"{len(SETS)} data sets and {len(books) + len(notices)} workbooks of agencies and notices read by csv and openpyxl")
    libre_office(site, whole)


def libre_office(site, whole):
    """All tables, converted by LibreOffice, have the records that they had."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        print("skipped: LibreOffice is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        columns = "/".join(f"{i}/2" for i in range(1, 41))
        for form, filters in [("csv", [f"--infilter=CSV:44,34,76,1,{columns}"]), ("xlsx", [])]:
            files = [str(site / "du-lieu" / f"{name}.{form}") for name in SETS]
            out = Path(folder) / form
            command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", *filters, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", str(out), *files]
            subprocess.run(command, check=True, capture_output=True)
            for name in SETS:
                with open(out / f"{name}.csv", encoding="utf-8-sig", newline="") as f:
                    read = list(csv.reader(f))
                expect(len(read) == len(whole[name]), f"LibreOffice reads {len(read)} rows of {name}.{form}, not {len(whole[name])}")
                for i, (one, other) in enumerate(zip(read[1:], whole[name][1:]), start=2):
                    for column, (cell, text) in enumerate(zip(one, other)):
                        right = cell == text if form == "csv" else shown(cell, text)
                        expect(right, f"LibreOffice reads {name}.{form} row {i}, {whole[name][0][column]}: {cell!r}, not {text!r}")
    print(f"{2 * len(SETS)} tables read by LibreOffice")


def counts(site):
    """Every count of the data page, counted again from the files of the single notices."""
    notices = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((site / "du-lieu" / "notices").glob("*.json"))]
    tasks = [t for n in notices for t in n["tasks"]]
    again = {
        "notices": len(notices),
        "tasks": len(tasks),
        "deadlines": sum(len(t["deadlines"]) for t in tasks),
        "indicators": sum(len(n["indicators"]) for n in notices),
        "citations": len({c["number"] for n in notices for c in n["citations"]}),
        "agencies": len(list(site.glob("co-quan/*/feed.xml"))),
        "comparisons": len(list(site.glob("so-sanh/*/index.html"))),
        "progress": len(data(site, "progress")),
    }
    page = (site / "du-lieu" / "index.html").read_text(encoding="utf-8")
    said = dict(re.findall(r'<a href="#(\w+)">[^<]*</a></th>.*?<td class="num"[^>]*>([\d.]+)</td>', page))
    expect({k: int(v.replace(".", "")) for k, v in said.items()} == again, f"the data page counts {said}, there are {again}")
    heads = dict(re.findall(r'<h2 id="(\w+)">[^<]*<span class="muted">\(([\d.]+)\)', page))
    expect(heads == said, f"the data page counts {said} and {heads}")
    state = re.search(r"(\d[\d.]*) văn bản, (\d[\d.]*) nhiệm vụ, (\d[\d.]*) cơ quan", page)
    found = [int(n.replace(".", "")) for n in state.groups()]
    expect(found == [again["notices"], again["tasks"], again["agencies"]], f"the data page counts {found}")
    print("counts of the data page counted again")


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


def workflows():
    for schema, name in [("vendor.gitlab-ci", "gitlab-ci.yml"), ("vendor.github-workflows", "github.yml")]:
        file = HERE.parent / "docs" / "ci" / name
        done = subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file], capture_output=True, text=True)
        expect(done.returncode == 0, f"{file}: {done.stdout}{done.stderr}")
    print("workflows hold against their schemas")


def main():
    site, port = Path(sys.argv[1]), int(sys.argv[2])
    if "--inside" not in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            python = libraries(folder)
            if python is None:
                return 0
            return subprocess.run([python, __file__, str(site), str(port), "--inside"]).returncode
    calendars(site)
    codes(site)
    feeds(site)
    grammar(site)
    tables(site)
    counts(site)
    pictures(site)
    akoma_ntoso(site)
    workflows()
    examples(site, port)
    for fault in FAULTS[:40]:
        print(fault)
    return bool(FAULTS)


sys.exit(main())
