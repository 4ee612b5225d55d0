"""Whether a text could name a person: a first name and a surname by their form, without a list of names.

Two words with capitals are a name unless their form or their neighbours say that they are a place, an organisation, a
time or the beginning of a sentence. What is left out are ordinary words and endings, never names of persons.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evaluera.data.process.assembled_tables import AssembledTable

__all__ = ["known_words", "name_in"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CAPITAL, _SMALL = "A-ZÅÄÖÉÜÇŠŽĐ", "a-zåäöéèüøæçšžđćí"
_WORD = rf"[{_CAPITAL}][{_SMALL}]+"
_BETWEEN = rf"(?:[{_CAPITAL}]\.? )?(?:von |af |de |van |[Aa]l[- ]|[Ee]l[- ])?"
_NAME = re.compile(rf"(?<![\w-])(?P<first>{_WORD})(?:-{_WORD})? {_BETWEEN}(?P<last>{_WORD})(?:-{_WORD})?(?![\w-])")
_NEIGHBOUR = re.compile(r"[^\W\d_]+")
_LONGEST_FIRST_NAME = 11

_SURNAME = re.compile(r"\w*(?:son|ström|berg|gren|qvist|kvist|lund|dahl|ngren|blad|löf|lind|mark|man|stedt|feldt)s?")
"""Endings that are seldom those of a place; a place before or after the pair still speaks against a name."""
_PLACE_ENDING = re.compile(
    r"\w+(?:gatan|vägen|torget|parken|skolan|gården|området|staden|stad|köping|centrum|kommun|bostäder|fastigheter|huset"
    r"|hallen|badet|bron|hamnen|backen|stigen|gränd|allén|plan|platsen|kyrkan|bygden|älven|sjön|ängen|höjden|länet|län"
    r"|föreningen|förbundet|nämnden|rådet|polisen|styrelsen|verket|myndigheten|universitetet|sjukhus|gruppen|bandet|laget|university|council|street)s?"
)
_ORDINARY_ENDING = re.compile(
    r"\w+(?:ningen|ningar|ningarna|ning|heten|heter|het|erna|arna|orna|ande|ende|tionen|tioner|tion|skap|skapet|ing|are"
    r"|aren|ska|liga|ade|iska|ment)"
)
_TIMES = _words(
    "januari februari mars april maj juni juli augusti september oktober november december måndag tisdag onsdag "
    "torsdag fredag lördag söndag jul påsk midsommar nyår lucia valborg vår våren sommar sommaren höst hösten "
    "vinter vintern january february march may june july august october monday tuesday wednesday thursday friday "
    "saturday sunday christmas easter spring summer autumn winter"
)
_ORDINARY = _words(
    "alla allt andra av bara bland blev båda både de dels den denna det detta dock då där därför efter ej en enligt "
    "ett flera fler för först från förra före genom ha har hela hos hur här i idag inga ingen inget innan inom inte "
    "ja kan kring kvar långsamt med medan mellan men mer mera mest mot mycket många när nu ny nya nytt nästa någon "
    "några och också om oftast på redan se sedan sen samma samt sju sex skriv som ta till tre två under upp ut utan "
    "utanför vad var varje vem vi vid vilka vilken är även åter över all also and at by during each every few for "
    "from in many more most new next no not of on one some the these this three to two was were when where with"
)
_DESCRIBING = _words(
    "norra södra västra östra nordöstra nordvästra sydöstra sydvästra övre nedre inre yttre gamla stora lilla "
    "mellersta centrala svenska nordiska lokala regionala nationella europeiska kommunala röda gröna vita blåa "
    "rädda sankt sankta kungliga unga trygga trygg tryggt säker säkert första sista öppna nämnden north south east "
    "west northern southern eastern western upper lower central local regional national old great little swedish "
    "nordic young saint"
)
_THINGS = _words(
    "ab kb hsb centrum city torg torget park parken plats platsen plan planen gata gatan väg vägen gränd gränden "
    "allé backe backen skola skolan förskola gymnasium gymnasiet gård gården hus huset hem bibliotek biblioteket "
    "stad staden kommun kommunen kommuns region regionen län länet landsting distrikt distriktet stadsdel område "
    "området förening föreningen fond fonden stiftelse stiftelsen bostad bostäder fastigheter fastighets bolag "
    "bolaget råd rådet umebrå brå polis polisen polisens räddningstjänst räddningstjänsten socialtjänst "
    "socialtjänsten fritid fritids kultur universitet universitetet högskola högskolan kyrka kyrkan församling "
    "församlingen hamn hamnen stranden bron bro station stationen resecentrum arena hallen simhall badhus ishall "
    "idrott idrottsplats if ik bk sk fc gif scouter ungdomsgård fritidsgård familjecentral vårdcentral lasarett "
    "sjukhus galleria köpcentrum busstation bussar trafik energi vatten kraft kanal radio television nyheter "
    "tidning kuriren bladet företag företagarna butik butiker köpman handel handlare krogar restaurang hotell "
    "nattvandrare nattvandrarna trygghetsvandring möte mötet möten projekt projektet insats insatsen minne minnes "
    "lägesbild tillsammans mot est ntu scb bra street road square centre center school council police university "
    "house bridge hospital agency association foundation housing municipality county town project meeting group "
    "team"
)
_AT_A_PLACE = _words("i vid längs nära runt kring utanför nedanför bakom norr söder in at near around along")
_SAINTS = _words("sankt sankta s:t s:ta st")


def known_words(tables: Mapping[str, AssembledTable]) -> frozenset[str]:
    """The words of the names of areas, organisations, projects and activities: they are no persons."""
    named = {
        "area": ("name",),
        "organisation": ("name",),
        "project": ("name_sv", "name_en"),
        "activity_plan": ("name_sv", "name_en"),
    }
    texts = (
        text
        for name, columns in named.items()
        if name in tables
        for each in columns
        for text in tables[name].frame[each].dropna()
    )
    return frozenset(word.casefold() for text in texts for word in _NEIGHBOUR.findall(str(text)))


def name_in(text: str, known: Collection[str]) -> str | None:
    """Two words with capitals that could be the name of a person, or None.

    Parameters
    ----------
    text
        A sentence.
    known
        Words, in small letters, that are names of areas, organisations and activities: a pair with one of them is
        no person.

    Examples
    --------
    >>> name_in("Samtal med Anna Svensson om belysningen", ()), name_in("Ersboda Centrum", {"ersboda"})
    ('Anna Svensson', None)
    >>> name_in("Klotter vid Anna Lindhagens plats", ()), name_in("Svenska Bostäder och Ålidhem Centrum", ())
    (None, None)
    """
    at = 0
    while (found := _NAME.search(text, at)) is not None:
        if _is_name(found, text, known):
            return found[0]
        at = found.start("last")
    return None


def _is_name(found: re.Match[str], text: str, known: Collection[str]) -> bool:
    first, last = found["first"].casefold(), found["last"].casefold()
    if {first, last} & set(known) or any(map(_no_name, (first, last))) or len(first) > _LONGEST_FIRST_NAME:
        return False
    if {first, last} & _TIMES and not _SURNAME.fullmatch(last):
        return False
    before = _NEIGHBOUR.findall(text[: found.start()])
    after = _NEIGHBOUR.match(text, found.end() + 1) if text[found.end() : found.end() + 1] == " " else None
    following = "" if after is None else after[0].casefold()
    if following in _THINGS or (before and before[-1].casefold() in _SAINTS):
        return False
    if _ORDINARY_ENDING.fullmatch(first):
        return False
    at_a_place = bool(before) and before[-1].casefold() in _AT_A_PLACE
    return _SURNAME.fullmatch(last) is not None or not (at_a_place or _ORDINARY_ENDING.fullmatch(last))


def _no_name(word: str) -> bool:
    """Whether the word is an ordinary word, a description or a kind of place or organisation."""
    said = (_ORDINARY, _DESCRIBING, _THINGS)
    return any(word in words for words in said) or _PLACE_ENDING.fullmatch(word) is not None
