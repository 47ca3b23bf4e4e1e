"""A PDF read back as a screen reader does: by its tags, in their order, and page by page as it is printed."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw


def text_of(call, *about) -> str:
    """One of PDFium's texts: asked for its length, then for itself, in UTF-16."""
    held = (ctypes.c_ushort * (call(*about, None, 0) // 2 + 1))()
    call(*about, held, ctypes.sizeof(held))
    return bytes(held).decode("utf-16-le").split("\0")[0]


@dataclass
class Tag:
    """`kind` as in PDF 1.7, 14.8.4: H1, P, LI ...; `alt` instead of a picture; `whole` are its words with those of all within it."""

    kind: str
    alt: str
    words: str = ""
    whole: str = ""


class Read:
    """`tags` are all tagged elements of the file in reading order, `words` what they say; `lines` every page as it is printed."""

    def __init__(self, made: bytes):
        self.pdf = pdfium.PdfDocument(made)
        self.title = self.pdf.get_metadata_value("Title")
        self.language = text_of(raw.FPDFCatalog_GetLanguage, self.pdf)
        self.is_tagged = bool(raw.FPDFCatalog_IsTagged(self.pdf))
        self.pages = [page.get_textpage().get_text_bounded() for page in self.pdf]
        self.tags = [tag for page in self.pdf for tag in tags_of(page)]

    @property
    def words(self) -> str:
        return " ".join(" ".join(tag.words for tag in self.tags).split())

    def printed(self, sign: str) -> str:
        """What stands on all sheets, without the foot of each."""
        pages = [page.replace("\ufffe", "-") for page in self.pages]
        for number, page in enumerate(pages, 1):
            for foot in (f"Page {number}", sign):
                assert foot in page
                before, _foot, after = page.rpartition(foot)
                page = before + after
            pages[number - 1] = page
        return " ".join(pages)

    def size_of(self, words: str) -> float:
        """How large the letters are in which these words are printed, in points."""
        for page in self.pdf:
            text = page.get_textpage()
            for thing in page.get_objects(max_depth=5):
                if thing.type == raw.FPDF_PAGEOBJ_TEXT and words in words_of(thing, text):
                    size = ctypes.c_float()
                    raw.FPDFTextObj_GetFontSize(thing, size)
                    return round(size.value * abs(thing.get_matrix().d), 2)
        raise AssertionError(f"not printed: {words}")

    def headings(self) -> list[tuple[str, str]]:
        return [(tag.kind, " ".join(tag.whole.split())) for tag in self.tags if tag.kind in ("H1", "H2", "H3")]


def tags_of(page) -> list[Tag]:
    held = marked_words(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        found: list[Tag] = []
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, place), held, found)
        return found
    finally:
        raw.FPDF_StructTree_Close(tree)


def marked_words(page) -> dict[int, str]:
    """Marked content's number -> its words."""
    text, held = page.get_textpage(), {}
    for thing in page.get_objects(max_depth=5):
        number = raw.FPDFPageObj_GetMarkedContentID(thing)
        if number >= 0 and thing.type == raw.FPDF_PAGEOBJ_TEXT:
            held[number] = held.get(number, "") + words_of(thing, text)
    return held


def words_of(thing, text) -> str:
    return text_of(raw.FPDFTextObj_GetText, thing, text)


def walk(element, held: dict[int, str], found: list[Tag]) -> str:
    mine = Tag(text_of(raw.FPDF_StructElement_GetType, element), text_of(raw.FPDF_StructElement_GetAltText, element))
    found.append(mine)
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            mine.whole += walk(child, held, found)
        else:
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, place)
            mine.words += held.get(number, "") + " "
            mine.whole += held.get(number, "") + " "
    return mine.whole
