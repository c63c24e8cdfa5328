"""El documento de Word vacío sobre el que se escribe: carta, márgenes de 2,5 cm, estilos propios, español de Chile."""

import io
from functools import cache
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

PLANTILLAS = Path(__file__).parent.parent / "plantillas"
ANCHO_DE_TEXTO = 9406  # vigésimos de punto: carta (21,59 cm) menos dos márgenes de 2,5 cm
_SOBRAN = ("stylesWithEffects", "customXml", "thumbnail")


@cache
def _vacio():
    """Los bytes del documento vacío; la plantilla de la biblioteca trae 350 kB de estilos que aquí no se usan."""
    documento = docx.Document()
    for partes in (documento.part.package.rels, documento.part.rels):
        for clave in [c for c, r in partes.items() if r.reltype.endswith(_SOBRAN)]:
            del partes[clave]
    _reemplazar(documento.styles.element, "estilos_docx.xml")
    _reemplazar(documento.part.numbering_part.element, "vinetas_docx.xml")
    _ajustar(documento.settings.element)
    _fuentes(documento)
    seccion = documento.sections[0]
    seccion.page_width, seccion.page_height = Cm(21.59), Cm(27.94)
    seccion.left_margin = seccion.right_margin = seccion.top_margin = seccion.bottom_margin = Cm(2.5)
    seccion.header_distance = seccion.footer_distance = Cm(1.25)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def _reemplazar(elemento, plantilla):
    nuevo = parse_xml((PLANTILLAS / plantilla).read_bytes())
    for hijo in list(elemento):
        elemento.remove(hijo)
    for hijo in list(nuevo):
        elemento.append(hijo)


def _fuentes(documento):
    """Declara Roboto con Arial de reemplazo: si no está instalada, sin esto las cifras se ensanchan y se cortan."""
    tabla = documento.part.part_related_by(RT.FONT_TABLE)
    tabla._blob = (PLANTILLAS / "fuentes_docx.xml").read_bytes()


def _ajustar(ajustes):
    """Modo de compatibilidad actual e idioma, para que Word no lo abra como un archivo antiguo en inglés."""
    for ajuste in ajustes.iter(qn("w:compatSetting")):
        if ajuste.get(qn("w:name")) == "compatibilityMode":
            ajuste.set(qn("w:val"), "15")
    idioma = ajustes.find(qn("w:themeFontLang"))
    idioma.attrib.clear()
    idioma.set(qn("w:val"), "es-CL")
    for nombre in ("w:savePreviewPicture", "w:proofState"):
        sobrante = ajustes.find(qn(nombre))
        if sobrante is not None:
            ajustes.remove(sobrante)


def nuevo():
    """Un Document de python-docx, vacío y con los estilos de la casa."""
    return docx.Document(io.BytesIO(_vacio()))


def relacion_externa(documento, url):
    """Identificador de la relación con una dirección externa."""
    return documento.part.relate_to(url, RT.HYPERLINK, is_external=True)
